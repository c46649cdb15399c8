import { fence, lineText, type HeaderLines } from '../../servers/cache-case.ts';
import type { Scheme } from '../../servers/names.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { headerValues, pathOf, type Arrival } from '../../servers/wire-log.ts';
import { expectation, fetchStandard, type Clause, type Expectation } from '../model/authority.ts';
import type { VisitLog } from '../model/journey.ts';
import { allowedTraces, type CacheAuthority } from '../oracles/http-cache.ts';
import { conditionalFields } from '../oracles/http-cache-trace.ts';
import { control, etag, fresh, modified, old, stale, steps } from './cache-cases/case.ts';
import { sections } from './cache-cases/sections.ts';

const s = sections;

/** Answers to something that is asked for twice, by name, with the clause that is in question. */
const answers = {
  plain: [s.heuristic, []],
  'last-modified': [s.heuristic, modified],
  'no-cache': [s.noCache, control('no-cache')],
  'no-cache-etag': [s.noCache, [...control('no-cache'), ...etag]],
  'no-store': [s.noStore, control('no-store')],
  'max-age': [s.constructing, fresh],
  'max-age-etag': [s.constructing, [...fresh, ...etag]],
  expires: [s.expires, [['Expires', { now: 3600 }]]],
  'expires-in-the-past-etag': [s.expires, [['Expires', { now: -3600 }], ...etag]],
  private: [s.private, control('private, max-age=3600')],
  'immutable-etag': [s.immutable, [...control('max-age=3600, immutable'), ...etag]],
  'must-revalidate-etag': [s.mustRevalidate, [...control('max-age=3600, must-revalidate'), ...etag]],
  'max-age-0-etag': [s.constructing, [...control('max-age=0'), ...etag]],
  'stale-etag': [s.servingStale, [...stale, ...etag]],
  'stale-last-modified': [s.servingStale, [...stale, ...modified]],
  'stale-while-revalidate': [s.whileRevalidate, [...control('max-age=3600, stale-while-revalidate=86400'), ...old]],
} as const satisfies Record<string, readonly [Clause, HeaderLines]>;

export type AnswerName = keyof typeof answers;
/** All of them: for what can say which answer it is. */
export const allAnswerNames = Object.keys(answers) as AnswerName[];
/** Those of which the origin's log alone tells whether they were used again. */
export const answerNames = allAnswerNames.filter((name) => name !== 'stale-while-revalidate');

/** Their clauses, each once. */
export const answerClauses: readonly Clause[] = [...new Set(Object.values(answers).map(([clause]) => clause))];

/** The header lines of an answer that is given at this moment. */
export function answerLines(name: AnswerName): NonNullable<Recipe['headers']> {
  const lines: HeaderLines = answers[name][1];
  return lines.flatMap(([field, value]): [string, string][] => (value === null ? [] : [[field, lineText(field, value, '', Date.now())]]));
}

/**
 * What the origin saw when something was asked for the second time; `reused-then-requested` is a request that came although
 * the page had the stored answer.
 */
export type SecondTime = 'reused' | 'validated' | 'requested' | 'reused-then-requested';

/** The requests for a path, in order. */
export function requestsFor(log: VisitLog, path: string): readonly Arrival[] {
  return log.arrivals.filter((arrival) => pathOf(arrival) === path);
}

/** What became of the second time; a text of its own when there were more requests than two. */
export function secondTime(requests: readonly Arrival[]): string {
  const [, second, ...more] = requests;
  if (second === undefined) return 'reused' satisfies SecondTime;
  if (more.length > 0) return `requested-${String(more.length + 2)}-times`;
  const conditional = conditionalFields.some((name) => headerValues(second, name).length > 0);
  return (conditional ? 'validated' : 'requested') satisfies SecondTime;
}

const throughTheCache = fetchStandard('http-network-or-cache-fetch', 'HTTP-network-or-cache fetch');

/**
 * What authorities expect of the second time.
 * @param byFetch false where the user agent may ask in its own way, so that Fetch's cache mode does not say what it does.
 */
export function expectSecondTime(name: AnswerName, byFetch: boolean): readonly Expectation[] {
  const [clause, lines] = answers[name];
  const spec = steps(name, 'required', clause, [{ responseHeaders: lines }, { status: 304, responseHeaders: lines }]);
  const expected = (cited: Clause, authority: CacheAuthority): readonly Expectation[] => {
    const [first, ...others] = new Set(allowedTraces(spec, authority).map(wireWord));
    return first === undefined ? [] : [expectation(cited, first, ...others)];
  };
  // Without an explicit lifetime a cache may guess, so that whatever it does is right.
  if (clause === s.heuristic) return expected(clause, 'RFC 9111');
  return [...expected(clause, 'RFC 9111'), ...(byFetch ? expected(throughTheCache, 'Fetch') : [])];
}

/** What the origin sees of the second request in a trace of two. */
function wireWord(trace: string): SecondTime {
  const second = trace.split(',')[1] ?? '';
  if (second.startsWith('hit')) return second.includes('+') ? 'reused-then-requested' : 'reused';
  return second === 'miss' ? 'requested' : 'validated';
}

const controlPath = (scheme: Scheme): string => `/control/document/${scheme}`;

const roundsPath = (scheme: Scheme): string => `/control/rounds/${scheme}`;

/** Name of the report with which the control for a scheme ends. */
export const controlName = (scheme: Scheme): string => `control-${scheme}`;

/** Where a visit begins: at a page that waits until the browser has its cache, and goes on to the control for `scheme`. */
export function startAt(scheme: Scheme, stage: Stage): { readonly recipes: Recipes; readonly url: string } {
  return {
    url: stage.url(scheme, 'target', '/warm-up'),
    recipes: {
      [`${fence.base}/*`]: { case: fence },
      '/warm-up': page('goOnceCached', { next: controlUrl(scheme, stage) }),
    },
  };
}

/** Where the control for a scheme begins. */
export function controlUrl(scheme: Scheme, stage: Stage): string {
  return stage.url(scheme, 'target', roundsPath(scheme));
}

/** The control: a link leads to a fresh document, and then to the same again; then it goes on to `next` where there is one. */
export function reuseControl(scheme: Scheme, stage: Stage, next?: string): Recipes {
  return {
    [roundsPath(scheme)]: page('askTwice', {
      loads: [],
      links: [stage.url(scheme, 'target', controlPath(scheme))],
      reportAs: controlName(scheme),
      ...(next === undefined ? {} : { next }),
    }),
    [controlPath(scheme)]: page('returnToRound', {}, { headers: answerLines('max-age') }),
  };
}

/** Why nothing can be said about the cache, by that control; undefined when it held. */
export function reuseFailure(scheme: Scheme, log: VisitLog): string | undefined {
  const seen = secondTime(requestsFor(log, controlPath(scheme)));
  return seen === 'reused'
    ? undefined
    : `not even a fresh document that a link leads to was reused (${seen}), so there may be no cache here at all`;
}
