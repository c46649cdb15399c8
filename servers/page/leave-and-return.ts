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
 * goes one step back, to a page that comes forward again. `holdsLock`: it holds a lock meanwhile, as pages do that a browser
 * had better not keep.
 */
export async function leaveAndReturn(data: { away?: string; next: string; reportAs: string; holdsLock?: true }): Promise<void> {
  const { away, next, reportAs, holdsLock } = data;
  if (holdsLock === true) await holdLock(reportAs);
  const leave = away === undefined ? goBack : () => followLink(away);
  await leaveOnce(leave, async (returned) => {
    await report(reportAs, returned);
    followLink(next);
  });
}

/** Takes the lock of this name and resolves once the page has it, to let go of it only when the page ends. */
function holdLock(name: string): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve();
      return new Promise(() => undefined);
    });
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
