import type { StepOutcome } from '../../servers/cookie-acts.ts';
import { noCookieStore } from '../../servers/document-acts.ts';
import { stageIdOf } from '../../servers/names.ts';
import { headerValues, pathOf, type Arrival } from '../../servers/wire-log.ts';
import type { VisitLog } from '../model/journey.ts';
import type { Reading } from '../model/verdict.ts';
import { octets } from '../oracles/cookie-jar/index.ts';
import { filled, type CasePage, type PlacedCase, type Stop } from './cookie-placement.ts';
import { ownPairs } from './cookie-replay.ts';
import { reportName, taken } from './cookie-visit.ts';

/** What an observation is made from: the cookie-string as it arrived or was read; null when there was none. */
export type Observe = (cookies: string | null) => string;

/** What the visit's evidence amounts to for a case. */
export function readCase(one: PlacedCase, pages: readonly CasePage[], observe: Observe, log: VisitLog): Reading {
  const answer = answerOf(one, pages, log);
  if ('unobserved' in answer) return answer;
  if ('failure' in answer) {
    if (answer.failure === noCookieStore) return { unsupported: 'this browser has no cookieStore' };
    return { seen: answer.failure, inconclusive: `a step of the case failed: ${answer.failure}` };
  }
  const seen = observe(answer.cookies);
  const controls = pages.filter(({ runs }) => runs.some((run) => run.one === one)).map(({ control }) => answerOf(control, pages, log));
  if (controls.every((control) => 'cookies' in control && control.cookies === 'control=1')) return { seen };
  return { seen, masked: 'a plain cookie set in the same way beside it was not returned either' };
}

/** What pages said of a case's steps, in order. */
export function outcomesOf(
  one: PlacedCase,
  pages: readonly CasePage[],
  log: VisitLog,
): readonly { readonly stop: Stop; readonly outcome: StepOutcome }[] {
  return pages.flatMap(({ runs }, index) => {
    const stops = taken(runs.find((run) => run.one === one)?.stops ?? []);
    const outcomes = log.reported(reportName(index)) as Record<string, readonly StepOutcome[]> | undefined;
    return stops.map((stop, at) => ({ stop, outcome: outcomes?.[one.key]?.[at] ?? { failure: 'the page said nothing of it' } }));
  });
}

/** The requests that a case made. */
export function arrivalsOf({ mark }: PlacedCase, log: VisitLog): readonly Arrival[] {
  return log.arrivals.filter(({ target }) => target.split(/[?&]/).includes(mark));
}

type Answer = { readonly cookies: string | null } | { readonly failure: string } | { readonly unobserved: string };

function answerOf(one: PlacedCase, pages: readonly CasePage[], log: VisitLog): Answer {
  const outcomes = outcomesOf(one, pages, log);
  const refused = outcomes.flatMap(refusedActs).at(0);
  if (refused !== undefined) return { failure: refused };
  const arrived = (index: number): Arrival | undefined =>
    arrivalsOf(one, log).find(({ target }) => target.endsWith(`&stop=${String(index)}`));
  for (const { stop, outcome } of outcomes) {
    if (outcome.failure === undefined || stop.mayFail) continue;
    const asked = requestsOf(one, stop);
    // No policy keeps a page from its own site here, so what did not come found no connection.
    if (asked.some((index) => arrived(index) === undefined)) return { unobserved: `a request never arrived (${outcome.failure})` };
    if (stop.via === 'script' || stop.via === 'cookie-store') return { unobserved: 'a document did not say in time what came of it' };
    // What came has been asked, whatever became of the answer.
    if (one.stops[asked.at(-1) ?? 0]?.asks !== true) return { failure: outcome.failure };
  }
  const visit = log.arrivals.map(({ host }) => stageIdOf(host)).find((found) => found !== undefined) ?? '';
  const read = outcomes.at(-1)?.outcome.acts?.at(-1)?.read;
  if (read !== undefined) return { cookies: ownPairs(one, octets(read), visit) };
  const asked = arrived(one.stops.length - 1);
  if (asked === undefined) return { failure: 'the request that should carry the cookie never arrived' };
  const { pathname } = new URL(filled(one.stops.at(-1)?.url ?? '', visit));
  if (pathOf(asked) !== pathname) return { failure: `the browser asked at ${pathOf(asked)} instead of ${pathname}` };
  const lines = headerValues(asked, 'cookie');
  return { cookies: lines.length === 0 ? null : ownPairs(one, lines.join(' | '), visit) };
}

/** The places in a case's stops of the requests that a step makes: its own, and those that redirects lead to. */
function requestsOf({ stops }: PlacedCase, stop: Stop): readonly number[] {
  const first = stops.indexOf(stop);
  const end = stops.findIndex(({ redirects }, index) => index >= first && !redirects);
  return Array.from({ length: end - first + 1 }, (_, index) => first + index);
}

/** What a document could not do with its own cookies. That `cookieStore` refuses a call is an answer. */
function refusedActs({ stop, outcome }: { readonly stop: Stop; readonly outcome: StepOutcome }): readonly string[] {
  const failures = (outcome.acts ?? []).flatMap((act) => act.failure ?? []);
  return failures.filter((failure) => failure === noCookieStore || stop.via !== 'cookie-store');
}
