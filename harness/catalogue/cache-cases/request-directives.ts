import type { HeaderLines } from '../../../servers/cache-case.ts';
import { control, etag, fresh, stale, steps, type JudgedCase } from './case.ts';
import { sections } from './sections.ts';

const { requestDirectives, pragma, mustRevalidate, noCache } = sections;
/** Half an hour old, and fresh for as long again. */
const halfway: HeaderLines = [...fresh, ['Age', '1800']];

/** A stored response, and a request that says something about how it may be used: advice that a cache need not take. */
function asked(name: string, stored: HeaderLines, line: string, field = 'Cache-Control'): JudgedCase {
  return steps(name, 'allowed', field === 'Pragma' ? pragma : requestDirectives, [
    { responseHeaders: stored },
    { requestHeaders: [[field, line]] },
  ]);
}

/** What requests say of caching. */
export const requestDirectiveCases: readonly JudgedCase[] = [
  asked('no-cache', fresh, 'no-cache'),
  asked('no-cache-with-etag', [...fresh, ...etag], 'no-cache'),
  asked('no-store', fresh, 'no-store'),
  asked('max-age-0', fresh, 'max-age=0'),
  asked('max-age-0-with-etag', [...fresh, ...etag], 'max-age=0'),
  asked('max-age-below-age', halfway, 'max-age=600'),
  asked('max-age-above-age', halfway, 'max-age=2400'),
  asked('min-fresh-met', halfway, 'min-fresh=600'),
  asked('min-fresh-not-met', halfway, 'min-fresh=3000'),
  asked('max-stale', stale, 'max-stale'),
  asked('max-stale-met', stale, 'max-stale=86400'),
  asked('max-stale-not-met', stale, 'max-stale=60'),
  asked('max-age-and-max-stale', stale, 'max-age=86400, max-stale=86400'),
  asked('no-transform', fresh, 'no-transform'),
  asked('unknown', fresh, 'foo'),
  asked('pragma-no-cache', fresh, 'no-cache', 'Pragma'),
  asked('pragma-unknown', fresh, 'foo', 'Pragma'),
  steps('max-stale-must-revalidate', 'required', mustRevalidate, [
    { responseHeaders: [...control('must-revalidate'), ...stale] },
    { requestHeaders: [['Cache-Control', 'max-stale=86400']] },
  ]),
  steps('max-stale-no-cache', 'required', noCache, [
    { responseHeaders: [...control('no-cache'), ...stale] },
    { requestHeaders: [['Cache-Control', 'max-stale=86400']] },
  ]),
  steps('only-if-cached-there', 'observed', requestDirectives, [
    { responseHeaders: fresh },
    { requestHeaders: [['Cache-Control', 'only-if-cached']] },
  ]),
  steps('only-if-cached-stale', 'observed', requestDirectives, [
    { responseHeaders: stale },
    { requestHeaders: [['Cache-Control', 'only-if-cached']] },
  ]),
  steps('only-if-cached-not-there', 'observed', requestDirectives, [
    { requestHeaders: [['Cache-Control', 'only-if-cached']], responseHeaders: fresh },
    {},
  ]),
  steps('first-with-no-store', 'allowed', requestDirectives, [
    { requestHeaders: [['Cache-Control', 'no-store']], responseHeaders: fresh },
    {},
  ]),
  steps('first-with-no-cache', 'allowed', requestDirectives, [
    { requestHeaders: [['Cache-Control', 'no-cache']], responseHeaders: fresh },
    {},
  ]),
  steps('no-cache-then-plain', 'allowed', requestDirectives, [
    { responseHeaders: fresh },
    { requestHeaders: [['Cache-Control', 'no-cache']], responseHeaders: fresh },
    {},
  ]),
];
