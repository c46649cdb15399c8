import { cookieCases, type CookieCase } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';

const prefixes = ['__Secure-', '__Host-', '__Http-', '__Host-Http-'];
const alternating = (text: string): string =>
  Array.from(text, (letter, index) => (index % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase())).join('');
const inOtherCases = prefixes.flatMap((prefix) => [prefix.toLowerCase(), prefix.toUpperCase(), alternating(prefix)]);

/** How names begin, by what they are to show. */
const beginnings = {
  prefix: prefixes,
  'in-another-case': inOtherCases,
  // On the wire the value of a cookie without a name looks like name and value.
  posing: prefixes.map((prefix) => `=${prefix}`),
  'posing-in-another-case': inOtherCases.map((prefix) => `=${prefix}`),
  lookalike: ['__Secure', '__Host', '_Secure-', '_Host-', 'Secure-', 'Host-', '__Host_', '__Hosts-', '-__Host-', 'x__Secure-', '__H%6fst-'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Kind = keyof typeof beginnings;
const kinds = new Map((Object.keys(beginnings) as Kind[]).flatMap((kind) => beginnings[kind].map((name) => [name, kind] as const)));

const attributes = {
  none: '',
  Secure: 'Secure',
  Path: 'Path=/',
  HttpOnly: 'HttpOnly',
  'Secure+Path': 'Secure; Path=/',
  'Secure+HttpOnly': 'Secure; HttpOnly',
  'HttpOnly+Path': 'HttpOnly; Path=/',
  'Secure+HttpOnly+Path': 'Secure; HttpOnly; Path=/',
  'Secure+Path+Domain': 'Secure; Path=/; Domain={host}',
  'Secure+HttpOnly+Path+Domain': 'Secure; HttpOnly; Path=/; Domain={host}',
  'Secure+HttpOnly+other-Path': 'Secure; HttpOnly; Path=/dir',
  'Secure+HttpOnly+empty-Path': 'Secure; HttpOnly; Path=',
  'Secure+HttpOnly+Path+empty-Domain': 'Secure; HttpOnly; Path=/; Domain=',
} as const;
type Attributes = keyof typeof attributes;

/** What `cookieStore` can say of these: it always sets Secure and a path, and never HttpOnly. */
const storeOptions = {
  'Secure+Path': {},
  'Secure+Path+Domain': { domain: '{host}' },
  'Secure+HttpOnly+other-Path': { path: '/dir' },
} as const satisfies Partial<Record<Attributes, object>>;

/** Who sets the cookie. One header comes after another that may have the name; one from a host below. */
const ways = [
  'header',
  'script',
  'cookieStore',
  'header-over-http',
  'script-over-http',
  'header-after-a-good-one',
  'header-of-a-child',
] as const;
type Way = (typeof ways)[number];

/** Attributes that tell something about a kind of name set in a way. */
const telling: Readonly<Record<Kind, Readonly<Partial<Record<Way, readonly Attributes[]>>>>> = {
  prefix: {
    header: Object.keys(attributes) as Attributes[],
    script: ['none', 'Secure', 'Path', 'Secure+Path', 'Secure+Path+Domain', 'Secure+HttpOnly+Path'],
    cookieStore: Object.keys(storeOptions) as (keyof typeof storeOptions)[],
    'header-over-http': ['none', 'Secure+HttpOnly+Path'],
    'script-over-http': ['none', 'Secure+Path'],
    'header-after-a-good-one': ['none', 'Secure+Path', 'Secure+HttpOnly+Path+Domain'],
    'header-of-a-child': ['Secure+Path+Domain', 'Secure+HttpOnly+Path+Domain'],
  },
  'in-another-case': { header: ['none', 'Secure+HttpOnly+Path'], script: ['none'], cookieStore: ['Secure+Path'] },
  posing: {
    header: ['none', 'Secure+HttpOnly+Path'],
    script: ['none', 'Secure+Path'],
    cookieStore: ['Secure+Path'],
    'header-over-http': ['none'],
    'header-of-a-child': ['Secure+Path+Domain'],
  },
  'posing-in-another-case': { header: ['Secure+HttpOnly+Path'] },
  lookalike: { header: ['none'] },
};

function caseOf({ by, name, attributes: attribute }: { by: Way; name: string; attributes: Attributes }): CookieCase {
  const line = [`${name}n=v`, attributes[attribute]].filter((part) => part !== '').join('; ');
  const ask = attribute === 'Secure+HttpOnly+other-Path' ? { path: '/dir' } : {};
  switch (by) {
    case 'header':
      return { set: [{ set: [line] }], ask };
    case 'script':
      return { set: [{ via: 'script', set: [line] }], ask };
    case 'cookieStore': {
      const pair = name.startsWith('=') ? { name: '', value: `${name.slice(1)}n` } : { name: `${name}n`, value: 'v' };
      const options: object = attribute in storeOptions ? storeOptions[attribute as keyof typeof storeOptions] : {};
      return { set: [{ via: 'cookie-store', set: [JSON.stringify({ ...pair, ...options })] }], ask };
    }
    case 'header-over-http':
      return { set: [{ scheme: 'http', set: [line] }], ask };
    case 'script-over-http':
      return { set: [{ scheme: 'http', via: 'script', set: [line] }], ask };
    case 'header-after-a-good-one':
      return { set: [{ set: [`${name}n=good; Secure; HttpOnly; Path=/`, line] }], ask };
    case 'header-of-a-child':
      return { set: [{ host: 'www', set: [line] }], ask };
  }
}

const storage = rfc10025('5.7', 'Storage Model');
const prefixClause = rfc10025('5.4', 'Cookie Name Prefixes');

export default check(
  cookieCases({
    id: 'cookies/prefixes',
    title: 'A name that begins with a prefix, in any case, is a promise about the cookie that no one can break',
    clauses: [prefixClause, storage],
    axes: { by: sideBySide(ways), name: sideBySide([...kinds.keys()]), attributes: sideBySide(Object.keys(attributes) as Attributes[]) },
    omit: ({ by, name, attributes: attribute }) => {
      const kind = kinds.get(name);
      return kind !== undefined && telling[kind][by]?.includes(attribute) === true ? undefined : 'its neighbours show as much';
    },
    caseOf,
    clause: prefixClause,
    matter: 'prefixes',
  }),
);
