import type { CacheRequest, HeaderLines } from '../../../servers/cache-case.ts';
import { rfc9111, type Clause } from '../../model/authority.ts';
import type { WatchedCase } from '../../oracles/http-cache-trace.ts';

/**
 * How much is asked of a cache:
 * - `required`: RFC 9111 forbids something here, or a plain fresh answer must be used, as Fetch says;
 * - `allowed`: RFC 9111 lets a cache do it or decline;
 * - `observed`: no authority settles it.
 */
export type Weight = 'required' | 'allowed' | 'observed';

/** A cache case with the clause that it is about. */
export interface JudgedCase extends WatchedCase {
  readonly weight: Weight;
  readonly clause: Clause;
}

/** Sections of RFC 9111 that cases cite. */
export const sections = {
  storing: rfc9111('3', 'Storing Responses in Caches'),
  constructing: rfc9111('4', 'Constructing Responses from Caches'),
  noStore: rfc9111('5.2.2.5', 'no-store'),
} satisfies Record<string, Clause>;

/** Two requests for one thing: the first answered with these lines, the second plainly. */
export function twice(name: string, weight: Weight, clause: Clause, responseHeaders: HeaderLines, first: CacheRequest = {}): JudgedCase {
  return { name, weight, clause, requests: [{ ...first, responseHeaders }, {}] };
}

/** A response that any cache that works at all reuses, and one that none may: they stand in every visit. */
export const controls = {
  fresh: twice('control-fresh', 'required', sections.constructing, [['Cache-Control', 'max-age=3600']]),
  noStore: twice('control-no-store', 'required', sections.noStore, [['Cache-Control', 'no-store']]),
} as const;
