import type { CacheAnswer, CacheRequest, HeaderLines } from '../../../servers/cache-case.ts';
import type { Clause } from '../../model/authority.ts';
import type { WatchedCase } from '../../oracles/http-cache-trace.ts';
import { sections } from './sections.ts';

/**
 * How much is asked of a cache:
 * - `required`: RFC 9111 forbids something here, or Fetch says what the cache does;
 * - `allowed`: a cache may do it or decline;
 * - `observed`: no authority settles it.
 */
export type Weight = 'required' | 'allowed' | 'observed';

/** A cache case with the clause that it is about. */
export interface JudgedCase extends WatchedCase {
  readonly weight: Weight;
  readonly clause: Clause;
  /** True when the browser may ask the origin again after the page has its last answer. */
  readonly background?: boolean;
  /** True when its field belongs to one connection (RFC 9110, 7.6.1): over http that is the proxy’s, which writes such fields itself. */
  readonly ofConnection?: boolean;
}

/** A case of a few requests. */
export function steps(
  name: string,
  weight: Weight,
  clause: Clause,
  requests: readonly CacheRequest[],
  watch: readonly string[] = [],
): JudgedCase {
  return { name, weight, clause, requests, ...(watch.length === 0 ? {} : { watch }) };
}

/** Two requests for one thing: the first is answered so, the second plainly. */
export function twice(name: string, weight: Weight, clause: Clause, responseHeaders: HeaderLines, first: CacheRequest = {}): JudgedCase {
  return steps(name, weight, clause, [{ ...first, responseHeaders }, {}]);
}

/** A request of this method, with something to carry where that is usual. */
export function sent(method: string): CacheRequest {
  return { method, ...(['POST', 'PUT', 'PATCH'].includes(method) ? { requestBody: 'a=1' } : {}) };
}

/** `Cache-Control` with this value. */
export function control(value: string): HeaderLines {
  return [['Cache-Control', value]];
}

/** Fresh for an hour. */
export const fresh = control('max-age=3600');
/** Two hours old by every way of reckoning. */
export const old: HeaderLines = [
  ['Age', '7200'],
  ['Date', { now: -7200 }],
];
/** An hour past its end, so that it must be validated. */
export const stale: HeaderLines = [...fresh, ...old];
export const etag: HeaderLines = [['ETag', '"one"']];
/** Long ago, so that every heuristic finds it fresh. */
export const modified: HeaderLines = [['Last-Modified', 'Wed, 05 Jan 2022 10:00:00 GMT']];
/** What the origin says when a condition holds. */
export const notModified: CacheAnswer = { status: 304, responseHeaders: etag };

/** For a request that makes a cache forget something. */
export const forgetting: CacheRequest = { forgets: true };

/** A response that any cache that works at all reuses, and one that none may: they stand in every visit. */
export const controls = {
  fresh: twice('control-fresh', 'required', sections.constructing, fresh),
  noStore: twice('control-no-store', 'required', sections.noStore, control('no-store')),
} as const;
