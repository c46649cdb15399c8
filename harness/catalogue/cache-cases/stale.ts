import type { CacheRequest, HeaderLines } from '../../../servers/cache-case.ts';
import type { Clause } from '../../model/authority.ts';
import { control, etag, forgetting, modified, old, stale, steps, twice, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const s = sections;
const validators: HeaderLines = [...etag];
const failures = [500, 502, 503, 504] as const;

/** Old by an hour beyond its lifetime; the window of the extension is a day unless the case says otherwise. */
const revalidating = (directives: string, more: HeaderLines = []): HeaderLines => [
  ...control(`max-age=3600, ${directives}`),
  ...old,
  ...more,
];

function failing(name: string, weight: Weight, clause: Clause, responseHeaders: HeaderLines, second: CacheRequest): JudgedCase {
  return steps(name, weight, clause, [{ responseHeaders }, second]);
}

/** A browser may ask the origin after it has answered the page. */
function revalidated(name: string, weight: Weight, clause: Clause, responseHeaders: HeaderLines): JudgedCase {
  return { ...twice(name, weight, clause, responseHeaders), background: true };
}

/** What may be shown although it is stale: while the origin is asked, and when it fails. */
export const staleCases: readonly JudgedCase[] = [
  twice('stale', 'required', s.servingStale, stale),
  twice('stale-with-etag', 'required', s.servingStale, [...stale, ...etag]),
  twice('stale-with-last-modified', 'required', s.servingStale, [...stale, ...modified]),
  revalidated('while-revalidate', 'required', s.whileRevalidate, revalidating('stale-while-revalidate=86400')),
  revalidated('while-revalidate-with-etag', 'required', s.whileRevalidate, revalidating('stale-while-revalidate=86400', etag)),
  revalidated('while-revalidate-over', 'required', s.whileRevalidate, revalidating('stale-while-revalidate=60', etag)),
  revalidated('while-revalidate-no-cache', 'required', s.noCache, revalidating('no-cache, stale-while-revalidate=86400', etag)),
  revalidated(
    'while-revalidate-must-revalidate',
    'required',
    s.mustRevalidate,
    revalidating('must-revalidate, stale-while-revalidate=86400', etag),
  ),
  revalidated('while-revalidate-no-store', 'required', s.noStore, revalidating('no-store, stale-while-revalidate=86400', etag)),
  // Nothing is asked later for a fresh one: to wait for it would only take time, and the others give it enough.
  twice('while-revalidate-fresh', 'required', s.constructing, control('max-age=3600, stale-while-revalidate=86400')),
  revalidated('while-revalidate-max-age-0', 'required', s.whileRevalidate, control('max-age=0, stale-while-revalidate=86400')),
  revalidated('while-revalidate-alone', 'allowed', s.heuristic, control('stale-while-revalidate=86400')),
  ...failures.flatMap((status) => [
    failing(`error-${String(status)}`, 'allowed', s.validationResponse, [...stale, ...validators], { status }),
    failing(`error-${String(status)}-if-error`, 'allowed', s.ifError, revalidating('stale-if-error=86400', validators), { status }),
    failing(`error-${String(status)}-must-revalidate`, 'required', s.mustRevalidate, revalidating('must-revalidate', validators), {
      status,
    }),
    failing(`error-${String(status)}-no-cache`, 'required', s.noCache, [...control('no-cache'), ...validators], { status }),
  ]),
  failing('error-404-if-error', 'required', s.validationResponse, revalidating('stale-if-error=86400', validators), { status: 404 }),
  failing('error-410-with-etag', 'required', s.validationResponse, [...stale, ...validators], { status: 410 }),
  failing('error-500-without-validator', 'allowed', s.servingStale, stale, { status: 500 }),
  failing('error-500-if-error-without-validator', 'allowed', s.ifError, revalidating('stale-if-error=86400'), { status: 500 }),
  steps('stale-then-error-then-well', 'allowed', s.servingStale, [
    { responseHeaders: [...control('must-revalidate, max-age=3600'), ...old, ...etag] },
    { status: 500, ...forgetting },
    {},
  ]),
];
