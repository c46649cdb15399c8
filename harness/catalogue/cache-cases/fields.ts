import type { Clause } from '../../model/authority.ts';
import { control, fresh, steps, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const { storedFields, constructing, extensions } = sections;

/** Fields of a fresh response that come back, or not, when it is used again. */
const fields: readonly (readonly [field: string, weight: Weight, value: string])[] = [
  ['X-Test', 'required', '1'],
  ['Test-Header', 'required', 'a, b'],
  ['Content-Type', 'required', 'text/plain;charset=utf-8'],
  ['Content-Language', 'required', 'en'],
  ['Content-Disposition', 'required', 'inline'],
  ['Content-Location', 'required', 'one'],
  ['Content-Foo', 'required', '1'],
  ['ETag', 'required', '"one"'],
  ['Last-Modified', 'required', 'Wed, 05 Jan 2022 10:00:00 GMT'],
  ['Expires', 'required', 'Thu, 18 Aug 2050 02:01:18 GMT'],
  ['Link', 'required', '</one>; rel=help'],
  ['Server', 'required', 'one'],
  ['Via', 'required', '1.1 one'],
  ['Warning', 'required', '299 - one'],
  ['Retry-After', 'required', '1'],
  ['Vary', 'required', 'X-One'],
  ['Pragma', 'required', 'foo'],
  ['Content-Security-Policy', 'required', "default-src 'self'"],
  ['Proxy-Authenticate', 'observed', 'One'],
  ['Proxy-Authentication-Info', 'observed', 'one'],
  ['Proxy-Connection', 'observed', 'keep-alive'],
  ['TE', 'observed', 'trailers'],
];

function kept(name: string, weight: Weight, clause: Clause, lines: readonly (readonly [string, string])[], watch: string): JudgedCase {
  return steps(name, weight, clause, [{ responseHeaders: [...fresh, ...lines] }, {}], [watch]);
}

/** Which header fields a stored response keeps. */
export const fieldCases: readonly JudgedCase[] = [
  ...fields.map(([field, weight, value]) => kept(field.toLowerCase(), weight, storedFields, [[field, value]], field.toLowerCase())),
  { ...kept('keep-alive', 'observed', storedFields, [['Keep-Alive', 'timeout=600']], 'keep-alive'), ofConnection: true },
  {
    ...kept(
      'field-named-by-connection',
      'observed',
      storedFields,
      [
        ['X-Hop', '1'],
        ['Connection', 'x-hop'],
      ],
      'x-hop',
    ),
    ofConnection: true,
  },
  kept(
    'two-lines',
    'required',
    storedFields,
    [
      ['X-Test', '1'],
      ['X-Test', '2'],
    ],
    'x-test',
  ),
  kept('long-value', 'required', storedFields, [['X-Test', '0123456789'.repeat(100)]], 'x-test'),
  kept('age-is-written-anew', 'observed', constructing, [['Age', '1800']], 'age'),
  steps(
    'cache-control-with-extensions',
    'required',
    extensions,
    [{ responseHeaders: control('max-age=3600, foo="bar"') }, {}],
    ['cache-control'],
  ),
];
