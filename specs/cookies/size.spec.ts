import type { CookieCase, Means, SetStep } from '../../harness/catalogue/cookie-case.ts';
import { cookieCases } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { octets } from '../../harness/oracles/cookie-jar/index.ts';

/** Strings in the order in which they are set, and where the cookies are asked for; or a pair for every means. */
type Sized = { readonly pair: readonly [name: string, value: string] } | (Omit<CookieCase, 'set'> & { readonly set: readonly string[] });

const x = (length: number): string => 'x'.repeat(length);
/** Deletes the cookie when it is read. */
const past = 'Expires=Sun, 06 Nov 1994 08:49:37 GMT';

/** How the octets of a pair are shared out: by their number. */
const pairs: Readonly<Record<string, (total: number) => readonly [string, string]>> = {
  value: (total) => ['n', x(total - 1)],
  halves: (total) => ['n'.repeat(Math.floor(total / 2)), x(Math.ceil(total / 2))],
  name: (total) => ['n'.repeat(total - 1), 'v'],
  'name-alone': (total) => ['n'.repeat(total), ''],
  // Two octets a character.
  'utf8-value': (total) => ['n', 'ü'.repeat(Math.floor((total - 1) / 2)) + x((total - 1) % 2)],
};

/** Attributes whose value is padded to a number of octets; up to 1024 they count. */
const attributes: Readonly<Record<string, (length: number) => Omit<CookieCase, 'set'> & { readonly set: readonly string[] }>> = {
  'path-asked-above': (length) => ({ set: ['n=old', `n=new; Path=/${x(length - 1)}`] }),
  'path-asked-there': (length) => ({ set: [`n=new; Path=/${x(length - 1)}`, 'k=1'], ask: { path: `/${x(length - 1)}` } }),
  domain: (length) => ({ set: ['k=1', `n=new; Domain=${x(length)}`] }),
  expires: (length) => ({ set: ['n=old', `n=new; ${past} ${x(length - past.length + 'Expires='.length - 1)}`] }),
  'max-age': (length) => ({ set: ['n=old', `n=new; Max-Age=${'0'.repeat(length)}`] }),
  'http-only': (length) => ({ set: ['k=1', `n=new; HttpOnly=${x(length)}`], ask: { via: 'script' } }),
  unknown: (length) => ({ set: ['k=1', `n=new; Foo=${x(length)}; Max-Age=0`] }),
  'unknown-name': (length) => ({ set: ['k=1', `n=new; ${x(length)}=bar; Max-Age=0`] }),
};

function spread<T>(makers: Readonly<Record<string, (size: number) => T>>, sizes: readonly number[]): Record<string, T> {
  return Object.fromEntries(
    Object.entries(makers).flatMap(([name, make]) => sizes.map((size) => [`${name}-${String(size)}`, make(size)] as const)),
  );
}

/** The n-th cookie of 4096 octets. */
const fullSize = (index: number): string => {
  const name = `c${String(index)}`;
  return `${name}=${x(4096 - name.length)}`;
};

const cases: Readonly<Record<string, Sized>> = {
  ...Object.fromEntries(Object.entries(spread(pairs, [3073, 4095, 4096, 4097])).map(([name, pair]) => [`pair-of-${name}`, { pair }])),
  'pair-with-white-space-around': { set: [`  n  =  ${x(4095)}  `] },
  'pair-with-attributes': { set: [`n=${x(4095)}; Path=/; Secure; Foo=${x(1000)}`] },
  'pair-too-long-leaves-the-old': { set: ['n=old', `n=${x(4096)}`] },
  'pair-too-long-does-not-delete': { set: ['n=old', `n=${x(4096)}; Max-Age=0`] },

  ...Object.fromEntries(Object.entries(spread(attributes, [1023, 1024, 1025])).map(([name, one]) => [`attribute-${name}`, one])),

  // The last of many attributes counts.
  ...spread({ 'many-attributes': (count) => ({ set: ['k=1', `n=new${'; a=b'.repeat(count)}; Max-Age=0`] }) }, [10, 100, 1000]),
  // Cookies of full size make a line of this length and more; each host may have 50 of them.
  ...spread(
    {
      'cookie-line-of-kilobytes': (size) => ({ ownDomain: true, set: Array.from({ length: size / 4 }, (_, index) => fullSize(index)) }),
    },
    [8, 16, 32, 64, 128, 200],
  ),
};

/** So many cookies of full size come in one answer that no browser finds its head too long. */
const linesInAnswer = 4;

function stepsOf(by: Means, set: readonly string[]): readonly SetStep[] {
  if (by !== 'http') return [{ via: by, set }];
  return set.flatMap((_, index) => (index % linesInAnswer === 0 ? [{ set: set.slice(index, index + linesInAnswer) }] : []));
}

const parsing = rfc10025('5.6', 'The Set-Cookie Header Field');

export default check(
  cookieCases({
    id: 'cookies/size',
    title: 'Name and value have 4096 octets together, an attribute’s value 1024, and nothing else is limited',
    clauses: [parsing, rfc10025('5.7', 'Storage Model'), rfc10025('6.1', 'Limits')],
    claims: ['CK-11'],
    axes: { by: sideBySide<readonly Means[]>(['http', 'script', 'cookie-store']), size: sideBySide(Object.keys(cases)) },
    omit: ({ by, size }) => (by === 'cookie-store' && !isPair(size) ? 'cookieStore takes pairs and no strings' : undefined),
    caseOf: ({ by, size }) => {
      const one = cases[size] ?? { set: [] };
      if (!('pair' in one)) return { ...one, set: stepsOf(by, one.set) };
      const [name, value] = one.pair;
      if (by === 'cookie-store') return { set: [{ via: by, set: [JSON.stringify({ name, value })] }] };
      return { set: [{ via: by, set: [by === 'http' ? octets(`${name}=${value}`) : `${name}=${value}`] }] };
    },
    clause: parsing,
    matter: 'parsing',
  }),
);

function isPair(size: string): boolean {
  return 'pair' in (cases[size] ?? {});
}
