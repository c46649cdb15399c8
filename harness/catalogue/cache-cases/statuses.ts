import { heuristicallyCacheable } from '../../oracles/http-cache-fields.ts';
import { etag, fresh, modified, stale, twice, type JudgedCase } from './case.ts';
import { sections } from './sections.ts';

/**
 * Final statuses that a page can see and that make the browser do nothing more: no redirects, no authentication, and
 * none (408, 421, 425) that some browsers answer by asking again.
 */
const statuses = [
  200, 201, 202, 203, 204, 205, 226, 299, 300, 400, 403, 404, 405, 410, 414, 418, 429, 499, 500, 501, 502, 503, 504, 599,
] as const;

/** Any final status can be stored with explicit freshness, and none outlives it; only the plainest must be. */
export const statusCases: readonly JudgedCase[] = statuses.flatMap((status) => [
  twice(`${String(status)}-fresh`, status === 200 ? 'required' : 'allowed', sections.storing, fresh, { status }),
  twice(`${String(status)}-stale`, status === 200 ? 'required' : 'allowed', sections.servingStale, [...stale, ...etag], { status }),
]);

/** Without explicit freshness a cache may guess for some statuses only. */
export const heuristicCases: readonly JudgedCase[] = [
  ...statuses.map((status) =>
    twice(`${String(status)}-last-modified`, heuristicallyCacheable.has(status) ? 'allowed' : 'required', sections.heuristic, modified, {
      status,
    }),
  ),
  twice('200-last-modified-public', 'allowed', sections.heuristic, [...modified, ['Cache-Control', 'public']]),
  twice('500-last-modified-public', 'allowed', sections.public, [...modified, ['Cache-Control', 'public']], { status: 500 }),
  twice('599-last-modified-public', 'allowed', sections.public, [...modified, ['Cache-Control', 'public']], { status: 599 }),
  twice('500-last-modified-private', 'allowed', sections.private, [...modified, ['Cache-Control', 'private']], { status: 500 }),
  twice('200-without-anything', 'allowed', sections.heuristic, []),
  twice('200-etag-alone', 'allowed', sections.heuristic, etag),
  twice('200-last-modified-a-minute-ago', 'allowed', sections.heuristic, [['Last-Modified', { now: -60 }]]),
  twice('200-last-modified-in-the-future', 'allowed', sections.heuristic, [['Last-Modified', { now: 86_400 }]]),
  twice('200-last-modified-long-ago-dated-back', 'allowed', sections.heuristic, [...modified, ['Date', { now: -7200 }]]),
  twice('200-last-modified-and-max-age-0', 'required', sections.heuristic, [...modified, ['Cache-Control', 'max-age=0']]),
  twice('200-last-modified-and-expires-past', 'required', sections.heuristic, [...modified, ['Expires', { now: -60 }]]),
];
