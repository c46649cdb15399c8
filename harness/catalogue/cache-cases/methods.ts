import type { CacheRequest, HeaderLines } from '../../../servers/cache-case.ts';
import { etag, forgetting, fresh, modified, sent, stale, steps, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const { constructing, post, put, options, headMethod, head, delete: deleted } = sections;
const clauseOf = { POST: post, PUT: put, PATCH: post, DELETE: deleted, OPTIONS: options, NOTIFY: constructing } as const;
type Method = keyof typeof clauseOf;
const methods = Object.keys(clauseOf) as Method[];
const unsafe = methods.filter((method) => method !== 'OPTIONS');

const here: HeaderLines = [['Content-Location', '/']];

/** Which methods' responses are kept, and for which methods. */
export const methodCases: readonly JudgedCase[] = [
  ...methods.map((method) =>
    steps(`${method.toLowerCase()}-twice`, 'required', clauseOf[method], [
      { ...sent(method), responseHeaders: fresh },
      { ...sent(method), responseHeaders: fresh },
    ]),
  ),
  ...methods.map((method) =>
    steps(`${method.toLowerCase()}-then-get`, 'required', clauseOf[method], [{ ...sent(method), responseHeaders: fresh }, {}]),
  ),
  ...unsafe.map((method) =>
    steps(`get-then-${method.toLowerCase()}`, 'required', constructing, [
      { responseHeaders: fresh },
      { ...sent(method), responseHeaders: fresh },
    ]),
  ),
  steps('get-then-options', 'required', constructing, [{ responseHeaders: fresh }, { method: 'OPTIONS', responseHeaders: fresh }]),
  steps('post-naming-itself-then-get', 'allowed', post, [{ ...sent('POST'), responseHeaders: [...fresh, ...here] }, {}]),
  steps('post-naming-itself-twice', 'required', post, [
    { ...sent('POST'), responseHeaders: [...fresh, ...here] },
    { ...sent('POST'), responseHeaders: [...fresh, ...here] },
  ]),
  steps('post-naming-another-then-get', 'required', post, [
    { ...sent('POST'), responseHeaders: [...fresh, ['Content-Location', '/other']] },
    {},
    { url: '/other' },
  ]),
  steps('post-naming-itself-then-head', 'allowed', post, [
    { ...sent('POST'), responseHeaders: [...fresh, ...here] },
    { method: 'HEAD', responseHeaders: fresh },
  ]),
  steps('post-naming-itself-without-lifetime-then-get', 'required', post, [
    { ...sent('POST'), responseHeaders: [...modified, ...here] },
    {},
  ]),
  steps('put-naming-itself-then-get', 'required', put, [{ ...sent('PUT'), responseHeaders: [...fresh, ...here] }, {}]),
];

/** A GET response is there, then a HEAD answer says this about it, then the GET response is asked for again. */
function freshened(name: string, weight: Weight, stored: HeaderLines, request: CacheRequest, watch: readonly string[] = []): JudgedCase {
  return steps(name, weight, head, [{ responseHeaders: stored }, { method: 'HEAD', ...request, ...forgetting }, {}], watch);
}

const tag = (value: string): HeaderLines => [['ETag', value]];

/** HEAD: what answers it, and what it does to stored responses. */
export const headCases: readonly JudgedCase[] = [
  steps('get-then-head', 'allowed', headMethod, [{ responseHeaders: fresh }, { method: 'HEAD' }]),
  steps('stale-get-then-head', 'required', headMethod, [{ responseHeaders: stale }, { method: 'HEAD' }]),
  steps('head-then-get', 'required', constructing, [{ method: 'HEAD', responseHeaders: fresh }, {}]),
  steps('head-twice', 'allowed', headMethod, [{ method: 'HEAD', responseHeaders: fresh }, { method: 'HEAD' }]),
  steps('head-twice-stale', 'required', headMethod, [{ method: 'HEAD', responseHeaders: stale }, { method: 'HEAD' }]),
  freshened('stale-head-same-etag-fresh', 'allowed', [...stale, ...etag], { responseHeaders: [...fresh, ...etag] }),
  freshened('stale-head-same-date-fresh', 'allowed', [...stale, ...modified], { responseHeaders: [...fresh, ...modified] }),
  freshened('stale-head-no-validator-fresh', 'allowed', stale, { responseHeaders: fresh }),
  freshened('stale-head-other-etag', 'allowed', [...stale, ...tag('"one"')], { responseHeaders: [...fresh, ...tag('"two"')] }),
  freshened(
    'stale-head-updates-a-field',
    'allowed',
    [...stale, ...etag, ['X-Test', '1']],
    { responseHeaders: [...fresh, ...etag, ['X-Test', '2']] },
    ['x-test'],
  ),
  freshened('stale-head-error', 'allowed', [...stale, ...etag], { status: 404, responseHeaders: fresh }),
];
