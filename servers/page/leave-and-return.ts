import { report } from './report.ts';
import { followLink } from './follow-link.ts';

/** Marks a history entry that was left for the page `away`; a history entry keeps its state when its document is gone. */
const leftMark = 'left';

/**
 * Leaves in its own way and calls `goOn` when it is back. A document that was kept still has its listener and hears
 * `pageshow`; a new document finds the mark in `history.state`.
 */
async function leaveOnce(leave: () => void, goOn: (returned: { document: 'kept' | 'new'; persisted: boolean }) => Promise<void> | void) {
  if (history.state === leftMark) {
    await goOn({ document: 'new', persisted: false });
    return;
  }
  history.replaceState(leftMark, '');
  addEventListener('pageshow', (event) => void goOn({ document: 'kept', persisted: event.persisted }), { once: true });
  leave();
}

/**
 * Leaves for `away`, which comes back by `history.back()`, reports what came back, and goes on to `next`. Without `away` it
 * goes one step back, to a page that comes forward again. `unloads`: it listens for `unload`, which a page that was kept
 * would never hear, so that browsers had better not keep it.
 */
export async function leaveAndReturn(data: { away?: string; next: string; reportAs: string; unloads?: true }): Promise<void> {
  const { away, next, reportAs, unloads } = data;
  if (unloads === true) addEventListener('unload', () => undefined);
  const leave = away === undefined ? goBack : () => followLink(away);
  await leaveOnce(leave, async (returned) => {
    await report(reportAs, returned);
    followLink(next);
  });
}

/** Leaves for `away`, which comes back by `history.back()`, and goes forward to it again. */
export async function leaveAgain({ away }: { away: string }): Promise<void> {
  await leaveOnce(
    () => followLink(away),
    () => history.forward(),
  );
}

/** Goes one step back in the session history. */
export function goBack(): void {
  history.back();
}
