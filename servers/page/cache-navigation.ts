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

/** What a document does after it has said that it is shown: leaves by a departure of the page library, comes again by itself, or stays. */
type Turn = { readonly leave: string; readonly url: string } | 'reload' | 'stay';

/**
 * Says which answer of the origin this is, as `reportAs-1` when it is shown for the first time, `reportAs-2` for the second
 * time …, and takes the turn of that time; without one it stays.
 */
async function takeTurn({ answer, reportAs, turns }: { answer: number; reportAs: string; turns: Turn[] }): Promise<void> {
  const times = timesShown();
  await report(`${reportAs}-${String(times + 1)}`, answer);
  const turn = turns[times] ?? 'stay';
  if (turn === 'reload') location.reload();
  else if (turn !== 'stay') leaveBy(turn.leave, turn.url);
}

function leaveBy(name: string, url: string): void {
  const depart = departures[name];
  if (depart === undefined) throw new Error(`no departure is called ${name}`);
  depart(url);
}

/** Goes on once the browser has a cache. */
async function goOnceCached({ next }: { next: string }): Promise<void> {
  await cacheIsUp();
  followLink(next);
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
  takeTurn,
  loadEachTime,
  loadInContext,
};
