import type { CacheCase, PageAnswer, PlacedCase } from '../../servers/cache-case.ts';
import { requestNumberHeader } from '../../servers/cache-case.ts';
import { page, type Recipes } from '../../servers/recipe.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';
import { awaitReport, type, type Journey, type VisitLog } from '../model/journey.ts';
import type { RequestTrace, SeenRequest } from '../oracles/http-cache-trace.ts';

/** Name of the page's report at the end; those with the answers are numbered from 0 behind it. */
const reportName = 'cases';

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
    recipes: { '/cases': page('runCacheCases', { cases: placed, reportAs: reportName }), ...recipes },
    steps: [type(urlOf('/cases')), awaitReport(reportName)],
  };
}

/** What each request of a case came to; undefined when the page did not report on the case. */
export function tracesOf(spec: CacheCase, log: VisitLog): readonly RequestTrace[] | undefined {
  const base = baseOf(spec);
  const got = answersOf(base, log);
  const arrivals = arrivalsOf(spec, log);
  return got?.map((answer, index) => ({
    got: answer,
    arrivals: arrivals.filter((arrival) => requestNumber(arrival) === index + 1).map((arrival) => seenRequest(arrival, base)),
  }));
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
    if (answers !== undefined) return answers;
  }
  return undefined;
}

function requestNumber(arrival: Arrival): number {
  return Number(headerValues(arrival, requestNumberHeader)[0] ?? '0');
}

function seenRequest(arrival: Arrival, base: string): SeenRequest {
  const headers: Record<string, string> = {};
  for (const [name] of arrival.headers) headers[name.toLowerCase()] = headerValues(arrival, name).join(', ');
  return { url: arrival.target.slice(base.length), headers };
}
