import type { CacheRequest, HeaderLines } from '../../../servers/cache-case.ts';
import { control, etag, fresh, steps, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const { vary, storedFields, networkFetch } = sections;
const byCookie: HeaderLines = [...fresh, ['Vary', 'Cookie']];
/** A cookie of the case alone. */
const cookie = (pair: string): string => `${pair}; Path={base}/`;
const setting = (pair: string): HeaderLines => [['Set-Cookie', cookie(pair)]];
const without = cookie('a=; Max-Age=0');
/** Shows which cookies there are now: the origin sees them with a request that no cache answers. */
const reveal: CacheRequest = { url: '/reveal', responseHeaders: control('no-store') };

function varied(name: string, weight: Weight, first: CacheRequest, second: CacheRequest): JudgedCase {
  return steps(name, weight, vary, [
    { ...first, responseHeaders: [...byCookie, ...(first.responseHeaders ?? [])] },
    { ...second, responseHeaders: byCookie },
  ]);
}

/** What happens to cookies with a stored response, and what is seen of them after it. */
function revealed(name: string, requests: readonly CacheRequest[]): JudgedCase {
  return steps(name, 'required', networkFetch, [...requests, reveal], ['cookie']);
}

/** Cookies and stored responses. */
export const cookieCases: readonly JudgedCase[] = [
  varied('vary-same', 'required', { setsCookie: cookie('a=1') }, {}),
  varied('vary-none', 'required', {}, {}),
  varied('vary-changed-by-script', 'required', { setsCookie: cookie('a=1') }, { setsCookie: cookie('a=2') }),
  varied('vary-added-by-script', 'required', {}, { setsCookie: cookie('a=1') }),
  varied('vary-removed-by-script', 'required', { setsCookie: cookie('a=1') }, { setsCookie: without }),
  varied('vary-second-cookie', 'required', { setsCookie: cookie('a=1') }, { setsCookie: cookie('b=1') }),
  varied('vary-set-by-the-response-itself', 'required', { responseHeaders: setting('a=1') }, {}),
  varied('vary-set-again-alike', 'required', { setsCookie: cookie('a=1') }, { setsCookie: cookie('a=1') }),
  varied('vary-credentials-omitted', 'required', { setsCookie: cookie('a=1') }, { credentials: 'omit' }),
  steps('no-vary-changed', 'required', sections.constructing, [
    { setsCookie: cookie('a=1'), responseHeaders: fresh },
    { setsCookie: cookie('a=2') },
  ]),
  steps('no-vary-credentials-omitted', 'required', sections.constructing, [
    { setsCookie: cookie('a=1'), responseHeaders: fresh },
    { credentials: 'omit' },
  ]),
  steps('credentials-omitted-then-sent', 'required', sections.constructing, [
    { setsCookie: cookie('a=1'), credentials: 'omit', responseHeaders: fresh },
    {},
  ]),
  steps('set-cookie-is-stored', 'required', storedFields, [{ responseHeaders: [...fresh, ...setting('a=1')] }, {}]),
  steps('set-cookie-no-cache', 'allowed', sections.noCache, [
    { responseHeaders: [...control('no-cache="set-cookie"'), ...setting('a=1')] },
    {},
  ]),
  revealed('set-cookie', [{ responseHeaders: [...fresh, ...setting('a=1')] }]),
  revealed('set-cookie-not-again-by-a-hit', [{ responseHeaders: [...fresh, ...setting('a=1')] }, { setsCookie: cookie('a=2') }]),
  revealed('removed-cookie-not-back-by-a-hit', [{ responseHeaders: [...fresh, ...setting('a=1')] }, { setsCookie: without }]),
  revealed('set-cookie-of-a-304', [
    { responseHeaders: [...control('no-cache'), ...etag, ...setting('a=1')] },
    { status: 304, responseHeaders: [...etag, ...setting('a=2')] },
  ]),
  revealed('set-cookie-of-a-304-not-again-by-a-hit', [
    { responseHeaders: [...control('max-age=0'), ...etag, ...setting('a=1')] },
    { status: 304, responseHeaders: [...fresh, ...etag, ...setting('a=2')] },
    { setsCookie: cookie('a=3') },
  ]),
  revealed('set-cookie-not-again-by-a-304-without', [
    { responseHeaders: [...control('no-cache'), ...etag, ...setting('a=1')] },
    { setsCookie: cookie('a=2'), status: 304, responseHeaders: etag },
  ]),
  revealed('set-cookie-with-no-store', [{ responseHeaders: [...control('no-store'), ...setting('a=1')] }]),
  revealed('set-cookie-credentials-omitted', [{ credentials: 'omit', responseHeaders: [...fresh, ...setting('a=1')] }]),
];
