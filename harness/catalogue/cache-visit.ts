import type { CacheCase, PageAnswer, PlacedCase } from '../../servers/cache-case.ts';
import { fence, requestNumberHeader } from '../../servers/cache-case.ts';
import { page, type Recipes } from '../../servers/recipe.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';
import { awaitReport, type, type Journey, type VisitLog } from '../model/journey.ts';
import type { RequestTrace, SeenRequest } from '../oracles/http-cache-trace.ts';

/** Name of the page's report at the end; those with the answers are numbered from 0 behind it. */
const reportName = 'cases';

/** Longest wait for the page to run its cases, waits of their own apart, in milliseconds; it never decides a verdict. */
const patienceMs = 120_000;

function waitingTime({ requests }: CacheCase): number {
  return requests.reduce((sum, { waitMs = 0 }) => sum + waitMs, 0);
}

/** Where a case's paths begin at its origin. */
export function baseOf({ name }: CacheCase): string {
  return `/case/${name}`;
}

/** Lets a page run all cases side by side. @param urlOf the address of a path at the origin that plays the cases. */
export function caseJourney(cases: readonly CacheCase[], urlOf: (path: string) => string): Journey {
  const placed = cases.map(({ name, requests, places }): PlacedCase => ({
    name,
    requests,
    ...(places === undefined ? {} : { places }),
    base: baseOf({ name, requests }),
  }));
  const recipes: Recipes = Object.fromEntries(placed.map((one) => [`${one.base}/*`, { case: one }]));
  return {
    recipes: {
      '/cases': page('runCacheCases', { cases: placed, reportAs: reportName }),
      [`${fence.base}/*`]: { case: fence },
      ...recipes,
    },
    steps: [type(urlOf('/cases')), awaitReport(reportName, patienceMs + Math.max(...cases.map(waitingTime)))],
  };
}

/** What each request of a case came to; undefined when the page did not report on the case. */
export function tracesOf(spec: CacheCase, log: VisitLog): readonly RequestTrace[] | undefined {
  const base = baseOf(spec);
  const got = answersOf(base, log);
  const arrivals = numbered(spec, arrivalsOf(spec, log));
  return got?.map((answer, index) => ({
    got: answer,
    arrivals: arrivals.filter(({ number }) => number === index + 1).map(({ seen }) => seen),
  }));
}

/**
 * Tells which request of its case each arrival belongs to. A browser may follow a stored redirect with the header lines
 * from when it was stored; but each request follows a redirect once, so the second arrival there is a later request's.
 */
function numbered(spec: CacheCase, arrivals: readonly Arrival[]): readonly { readonly number: number; readonly seen: SeenRequest }[] {
  const base = baseOf(spec);
  const hops = new Map<string, number>();
  return arrivals.map((arrival) => {
    const seen = seenRequest(arrival, base);
    const number = requestNumber(arrival);
    if (seen.url === (spec.requests[number - 1]?.url ?? '/')) return { number, seen };
    const times = (hops.get(seen.url) ?? 0) + 1;
    hops.set(seen.url, times);
    return { number: Math.max(number, times), seen };
  });
}

/** All requests of a case that arrived, in order. */
export function arrivalsOf(spec: CacheCase, log: VisitLog): readonly Arrival[] {
  const base = baseOf(spec);
  return log.arrivals.filter(({ target }) => target.startsWith(`${base}/`));
}

/** What the page said that it got. */
export function answersOf(base: string, log: VisitLog): readonly PageAnswer[] | undefined {
  const pattern = new RegExp(`^${reportName}-\\d+$`);
  for (const { name, value } of log.reports) {
    const answers = pattern.test(name) ? (value as Readonly<Record<string, readonly PageAnswer[]>>)[base] : undefined;
    if (answers !== undefined) return answers.map((answer) => withinCase(answer, base));
  }
  return undefined;
}

/** An answer whose header fields name paths of the case as the case itself does. */
function withinCase(answer: PageAnswer, base: string): PageAnswer {
  if ('error' in answer) return answer;
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, value.replaceAll(base, '')]));
  const { redirectedTo } = answer;
  return { ...answer, headers, ...(redirectedTo === undefined ? {} : { redirectedTo: redirectedTo.slice(base.length) }) };
}

function requestNumber(arrival: Arrival): number {
  return Number(headerValues(arrival, requestNumberHeader)[0] ?? '0');
}

function seenRequest(arrival: Arrival, base: string): SeenRequest {
  const headers: Record<string, string> = {};
  for (const [name] of arrival.headers) headers[name.toLowerCase()] = headerValues(arrival, name).join(', ');
  return { url: arrival.target.slice(base.length), headers };
}
