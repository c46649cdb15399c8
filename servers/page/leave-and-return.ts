import { report } from './report.ts';
import { followLink } from './follow-link.ts';

/** Marks a history entry that was left for the page `away`; a history entry keeps its state when its document is gone. */
const leftMark = 'left';

/**
 * Leaves for `away`, which comes back by `history.back()`, reports what came back, and goes on to `next`.
 * A document that was kept still has its listener and hears `pageshow`; a new document finds the mark in `history.state`.
 */
export async function leaveAndReturn(data: { away: string; next: string; reportAs: string }): Promise<void> {
  const goOn = async (returned: { document: 'kept' | 'new'; persisted: boolean }): Promise<void> => {
    await report(data.reportAs, returned);
    followLink(data.next);
  };
  if (history.state === leftMark) {
    await goOn({ document: 'new', persisted: false });
    return;
  }
  history.replaceState(leftMark, '');
  addEventListener('pageshow', (event) => void goOn({ document: 'kept', persisted: event.persisted }), { once: true });
  followLink(data.away);
}

/** Goes one step back in the session history. */
export function goBack(): void {
  history.back();
}
