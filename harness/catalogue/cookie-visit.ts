import type { CaseOnPage, CaseStep } from '../../servers/cookie-acts.ts';
import type { CookieStoreInit, DocumentAct } from '../../servers/document-acts.ts';
import { stageIdOf } from '../../servers/names.ts';
import { page, recipeKey, redirect, text, type Recipe } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { awaitReport, type, type Journey } from '../model/journey.ts';
import { filled, type Placement, type Run, type Stop } from './cookie-placement.ts';

/** What the page of that number reports the outcomes of its runs as. */
export function reportName(page: number): string {
  return `cookie-cases-${String(page)}`;
}

/** What `cookieStore` is called with: `set()`, or `delete()` where there is no value. */
export function storeActOf(line: string): Extract<DocumentAct, { do: 'store' | 'forget' }> {
  const init = JSON.parse(line) as CookieStoreInit;
  return { do: init.value === undefined ? 'forget' : 'store', init };
}

/** The journey through all pages of a placement. */
export function layOutCases({ pages }: Placement, stage: Stage): Journey {
  const recipes: Record<string, Recipe> = {};
  const register = (address: string, recipe: Recipe): void => {
    const url = new URL(filled(address, stage.id));
    if (stageIdOf(url.hostname) !== stage.id) stage.claim(url.origin);
    recipes[recipeKey(url)] = recipe;
  };
  for (const [index, { url, runs }] of pages.entries()) {
    const next = pages[index + 1]?.url;
    const data = { cases: runs.map((run) => onPage(run, stage.id)), reportAs: reportName(index) };
    register(url, page('runCookieCases', next === undefined ? data : { ...data, next: filled(next, stage.id) }));
    for (const { stops } of runs) for (const [at, stop] of stops.entries()) register(stop.url, answerAt(stop, stops[at + 1], stage.id));
  }
  const [first] = pages;
  return {
    recipes,
    steps: first === undefined ? [] : [type(filled(first.url, stage.id)), ...pages.map((_, index) => awaitReport(reportName(index)))],
  };
}

/** The stops that the page goes to itself: a redirect leads to the others. */
export function taken(stops: readonly Stop[]): readonly Stop[] {
  return stops.filter((_, index) => stops[index - 1]?.redirects !== true);
}

function onPage({ one, stops }: Run, id: string): CaseOnPage {
  return { key: one.key, steps: taken(stops).map((stop) => ({ kind: kindOf(stop), url: addressOf(stop, id) })) };
}

function kindOf({ via }: Stop): CaseStep['kind'] {
  if (via === 'websocket') return 'socket';
  return via === 'http' ? 'fetch' : 'frame';
}

/** A WebSocket's address has a scheme of its own, and is answered at the same place. */
function addressOf({ via, url }: Stop, id: string): string {
  const address = filled(url, id);
  return via === 'websocket' ? address.replace(/^http/, 'ws') : address;
}

function answerAt({ via, set, asks, redirects, headers, delayMs }: Stop, next: Stop | undefined, id: string): Recipe {
  const lines = set.map((line) => filled(line, id));
  const head: Recipe['headers'] = [
    ['cache-control', 'no-store'],
    ...headers,
    ...(via === 'http' ? lines.map((line) => ['set-cookie', line] as const) : []),
  ];
  const answer = (): Recipe => {
    if (via === 'http') return redirects && next !== undefined ? redirect(302, addressOf(next, id), head) : text('text/plain', 'ok', head);
    const acts: DocumentAct[] = lines.map((line) => (via === 'script' ? { do: 'assign', cookie: line } : storeActOf(line)));
    if (asks) acts.push({ do: via === 'script' ? 'read' : 'list' });
    return page('takeActs', { acts }, { headers: head });
  };
  return { ...answer(), verbatim: true, ...(delayMs === 0 ? {} : { delayMs }) };
}
