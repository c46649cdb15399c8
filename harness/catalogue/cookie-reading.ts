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

type Answer = { readonly cookies: string | null } | { readonly failure: string };

function answerOf(one: PlacedCase, pages: readonly CasePage[], log: VisitLog): Answer {
  const outcomes = outcomesOf(one, pages, log);
  const failure = outcomes.map(failureOf).find((found) => found !== undefined);
  if (failure !== undefined) return { failure };
  const visit = log.arrivals.map(({ host }) => stageIdOf(host)).find((found) => found !== undefined) ?? '';
  const read = outcomes.at(-1)?.outcome.acts?.at(-1)?.read;
  if (read !== undefined) return { cookies: ownPairs(one, octets(read), visit) };
  const asked = arrivalsOf(one, log).find(({ target }) => target.endsWith(`&stop=${String(one.stops.length - 1)}`));
  if (asked === undefined) return { failure: 'the request that should carry the cookie never arrived' };
  const { pathname } = new URL(filled(one.stops.at(-1)?.url ?? '', visit));
  if (pathOf(asked) !== pathname) return { failure: `the browser asked at ${pathOf(asked)} instead of ${pathname}` };
  const lines = headerValues(asked, 'cookie');
  return { cookies: lines.length === 0 ? null : ownPairs(one, lines.join(' | '), visit) };
}

/** That `cookieStore` refuses a call is an answer, not a failure. */
function failureOf({ stop, outcome }: { readonly stop: Stop; readonly outcome: StepOutcome }): string | undefined {
  const failures = (outcome.acts ?? []).flatMap((act) => act.failure ?? []);
  const ofAct = failures.find((failure) => failure === noCookieStore || stop.via !== 'cookie-store');
  return ofAct ?? (stop.mayFail ? undefined : outcome.failure);
}
