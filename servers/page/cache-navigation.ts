import { place } from './element.ts';
import { cacheIsUp } from './cache-fence.ts';
import { departures } from './departures.ts';
import { followLink } from './follow-link.ts';
import { loadAll, type Load } from './load-in-rounds.ts';
import { report } from './report.ts';

/** How often this tab has shown this path before; a document that comes from a cache cannot know it otherwise. */
function timesShown(): number {
  const key = `shown:${location.pathname}`;
  const times = Number(sessionStorage.getItem(key) ?? '0');
  sessionStorage.setItem(key, String(times + 1));
  return times;
}

/** Goes on once the browser has a cache. */
async function goOnceCached({ next }: { next: string }): Promise<void> {
  await cacheIsUp();
  followLink(next);
}

/** Leaves for the next document, or for `again` instead when this one is shown for the first time. */
function departNext({ leave, next, again }: { leave: string; next: string; again?: string }): void {
  const depart = departures[leave];
  if (depart === undefined) throw new Error(`no departure is called ${leave}`);
  depart(again !== undefined && timesShown() === 0 ? again : next);
}

/** Follows a link to the document that the address's `turn` parameter counts to, and says so when there is none. */
async function departInTurn({ urls, reportAs }: { urls: string[]; reportAs: string }): Promise<void> {
  const turn = Number(new URLSearchParams(location.search).get('turn') ?? '0');
  const url = urls[turn];
  if (url === undefined) await report(reportAs, { turns: turn });
  else followLink(url);
}

/** A document that `departInTurn` leaves for: goes back for the next turn, one of `turns` by how often it has been shown. */
function returnInTurn({ hub, turns }: { hub: string; turns: number[] }): void {
  location.replace(`${hub}?turn=${String(turns[timesShown()] ?? -1)}`);
}

/** A document that is loaded again, by its own script or, once it has said that it is there, by a person; and then goes on. */
async function goOnAfterReload({ next, reportAs }: { next: string; reportAs?: string }): Promise<void> {
  if (timesShown() > 0) followLink(next);
  else if (reportAs === undefined) location.reload();
  else await report(reportAs, {});
}

/** Says how often it has been shown: `reportAs-1`, `reportAs-2` … */
async function sayTimesShown({ reportAs }: { reportAs: string }): Promise<void> {
  await report(`${reportAs}-${String(timesShown() + 1)}`, {});
}

/**
 * Loads everything each time it is shown. After the first time it comes again by itself if `again` says how; after the second
 * it goes on to `next` where there is one.
 */
async function loadEachTime(data: { loads: Load[]; again?: 'reload' | 'link'; reportAs: string; next?: string }): Promise<void> {
  const times = timesShown();
  await report(`${data.reportAs}-${String(times + 1)}`, await loadAll(data.loads));
  if (times > 0) {
    if (data.next !== undefined) followLink(data.next);
  } else if (data.again === 'reload') location.reload();
  else if (data.again === 'link') followLink(`${location.pathname}?again`);
}

/** Frames the next page of a context, or asks for everything without looking at the answers, and says that it is done. */
async function loadInContext({ frame, urls, reportAs }: { frame?: string; urls: string[]; reportAs: string }): Promise<void> {
  if (frame !== undefined) {
    place('iframe', { src: frame });
    return;
  }
  await Promise.all(urls.map((url) => fetch(url, { mode: 'no-cors', credentials: 'include' }).catch(() => undefined)));
  await report(reportAs, { asked: urls.length });
}

/** The programs of checks that ask what a cache does when pages come and go. */
export const cacheNavigationPrograms = {
  goOnceCached,
  departNext,
  departInTurn,
  returnInTurn,
  goOnAfterReload,
  sayTimesShown,
  loadEachTime,
  loadInContext,
};
