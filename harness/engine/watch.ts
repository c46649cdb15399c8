import { AwaitedTimeout } from '../../servers/wire-log.ts';
import type { Frame } from '../browsers/desktop-frame.ts';
import type { RealWindow } from '../browsers/port.ts';
import type { Sight, VisitLog } from '../model/journey.ts';

/** What was seen, and what the screen showed before the deed. */
export interface Watched {
  readonly sight: Sight;
  readonly before: Frame;
}

/** What the screen must show to end the watching, in place of anything else than before: this, or mostly another than each of those; or nothing at all. */
export interface Wanted {
  readonly restored?: Frame | undefined;
  readonly unlike?: readonly Frame[] | undefined;
  readonly byArrivalsOnly?: true | undefined;
}

/**
 * Waits until the window's screen stands still, lets `act` happen, and watches until what had to come has come or the screen
 * shows something else, or until patience ends.
 * @param come resolves when it has come since there were `from` arrivals, and rejects when its signal aborts or, with an
 *   `AwaitedTimeout`, when its time is up.
 * @throws what `act` or `come` throws.
 */
export async function watch(
  window: Pick<RealWindow, 'still' | 'changed' | 'mostlyChanged' | 'restored' | 'picture'>,
  log: Pick<VisitLog, 'arrivals'>,
  act: () => Promise<void>,
  come: (from: number, over: AbortSignal) => Promise<void>,
  { restored, unlike, byArrivalsOnly }: Wanted = {},
): Promise<Watched> {
  const before = await window.still();
  const from = log.arrivals.length;
  await act();
  const over = new AbortController();
  const hasCome = come(from, over.signal).then(
    () => 'come' as const,
    (error: unknown) => {
      if (error instanceof AwaitedTimeout) return 'patience' as const;
      throw error;
    },
  );
  const shows = (): Promise<boolean> => {
    if (restored !== undefined) return window.restored(restored, over.signal);
    return unlike === undefined ? window.changed(before, over.signal) : window.mostlyChanged([before, ...unlike], over.signal);
  };
  const hasChanged = byArrivalsOnly === true ? undefined : shows().then(() => 'screen' as const);
  try {
    const ended = await Promise.race(hasChanged === undefined ? [hasCome] : [hasCome, hasChanged]);
    const to = log.arrivals.length;
    return { before, sight: ended === 'come' ? { from, to, ended } : { from, to, ended, picture: await window.picture() } };
  } finally {
    over.abort();
    await Promise.allSettled([hasCome, hasChanged]);
  }
}
