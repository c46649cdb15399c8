import type { CacheAnswer, HeaderLines } from '../../../servers/cache-case.ts';
import type { Clause } from '../../model/authority.ts';
import { control, etag, fresh, modified, stale, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const statuses = [301, 302, 303, 307, 308] as const;
const place: CacheAnswer = { body: 'the place', responseHeaders: control('no-store') };

/** A redirect to a place that is never stored, asked for twice: whether the redirect itself was. */
function redirected(name: string, weight: Weight, clause: Clause, status: number, lines: HeaderLines): JudgedCase {
  const answer = { status, responseHeaders: [['Location', '/place'] as const, ...lines] };
  return { name, weight, clause, requests: [answer, answer], places: { '/place': place } };
}

/** Stored redirects. */
export const redirectCases: readonly JudgedCase[] = [
  ...statuses.flatMap((status) => {
    const guessed = status === 301 || status === 308 ? 'allowed' : 'required';
    return [
      redirected(`${String(status)}-max-age`, 'allowed', sections.storing, status, fresh),
      redirected(`${String(status)}-expires`, 'allowed', sections.storing, status, [['Expires', { now: 3600 }]]),
      redirected(`${String(status)}-plain`, guessed, sections.heuristic, status, []),
      redirected(`${String(status)}-last-modified`, guessed, sections.heuristic, status, modified),
      redirected(`${String(status)}-no-store`, 'required', sections.noStore, status, control('no-store')),
      redirected(`${String(status)}-no-cache`, 'allowed', sections.noCache, status, [...control('no-cache'), ...etag]),
      redirected(`${String(status)}-max-age-0`, 'required', sections.servingStale, status, control('max-age=0')),
      redirected(`${String(status)}-stale`, 'allowed', sections.servingStale, status, stale),
    ];
  }),
  ...statuses.map((status): JudgedCase => {
    const answer = { status, responseHeaders: [['Location', '/place'] as const, ...fresh] };
    return {
      name: `${String(status)}-to-a-stored-place`,
      weight: 'allowed',
      clause: sections.storing,
      requests: [answer, answer],
      places: { '/place': { ...place, responseHeaders: fresh } },
    };
  }),
];
