import type { RealWindow } from '../browsers/port.ts';
import type { Sight, VisitLog } from '../model/journey.ts';

/**
 * Waits until the window's screen stands still, lets `act` happen, and watches until what had to come has come or the screen
 * shows something else.
 * @param come resolves when it has come since there were `from` arrivals, and rejects when its signal aborts or its time is up.
 * @throws what `act` or `come` throws.
 */
export async function watch(
  window: Pick<RealWindow, 'still' | 'changed' | 'picture'>,
  log: Pick<VisitLog, 'arrivals'>,
  act: () => Promise<void>,
  come: (from: number, over: AbortSignal) => Promise<void>,
): Promise<Sight> {
  const before = await window.still();
  const from = log.arrivals.length;
  await act();
  const over = new AbortController();
  const hasCome = come(from, over.signal).then(() => true);
  const hasChanged = window.changed(before, over.signal).then(() => false);
  try {
    const came = await Promise.race([hasCome, hasChanged]);
    const to = log.arrivals.length;
    return came ? { from, to, ended: 'come' } : { from, to, ended: 'screen', picture: await window.picture() };
  } finally {
    over.abort();
    await Promise.allSettled([hasCome, hasChanged]);
  }
}
