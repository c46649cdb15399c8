import { place, settled } from './element.ts';
import { fillFields, filledFields } from './fields.ts';
import { followLink } from './follow-link.ts';
import { hold } from './holds.ts';
import { readyForHands } from './ready-for-hands.ts';
import { report } from './report.ts';
import { statusOnceAnswered } from './status-at-the-end.ts';
import { traversals } from './traversals.ts';

/** Marks a history entry that was left for the page `away`; a history entry keeps its state when its document is gone. */
const leftMark = 'left';

/** How a page came back. */
interface Returned {
  readonly document: 'kept' | 'new';
  readonly persisted: boolean;
}

/**
 * Leaves in its own way and calls `goOn` when it is back. A document that was kept still has its listener and hears
 * `pageshow`; a new document finds the mark in `history.state`.
 */
export async function leaveOnce(leave: () => Promise<void> | void, goOn: (returned: Returned) => Promise<void> | void): Promise<void> {
  if (history.state === leftMark) {
    await goOn({ document: 'new', persisted: false });
    return;
  }
  history.replaceState(leftMark, '');
  addEventListener('pageshow', (event) => void goOn({ document: 'kept', persisted: event.persisted }), { once: true });
  await leave();
}

/** How a page leaves and where it goes on to. */
interface LeaveAndReturn {
  /** A page that comes back; absent: this page goes one step back itself, to a page that comes forward again. */
  readonly away?: string;
  readonly next: string;
  readonly reportAs: string;
  /** What it has going on when it leaves; a browser without the means for it leaves at once and reports `REPORTAS-lacks`. */
  readonly holds?: string;
  /** What it has framed when it leaves. */
  readonly frames?: string;
}

/** Leaves, reports what came back, and goes on. */
export async function leaveAndReturn({ away, next, reportAs, holds, frames }: LeaveAndReturn): Promise<void> {
  const leave = async (): Promise<void> => {
    if (frames !== undefined) await settled(place('iframe', { src: frames }));
    if (holds !== undefined && !(await hold(holds, reportAs))) await report(`${reportAs}-lacks`, true);
    if (away === undefined) history.back();
    else followLink(away);
  };
  await leaveOnce(leave, async (returned) => {
    await report(reportAs, { ...returned, reasons: notRestoredReasons() });
    followLink(next);
  });
}

interface NotRestoredReasons {
  readonly reasons: readonly { readonly reason: string }[] | null;
  readonly children: readonly NotRestoredReasons[] | null;
}

/** Why the browser says that it kept no document: the reasons of the page, then those of its frames; null when it names none. */
function notRestoredReasons(): readonly string[] | null | undefined {
  const [entry] = performance.getEntriesByType('navigation') as (PerformanceEntry & { notRestoredReasons?: NotRestoredReasons | null })[];
  const all = ({ reasons, children }: NotRestoredReasons): string[] => [
    ...(reasons ?? []).map(({ reason }) => reason),
    ...(children ?? []).flatMap((child) => all(child).map((reason) => `frame-${reason}`)),
  ];
  const said = entry?.notRestoredReasons;
  return said === null || said === undefined ? said : all(said);
}

/** Leaves for `away`, which comes back by `history.back()`, and goes forward to it again in the way called `by`. */
export async function leaveAgain({ away, by }: { away: string; by: string }): Promise<void> {
  await leaveOnce(
    () => followLink(away),
    () => traverse({ by }),
  );
}

/**
 * Goes through the history in the way called `by`, once it has fetched `after`; in a browser without that way, reports
 * `lacks-BY` and goes there all the same.
 */
export async function traverse({ by, after }: { by: string; after?: string }): Promise<void> {
  if (after !== undefined) await statusOnceAnswered(after, { cache: 'no-store' });
  const lacks = by.startsWith('navigation-') && !('navigation' in globalThis);
  if (lacks) await report(`lacks-${by}`, true);
  const go = traversals[lacks ? (by === 'navigation-forward' ? 'history-forward' : 'history-back') : by];
  if (go === undefined) throw new Error(`the page library knows no way called ${by}`);
  go();
}

/**
 * A page that is one link, for a person to click: first to `away`, and once the page is back, which it reports, to `next`. The link
 * is written when nothing of the page is under way any more: who waits for the writing leaves a page that a browser may keep.
 */
export async function offerLeaving({ away, next, reportAs }: { away?: string; next: string; reportAs: string }): Promise<void> {
  const link = place('a', { href: away ?? next, style: 'position:fixed;inset:0;padding-top:40vh;text-align:center;font:60px sans-serif' });
  await leaveOnce(
    () => report(`${reportAs}-there`, true),
    async (returned) => {
      link.href = next;
      await report(reportAs, returned);
    },
  );
  await readyForHands();
  link.textContent = reportAs;
}

/** Fills in every field of the page, leaves, reports what is in them when it is back, and goes on. */
export async function fillAndLeave({ away, next, reportAs }: { away: string; next: string; reportAs: string }): Promise<void> {
  await leaveOnce(
    () => {
      fillFields();
      followLink(away);
    },
    async (returned) => {
      await report(reportAs, { ...returned, fields: filledFields() });
      followLink(next);
    },
  );
}
