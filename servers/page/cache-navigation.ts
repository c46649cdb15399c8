import { departures } from './departures.ts';
import { followLink } from './follow-link.ts';
import { loadAll, type Load } from './load-in-rounds.ts';
import { report } from './report.ts';

/** How often this tab has shown this address before; a document that comes from a cache cannot know it otherwise. */
function timesShown(): number {
  const key = `shown:${location.pathname}`;
  const times = Number(sessionStorage.getItem(key) ?? '0');
  sessionStorage.setItem(key, String(times + 1));
  return times;
}

/** Leaves for the next document, or for `again` instead when this one is shown for the first time. */
export function departNext({ leave, next, again }: { leave: string; next: string; again?: string }): void {
  const depart = departures[leave];
  if (depart === undefined) throw new Error(`no departure is called ${leave}`);
  depart(again !== undefined && timesShown() === 0 ? again : next);
}

/** Follows a link to the document that the address's `turn` parameter counts to, all of them in order and then all of them again. */
export async function departInTurn({ urls, reportAs }: { urls: string[]; reportAs: string }): Promise<void> {
  const turn = Number(new URLSearchParams(location.search).get('turn') ?? '0');
  const url = urls[turn % urls.length];
  if (turn >= urls.length * 2 || url === undefined) await report(reportAs, { turns: turn });
  else followLink(url);
}

/** A document that `departInTurn` leaves for: goes back for the next turn. */
export function returnInTurn({ hub, index, count }: { hub: string; index: number; count: number }): void {
  location.replace(`${hub}?turn=${String(timesShown() * count + index + 1)}`);
}

/** A document that loads itself again by script, and then goes on. */
export function reloadOnce({ next }: { next: string }): void {
  if (timesShown() === 0) location.reload();
  else followLink(next);
}

/** Says how often it has been shown: `reportAs-1`, `reportAs-2` … */
export async function sayTimesShown({ reportAs }: { reportAs: string }): Promise<void> {
  await report(`${reportAs}-${String(timesShown() + 1)}`, {});
}

/** Loads everything each time it is shown; after the first time it comes again by itself if `again` says how. */
export async function loadEachTime(data: { loads: Load[]; again?: 'reload' | 'link'; reportAs: string }): Promise<void> {
  const times = timesShown();
  await report(`${data.reportAs}-${String(times + 1)}`, await loadAll(data.loads));
  if (times > 0) return;
  if (data.again === 'reload') location.reload();
  if (data.again === 'link') followLink(`${location.pathname}?again`);
}

/** Frames the next page of a context, or asks for everything without looking at the answers, and says that it is done. */
export async function loadInContext({ frame, urls, reportAs }: { frame?: string; urls: string[]; reportAs: string }): Promise<void> {
  if (frame !== undefined) {
    const element = document.createElement('iframe');
    element.src = frame;
    document.body.appendChild(element);
    return;
  }
  await Promise.all(urls.map((url) => fetch(url, { mode: 'no-cors', credentials: 'include' }).catch(() => undefined)));
  await report(reportAs, { asked: urls.length });
}

/** The programs of checks that ask what a cache does when pages come and go. */
export const cacheNavigationPrograms = { departNext, departInTurn, returnInTurn, reloadOnce, sayTimesShown, loadEachTime, loadInContext };
