import type { HeaderLines } from '../../../servers/cache-case.ts';
import type { Clause } from '../../model/authority.ts';
import { control, etag, forgetting, fresh, modified, notModified, old, stale, steps, twice, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const s = sections;

/** What a response says of its own caching, as its Cache-Control line, with an ETag to validate by where that matters. */
const lines: readonly (readonly [name: string, weight: Weight, clause: Clause, value: string, more?: HeaderLines])[] = [
  ['no-store', 'required', s.noStore, 'no-store'],
  ['no-store-with-etag', 'required', s.noStore, 'no-store', etag],
  ['no-store-with-last-modified', 'required', s.noStore, 'no-store', modified],
  ['no-store-with-expires', 'required', s.noStore, 'no-store', [['Expires', { now: 3600 }]]],
  ['no-store-public', 'required', s.noStore, 'no-store, public, max-age=3600'],
  ['no-store-immutable', 'required', s.noStore, 'no-store, immutable, max-age=3600'],
  ['no-cache', 'required', s.noCache, 'no-cache'],
  ['no-cache-with-etag', 'required', s.noCache, 'no-cache', etag],
  ['no-cache-with-last-modified', 'required', s.noCache, 'no-cache', modified],
  ['no-cache-max-age', 'required', s.noCache, 'no-cache, max-age=3600'],
  ['no-cache-max-age-with-etag', 'required', s.noCache, 'no-cache, max-age=3600', etag],
  ['no-cache-public-max-age', 'required', s.noCache, 'public, max-age=3600, no-cache', etag],
  ['no-cache-with-expires', 'required', s.noCache, 'no-cache', [['Expires', { now: 3600 }]]],
  ['no-cache-no-store', 'required', s.noStore, 'no-cache, no-store', etag],
  ['no-cache-naming-a-field', 'allowed', s.noCache, 'no-cache="x-a", max-age=3600', [['X-A', '1']]],
  ['no-cache-naming-an-absent-field', 'allowed', s.noCache, 'no-cache="x-a", max-age=3600'],
  ['no-cache-naming-fields', 'allowed', s.noCache, 'no-cache="set-cookie, x-a", max-age=3600'],
  ['no-cache-naming-a-field-without-quotes', 'allowed', s.noCache, 'no-cache=x-a, max-age=3600'],
  ['private', 'required', s.private, 'private, max-age=3600'],
  ['private-alone', 'allowed', s.private, 'private'],
  ['private-naming-a-field', 'required', s.private, 'private="x-a", max-age=3600', [['X-A', '1']]],
  ['public', 'required', s.public, 'public, max-age=3600'],
  ['public-and-private', 'required', s.private, 'public, private, max-age=3600'],
  ['public-max-age-0', 'required', s.maxAge, 'public, max-age=0'],
  ['must-revalidate-fresh', 'required', s.mustRevalidate, 'must-revalidate, max-age=3600'],
  ['must-revalidate-max-age-0', 'required', s.mustRevalidate, 'must-revalidate, max-age=0', etag],
  ['proxy-revalidate-fresh', 'required', s.proxyRevalidate, 'proxy-revalidate, max-age=3600'],
  ['proxy-revalidate-max-age-0', 'required', s.servingStale, 'proxy-revalidate, max-age=0', etag],
  ['no-transform', 'required', s.noTransform, 'no-transform, max-age=3600'],
  ['immutable', 'required', s.immutable, 'immutable, max-age=3600', etag],
  ['immutable-max-age-0', 'required', s.immutable, 'immutable, max-age=0', etag],
  ['must-understand', 'required', s.mustUnderstand, 'must-understand, max-age=3600'],
  ['must-understand-no-store', 'allowed', s.mustUnderstand, 'must-understand, no-store, max-age=3600'],
  ['only-if-cached-in-a-response', 'required', s.extensions, 'only-if-cached, max-age=3600'],
  ['min-fresh-in-a-response', 'required', s.extensions, 'min-fresh=7200, max-age=3600'],
  ['max-stale-in-a-response', 'required', s.extensions, 'max-stale=7200, max-age=0', etag],
];

/** Pragma in a response means nothing (5.4), whatever some servers hope. */
const pragma: HeaderLines = [['Pragma', 'no-cache']];

/** The directives of responses. */
export const directiveCases: readonly JudgedCase[] = [
  ...lines.map(([name, weight, clause, value, more = []]) => twice(name, weight, clause, [...control(value), ...more])),
  twice('must-revalidate-stale', 'required', s.mustRevalidate, [...control('must-revalidate, max-age=3600'), ...old, ...etag]),
  twice('immutable-stale', 'required', s.immutable, [...control('immutable, max-age=3600'), ...old, ...etag]),
  twice('no-cache-naming-a-field-stale', 'required', s.servingStale, [...control('no-cache="x-a", max-age=3600'), ...old]),
  twice('must-understand-unknown-status', 'observed', s.mustUnderstand, control('must-understand, max-age=3600'), { status: 299 }),
  twice('pragma-no-cache-max-age', 'observed', s.pragma, [...fresh, ...pragma]),
  twice('pragma-no-cache-expires', 'observed', s.pragma, [['Expires', { now: 3600 }], ...pragma]),
  twice('pragma-no-cache-last-modified', 'observed', s.pragma, [...modified, ...pragma]),
  twice('pragma-unknown', 'required', s.pragma, [...fresh, ['Pragma', 'foo']]),
  steps('no-store-arrives-later', 'allowed', s.noStore, [
    { responseHeaders: [...stale, ...etag] },
    { responseHeaders: control('no-store'), ...forgetting },
    { responseHeaders: fresh },
  ]),
  steps('no-cache-validated', 'required', s.noCache, [
    { responseHeaders: [...control('no-cache'), ...etag] },
    { ...notModified, responseHeaders: [...control('no-cache'), ...etag] },
    { ...notModified, responseHeaders: [...control('no-cache'), ...etag] },
  ]),
  steps('no-cache-lifted-by-304', 'required', s.updating, [
    { responseHeaders: [...control('no-cache'), ...etag] },
    { ...notModified, responseHeaders: [...fresh, ...etag] },
    {},
  ]),
];
