import type { CacheRequest, HeaderLines } from '../../../servers/cache-case.ts';
import { control, etag, fresh, modified, stale, steps, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const { vary, storing } = sections;
const vary1 = (...names: string[]): HeaderLines => names.map((name) => ['Vary', name]);
const ask = (...lines: readonly (readonly [string, string])[]): CacheRequest => ({ requestHeaders: lines });

/** A fresh response with a Vary line, then another request for the same address. */
function varied(name: string, weight: Weight, fields: readonly string[], first: CacheRequest, second: CacheRequest): JudgedCase {
  return steps(name, weight, vary, [
    { ...first, responseHeaders: [...fresh, ...vary1(...fields)] },
    { ...second, responseHeaders: [...fresh, ...vary1(...fields)] },
  ]);
}

const one = ask(['X-One', '1']);
const other = ask(['X-One', '2']);
const both = ask(['X-One', '1'], ['X-Two', '1']);

/** Which request fields must be alike for a stored response to be used. */
export const varyCases: readonly JudgedCase[] = [
  varied('same', 'required', ['X-One'], one, one),
  varied('different', 'required', ['X-One'], one, other),
  varied('absent-both-times', 'required', ['X-One'], {}, {}),
  varied('absent-then-present', 'required', ['X-One'], {}, one),
  varied('present-then-absent', 'required', ['X-One'], one, {}),
  varied('present-then-empty', 'required', ['X-One'], one, ask(['X-One', ''])),
  varied('other-field-differs', 'required', ['X-Two'], one, other),
  varied('name-in-other-case', 'required', ['x-oNe'], one, one),
  varied('name-in-other-case-different', 'required', ['x-oNe'], one, other),
  varied('two-fields-same', 'required', ['X-One, X-Two'], both, both),
  varied('two-fields-order', 'required', ['X-Two, X-One'], both, both),
  varied('two-fields-first-differs', 'required', ['X-One, X-Two'], both, ask(['X-One', '2'], ['X-Two', '1'])),
  varied('two-fields-second-differs', 'required', ['X-One, X-Two'], both, ask(['X-One', '1'], ['X-Two', '2'])),
  varied('two-fields-second-absent', 'required', ['X-One, X-Two'], both, one),
  varied('two-lines-same', 'required', ['X-One', 'X-Two'], both, both),
  varied('two-lines-first-differs', 'required', ['X-One', 'X-Two'], both, ask(['X-One', '2'], ['X-Two', '1'])),
  varied('two-lines-second-differs', 'required', ['X-One', 'X-Two'], both, ask(['X-One', '1'], ['X-Two', '2'])),
  varied('no-space-after-comma', 'required', ['X-One,X-Two'], both, ask(['X-One', '1'], ['X-Two', '2'])),
  varied('spaces-around', 'required', ['  X-One  ,  X-Two  '], both, ask(['X-One', '1'], ['X-Two', '2'])),
  varied('empty-members', 'required', [', ,X-One,, '], one, other),
  varied('star', 'required', ['*'], {}, {}),
  varied('star-with-same-field', 'required', ['*'], one, one),
  varied('star-first', 'required', ['*, X-One'], one, one),
  varied('star-last', 'required', ['X-One, *'], one, one),
  varied('star-in-second-line', 'required', ['X-One', '*'], one, one),
  varied('star-in-first-line', 'required', ['*', 'X-One'], one, one),
  varied('star-inside-a-name', 'observed', ['X-One*'], one, one),
  varied('empty', 'required', [''], one, other),
  varied('not-a-name', 'observed', ['X One'], one, other),
  varied('value-in-other-case', 'allowed', ['X-One'], ask(['X-One', 'abc']), ask(['X-One', 'ABC'])),
  varied('value-with-other-space', 'allowed', ['X-One'], ask(['X-One', 'a,b']), ask(['X-One', 'a, b'])),
  varied('value-in-other-order', 'allowed', ['X-One'], ask(['X-One', 'a, b']), ask(['X-One', 'b, a'])),
  varied('language-same', 'required', ['Accept-Language'], ask(['Accept-Language', 'en']), ask(['Accept-Language', 'en'])),
  varied('language-different', 'required', ['Accept-Language'], ask(['Accept-Language', 'en']), ask(['Accept-Language', 'de'])),
  varied('language-in-other-case', 'allowed', ['Accept-Language'], ask(['Accept-Language', 'en']), ask(['Accept-Language', 'EN'])),
  varied(
    'language-in-other-order',
    'observed',
    ['Accept-Language'],
    ask(['Accept-Language', 'en, de']),
    ask(['Accept-Language', 'de, en']),
  ),
  varied(
    'language-quality-instead-of-order',
    'observed',
    ['Accept-Language'],
    ask(['Accept-Language', 'en, de;q=0.5']),
    ask(['Accept-Language', 'de;q=0.5, en']),
  ),
  varied('accept-same', 'required', ['Accept'], ask(['Accept', 'text/plain']), ask(['Accept', 'text/plain'])),
  varied('accept-different', 'required', ['Accept'], ask(['Accept', 'text/plain']), ask(['Accept', 'image/png'])),
  varied('user-agent', 'required', ['User-Agent'], {}, {}),
  varied('accept-encoding', 'required', ['Accept-Encoding'], {}, {}),
  varied('origin-absent', 'required', ['Origin'], {}, {}),
  varied('referer', 'required', ['Referer'], {}, {}),
  varied('sec-fetch-mode', 'required', ['Sec-Fetch-Mode'], {}, {}),
  varied('cookie-none', 'required', ['Cookie'], {}, {}),
  steps('back-to-the-first', 'allowed', vary, [
    { ...one, responseHeaders: [...fresh, ...vary1('X-One')] },
    { ...other, responseHeaders: [...fresh, ...vary1('X-One')] },
    one,
  ]),
  steps('second-of-two-variants', 'required', vary, [
    { ...one, responseHeaders: [...fresh, ...vary1('X-One')] },
    { ...other, responseHeaders: [...fresh, ...vary1('X-One')] },
    other,
  ]),
  steps('varies-only-later', 'required', vary, [
    { ...one, responseHeaders: [...stale] },
    { ...one, responseHeaders: [...fresh, ...vary1('X-One')] },
    other,
  ]),
  steps('different-with-etag', 'required', vary, [
    { ...one, responseHeaders: [...fresh, ...etag, ...vary1('X-One')] },
    { ...other, responseHeaders: fresh },
  ]),
  steps('different-validated', 'allowed', vary, [
    { ...one, responseHeaders: [...fresh, ...etag, ...vary1('X-One')] },
    { ...other, status: 304, responseHeaders: [...fresh, ...etag, ...vary1('X-One')] },
  ]),
  steps('star-with-etag', 'required', vary, [{ responseHeaders: [...fresh, ...etag, ...vary1('*')] }, {}]),
  steps('stale-same', 'required', vary, [
    { ...one, responseHeaders: [...stale, ...etag, ...vary1('X-One')] },
    { ...one, status: 304, responseHeaders: etag },
  ]),
  steps('not-stored-with-no-store', 'required', storing, [
    { ...one, responseHeaders: [...control('no-store'), ...modified, ...vary1('X-One')] },
    one,
  ]),
];
