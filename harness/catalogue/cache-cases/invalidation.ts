import type { CacheRequest } from '../../../servers/cache-case.ts';
import { etag, forgetting, fresh, sent, steps, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const { invalidation } = sections;
const unsafe = ['POST', 'PUT', 'DELETE', 'PATCH', 'NOTIFY'] as const;
const safe = ['HEAD', 'OPTIONS'] as const;
const here: CacheRequest = { responseHeaders: fresh };

/** A fresh response is there, something else happens, and it is asked for again. */
function between(name: string, weight: Weight, middle: CacheRequest, url = '/'): JudgedCase {
  return steps(name, weight, invalidation, [{ ...here, url }, { ...middle, ...forgetting }, { url }]);
}

/** What makes a cache distrust what it has. */
export const invalidationCases: readonly JudgedCase[] = [
  ...unsafe.flatMap((method) => {
    const name = method.toLowerCase();
    return [
      between(`${name}-200`, 'required', sent(method)),
      between(`${name}-204`, 'required', { ...sent(method), status: 204 }),
      between(`${name}-404`, 'observed', { ...sent(method), status: 404 }),
      between(`${name}-500`, 'observed', { ...sent(method), status: 500 }),
      between(`${name}-location`, 'allowed', { ...sent(method), status: 201, responseHeaders: [['Location', '/other']] }, '/other'),
      between(`${name}-content-location`, 'allowed', { ...sent(method), responseHeaders: [['Content-Location', '/other']] }, '/other'),
      between(`${name}-elsewhere`, 'allowed', { ...sent(method), url: '/elsewhere' }),
      between(`${name}-other-query`, 'allowed', { ...sent(method), url: '/?other' }),
    ];
  }),
  ...safe.map((method) => between(`${method.toLowerCase()}-200`, 'allowed', sent(method))),
  between('put-200-carrying-nothing', 'required', { method: 'PUT' }),
  between('post-200-carrying-nothing', 'required', { method: 'POST' }),
  between('post-201', 'required', { ...sent('POST'), status: 201 }),
  between('post-202', 'required', { ...sent('POST'), status: 202 }),
  between('post-400', 'observed', { ...sent('POST'), status: 400 }),
  between('post-no-store', 'required', { ...sent('POST'), responseHeaders: [['Cache-Control', 'no-store']] }),
  between('post-same-query', 'required', { ...sent('POST'), url: '/?a=1' }, '/?a=1'),
  between('post-location-error', 'required', { ...sent('POST'), url: '/elsewhere', status: 400, responseHeaders: [['Location', '/']] }),
  steps('post-then-validated', 'allowed', invalidation, [
    { responseHeaders: [...fresh, ...etag] },
    { ...sent('POST'), ...forgetting },
    { status: 304, responseHeaders: [...fresh, ...etag] },
    {},
  ]),
  ...(['only-if-cached', 'force-cache'] as const).map((cacheMode) =>
    steps(`post-then-${cacheMode}`, 'required', invalidation, [here, { ...sent('POST'), ...forgetting }, { cacheMode }]),
  ),
  steps('post-forgets-every-variant', 'required', invalidation, [
    { requestHeaders: [['X-One', '1']], responseHeaders: [...fresh, ['Vary', 'X-One']] },
    { ...sent('POST'), ...forgetting, requestHeaders: [['X-One', '2']] },
    { requestHeaders: [['X-One', '1']] },
  ]),
];
