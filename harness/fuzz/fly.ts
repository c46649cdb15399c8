import { extraHost, extraUrl } from '../../servers/names.ts';
import { page, recipeKey, text, type Recipe } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { headerValues } from '../../servers/wire-log.ts';
import type { World } from '../../servers/world.ts';
import type { Browser } from '../browsers/port.ts';
import { sharingHeaders } from '../catalogue/sharing.ts';
import { runJourney } from '../engine/visit.ts';
import { awaitReport, type, type Journey, type VisitLog } from '../model/journey.ts';
import { headerOf, tagged, type FuzzCase } from './fuzz-case.ts';
import { asks, hostUrl, namedHeader, outcomeOf, setPath, taggedPairs, tagOf, type Outcome } from './outcome.ts';
import { pack, type PackedHost, type PackedPage } from './pack.ts';

const readable = sharingHeaders({ allow: 'asking', allowCredentials: true });
/** Set last on every host, so it shows that the ones before it could have been stored. */
const control = 'control=1';
/** Pages in one visit: its wire log must stay small, and there must be several visits to take side by side. */
const pagesInVisit = 4;
const visitsAtOnce = 3;

/** The browser did not store a plain cookie beside the cases, so nothing can be said about them. */
class ControlFailed extends Error {
  override readonly name = 'ControlFailed';
}

/**
 * Takes all cases through a browser, many on each page.
 * @returns what came back for each case, in order.
 * @throws ControlFailed when a plain cookie beside them did not come back; what `runJourney` throws.
 */
export async function fly(cases: readonly FuzzCase[], browser: Browser, world: World): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const pages = pack(cases);
  const visits = Array.from({ length: Math.ceil(pages.length / pagesInVisit) }, (_, nth) =>
    pages.slice(nth * pagesInVisit, (nth + 1) * pagesInVisit),
  );
  const flyNext = async (): Promise<void> => {
    for (let visit = visits.shift(); visit !== undefined; visit = visits.shift()) await flyVisit(visit, cases, browser, world, outcomes);
  };
  await Promise.all(Array.from({ length: visitsAtOnce }, flyNext));
  return outcomes;
}

async function flyVisit(
  pages: readonly PackedPage[],
  cases: readonly FuzzCase[],
  browser: Browser,
  world: World,
  outcomes: Outcome[],
): Promise<void> {
  let stageId = '';
  const layOutHere = (stage: Stage): Journey => {
    stageId = stage.id;
    return layOut(pages, cases, stage);
  };
  const { log } = await runJourney(layOutHere, browser, world);
  for (const host of pages.flatMap(({ hosts }) => hosts)) readHost(host, stageId, log, outcomes);
}

function askTarget(path: string): string {
  return `${path}?ask`;
}

function layOut(pages: readonly PackedPage[], cases: readonly FuzzCase[], stage: Stage): Journey {
  const recipes: Record<string, Recipe> = {};
  const urlOfPage = (one: PackedPage): string => extraUrl(one.scheme, extraHost(stage.id, one.domain), '/cases');
  const register = (url: string, recipe: Recipe): string => {
    recipes[recipeKey(url)] = recipe;
    return url;
  };
  for (const [index, one] of pages.entries()) {
    const onPage = one.hosts.map((host) => {
      const headers = [...host.cases.map((at) => namedHeader(taggedCase(cases, at), host, stage.id)), control];
      const set = hostUrl(host, stage.id, setPath);
      const setter =
        host.via === 'http'
          ? text('text/plain', 'ok', [...readable, ...headers.map((header) => ['set-cookie', header] as const)])
          : page('takeActs', { acts: headers.map((header) => ({ do: 'assign', cookie: fromBytes(header) })) });
      return {
        key: host.label,
        steps: [
          { kind: host.via === 'http' ? 'fetch' : 'frame', url: register(set, setter) },
          ...asks.map((ask) => ({
            kind: 'fetch',
            url: register(
              hostUrl(host, stage.id, askTarget(ask.path), 'host' in ask ? ask.host : undefined),
              text('text/plain', 'ok', readable),
            ),
          })),
        ],
      };
    });
    const next = pages[index + 1];
    register(
      urlOfPage(one),
      page('runCookieCases', { cases: onPage, reportAs: one.domain, ...(next === undefined ? {} : { next: urlOfPage(next) }) }),
    );
  }
  const [first] = pages;
  return { recipes, steps: first === undefined ? [] : [type(urlOfPage(first)), ...pages.map(({ domain }) => awaitReport(domain))] };
}

function taggedCase(cases: readonly FuzzCase[], at: number): FuzzCase {
  const one = cases[at];
  const made = one && tagged(one, tagOf(at));
  if (made === undefined)
    throw new Error(`case ${String(at)} has no place for a tag: ${one === undefined ? 'it does not exist' : headerOf(one)}`);
  return made;
}

/** Scripts write characters, the wire carries their UTF-8. */
function fromBytes(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}

function readHost(host: PackedHost, stageId: string, log: VisitLog, outcomes: Outcome[]): void {
  const lines = new Map(
    asks.map((ask) => {
      const url = new URL(hostUrl(host, stageId, askTarget(ask.path), 'host' in ask ? ask.host : undefined));
      const arrival = log.arrivals.find(({ host: name, target }) => name === url.hostname && target === url.pathname + url.search);
      return [ask.name, arrival === undefined ? null : headerValues(arrival, 'cookie').join('; ')];
    }),
  );
  if (lines.get('directory')?.includes(control) !== true) {
    throw new ControlFailed(
      `a plain cookie set on ${host.label}.${host.domain} beside ${String(host.cases.length)} cases did not come back`,
    );
  }
  for (const at of host.cases) outcomes[at] = outcomeOf(({ name }) => taggedPairs(lines.get(name) ?? null, tagOf(at)));
}
