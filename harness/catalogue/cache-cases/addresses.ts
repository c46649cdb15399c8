import type { HeaderLines } from '../../../servers/cache-case.ts';
import type { Clause } from '../../model/authority.ts';
import { control, fresh, modified, steps, twice, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const { constructing, targetUri, heuristic, authenticated, mustRevalidate, noStore, vary } = sections;

/** Two addresses in a row; the first is answered with a fresh response. */
function addresses(name: string, weight: Weight, first: string, second: string, lines: HeaderLines = fresh): JudgedCase {
  return steps(name, weight, weight === 'required' ? constructing : targetUri, [
    { url: first, responseHeaders: lines },
    { url: second, responseHeaders: lines },
  ]);
}

/** Which addresses are one address to a cache; a parameter that changes each time is what keeps a cache out (GP-3). */
export const addressCases: readonly JudgedCase[] = [
  addresses('same-query', 'required', '/?a=1', '/?a=1'),
  addresses('other-query', 'required', '/?a=1', '/?a=2'),
  addresses('query-then-none', 'required', '/?a=1', '/'),
  addresses('none-then-query', 'required', '/', '/?a=1'),
  addresses('none-then-empty-query', 'required', '/', '/?'),
  addresses('query-in-other-order', 'required', '/?a=1&b=2', '/?b=2&a=1'),
  addresses('query-in-other-case', 'required', '/?a=x', '/?a=X'),
  addresses('query-encoded-otherwise', 'allowed', '/?a=%7E', '/?a=~'),
  addresses('query-encoded-in-other-case', 'allowed', '/?a=%c3%bc', '/?a=%C3%BC'),
  addresses('other-path', 'required', '/one', '/two'),
  addresses('path-in-other-case', 'required', '/one', '/ONE'),
  addresses('path-with-slash', 'required', '/one', '/one/'),
  addresses('path-with-dots', 'required', '/one', '/two/../one'),
  addresses('path-with-two-slashes', 'required', '/one', '//one'),
  addresses('path-encoded-otherwise', 'allowed', '/%7Eone', '/~one'),
  addresses('fragment', 'required', '/#one', '/#two'),
  addresses('changing-timestamp', 'required', '/?_t=1700000000001', '/?_t=1700000000002'),
  addresses('same-timestamp', 'required', '/?_t=1700000000001', '/?_t=1700000000001'),
  addresses('changing-timestamp-heuristic', 'required', '/?_t=1', '/?_t=2', modified),
  addresses('long-query', 'required', `/?a=${'x'.repeat(4000)}`, `/?a=${'x'.repeat(4000)}`),
  steps('timestamp-and-back', 'required', constructing, [
    { url: '/?_t=1', responseHeaders: fresh },
    { url: '/?_t=2', responseHeaders: fresh },
    { url: '/?_t=1', responseHeaders: fresh },
  ]),
  steps('query-with-last-modified-alone', 'allowed', heuristic, [{ url: '/?a=1', responseHeaders: modified }, { url: '/?a=1' }]),
];

const credentials: HeaderLines = [['Authorization', 'Basic b25lOnR3bw==']];
const others: HeaderLines = [['Authorization', 'Basic dGhyZWU6Zm91cg==']];

/** A request with credentials of the page's own, then one with these. */
function authorized(name: string, weight: Weight, clause: Clause, lines: HeaderLines, second: HeaderLines = credentials): JudgedCase {
  return steps(name, weight, clause, [{ requestHeaders: credentials, responseHeaders: lines }, { requestHeaders: second }]);
}

/** Authorization: only a shared cache must beware of it. */
export const authorizationCases: readonly JudgedCase[] = [
  authorized('max-age', 'required', authenticated, fresh),
  authorized('other-credentials', 'allowed', authenticated, fresh, others),
  authorized('then-none', 'allowed', authenticated, fresh, []),
  authorized('expires', 'required', authenticated, [['Expires', { now: 3600 }]]),
  authorized('private', 'required', authenticated, control('private, max-age=3600')),
  authorized('public', 'required', authenticated, control('public, max-age=3600')),
  authorized('s-maxage', 'required', authenticated, control('s-maxage=3600, max-age=3600')),
  authorized('must-revalidate', 'required', authenticated, control('must-revalidate, max-age=3600')),
  authorized('must-revalidate-max-age-0', 'required', mustRevalidate, control('must-revalidate, max-age=0')),
  authorized('no-store', 'required', noStore, control('no-store')),
  authorized('no-lifetime', 'allowed', heuristic, modified),
  authorized('vary-same', 'required', vary, [...fresh, ['Vary', 'Authorization']]),
  authorized('vary-other-credentials', 'required', vary, [...fresh, ['Vary', 'Authorization']], others),
  authorized('vary-then-none', 'required', vary, [...fresh, ['Vary', 'Authorization']], []),
  steps('none-then-credentials', 'allowed', authenticated, [{ responseHeaders: fresh }, { requestHeaders: credentials }]),
  twice('challenge', 'allowed', authenticated, [...fresh, ['WWW-Authenticate', 'Negotiate-Nothing realm="x"']]),
];
