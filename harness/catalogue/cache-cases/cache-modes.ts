import type { CacheRequest } from '../../../servers/cache-case.ts';
import { control, etag, fresh, modified, old, stale, steps, type JudgedCase } from './case.ts';
import { sections } from './sections.ts';

const modes = ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'] as const;

/** What the cache may already have when the request comes. */
const states: Readonly<Record<string, readonly CacheRequest[]>> = {
  none: [],
  fresh: [{ responseHeaders: fresh }],
  'fresh-etag': [{ responseHeaders: [...fresh, ...etag] }],
  stale: [{ responseHeaders: stale }],
  'stale-etag': [{ responseHeaders: [...stale, ...etag] }],
  'stale-last-modified': [{ responseHeaders: [...stale, ...modified] }],
  'stale-must-revalidate': [{ responseHeaders: [...control('must-revalidate, max-age=3600'), ...old] }],
  'stale-while-revalidate': [{ responseHeaders: [...control('max-age=3600, stale-while-revalidate=86400'), ...old] }],
  'no-cache': [{ responseHeaders: [...control('no-cache'), ...etag] }],
  'no-store': [{ responseHeaders: control('no-store') }],
  'vary-same': [{ requestHeaders: [['X-One', '1']], responseHeaders: [...fresh, ['Vary', 'X-One']] }],
  'vary-other': [{ requestHeaders: [['X-One', '2']], responseHeaders: [...fresh, ['Vary', 'X-One']] }],
};

const asked = (cacheMode: (typeof modes)[number]): CacheRequest => ({
  cacheMode,
  requestHeaders: [['X-One', '1']],
  responseHeaders: [...fresh, ['Vary', 'X-One']],
});

/** Fetch's cache modes by what is stored; a last request shows what has been stored meanwhile. */
export const cacheModeCases: readonly JudgedCase[] = [
  ...Object.entries(states).flatMap(([state, before]) =>
    // What a revalidation in the background stores comes too late to be asked for in order.
    modes.map((mode) => {
      const background = state === 'stale-while-revalidate';
      const requests = [...before, asked(mode), ...(background ? [] : [asked('default')])];
      return { ...steps(`${state}-${mode}`, 'required', sections.cacheMode, requests), background };
    }),
  ),
  ...modes.map((mode) =>
    steps(
      `fresh-${mode}-own-condition`,
      mode === 'only-if-cached' || mode === 'force-cache' ? 'observed' : 'required',
      sections.cacheMode,
      [
        { responseHeaders: [...fresh, ...etag] },
        { cacheMode: mode, requestHeaders: [['If-None-Match', '"other"']], responseHeaders: fresh },
      ],
    ),
  ),
];
