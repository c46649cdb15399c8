import { cookieCases, type CookieCase } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { octets } from '../../harness/oracles/cookie-jar/index.ts';

const past = 'Expires=Sun, 06 Nov 1994 08:49:37 GMT';
const http = { scheme: 'http' } as const;

/** Set over https as the attributes say, and asked for over http. */
const overHttp = (attributes: string): CookieCase => ({ set: [{ set: [`n=v; ${attributes}`] }], ask: http });

/** A place and what is set there. */
interface Setting {
  readonly host?: string;
  readonly path?: string;
  readonly via?: 'script';
  readonly line: string;
}
const stepOf = ({ line, ...place }: Setting, scheme: 'http' | 'https'): CookieCase['set'][number] => ({ ...place, scheme, set: [line] });

/** A cookie set over https, and then another over http that may lie over it; asked for over https. */
const overlaid = (secure: Setting, plain: Setting, ask: CookieCase['ask'] = {}): CookieCase => ({
  set: [stepOf(secure, 'https'), stepOf(plain, 'http')],
  ask,
});
const login = { path: '/login/en/page' };
/** The Secure cookie and the plain one with these paths, asked for below all of them. */
const overlaidPath = (secure: string, plain: string, askAt = '/login/en/page'): CookieCase =>
  overlaid({ line: `n=secure; Secure; Path=${secure}` }, { line: `n=plain; Path=${plain}` }, { path: askAt });

/** Hosts of the browser's own machine, by a name for the cells; some trust them without TLS. */
const loopbackHosts = {
  localhost: 'localhost',
  'name-below-localhost': '{id}.localhost',
  'localhost-with-a-dot': 'localhost.',
  '127.0.0.1': '127.0.0.1',
  '127.0.0.2': '127.0.0.2',
  ip6: '[::1]',
} as const;
type Loopback = keyof typeof loopbackHosts;

const atLoopback = {
  'set-over-http': (at: string): CookieCase => ({ set: [{ ...http, at, set: ['n{id}=v; Secure'] }], ask: { ...http, at } }),
  'set-over-http-asked-over-https': (at: string): CookieCase => ({ set: [{ ...http, at, set: ['n{id}=v; Secure'] }], ask: { at } }),
  'set-over-http-by-script': (at: string): CookieCase => ({
    set: [{ ...http, at, via: 'script', set: ['n{id}=v; Secure'] }],
    ask: { ...http, at },
  }),
  'sent-over-http': (at: string): CookieCase => ({ set: [{ at, set: ['n{id}=v; Secure'] }], ask: { ...http, at } }),
  overlaid: (at: string): CookieCase => ({
    set: [
      { at, set: ['n{id}=secure; Secure'] },
      { ...http, at, set: ['n{id}=plain'] },
    ],
    ask: { at },
  }),
} as const;
type LoopbackQuestion = keyof typeof atLoopback;
const loopbackCases = Object.fromEntries(
  (Object.keys(loopbackHosts) as Loopback[]).flatMap((host) =>
    (Object.keys(atLoopback) as LoopbackQuestion[]).map((question) => [`${host}-${question}`, atLoopback[question](loopbackHosts[host])]),
  ),
) as Readonly<Record<`${Loopback}-${LoopbackQuestion}`, CookieCase>>;

const cases = {
  // Where a Secure cookie goes.
  'sent-over-https': { set: [{ set: ['n=v; Secure'] }] },
  'sent-over-http': overHttp('Secure'),
  'sent-over-wss': { set: [{ set: ['n=v; Secure'] }], ask: { via: 'websocket' } },
  'sent-over-ws': { set: [{ set: ['n=v; Secure'] }], ask: { ...http, via: 'websocket' } },
  'sent-to-a-child-over-https': { set: [{ set: ['n=v; Secure; Domain={host}'] }], ask: { host: 'www' } },
  'sent-to-a-child-over-http': { set: [{ set: ['n=v; Secure; Domain={host}'] }], ask: { ...http, host: 'www' } },
  'sent-to-another-https-port': { set: [{ set: ['n=v; Secure'] }], ask: { otherPort: true } },
  'read-by-script-over-https': { set: [{ set: ['n=v; Secure'] }], ask: { via: 'script' } },
  'read-by-script-over-http': { set: [{ set: ['n=v; Secure'] }], ask: { ...http, via: 'script' } },
  'read-by-cookieStore-over-https': { set: [{ set: ['n=v; Secure'] }], ask: { via: 'cookie-store' } },
  'of-a-script-sent-over-http': { set: [{ via: 'script', set: ['n=v; Secure'] }], ask: http },
  'of-cookieStore-sent-over-https': { set: [{ via: 'cookie-store', set: [JSON.stringify({ name: 'n', value: 'v' })] }] },
  'of-cookieStore-sent-over-http': { set: [{ via: 'cookie-store', set: [JSON.stringify({ name: 'n', value: 'v' })] }], ask: http },

  // Without Secure the scheme does not matter.
  'plain-of-https-over-http': { set: [{ set: ['n=v'] }], ask: http },
  'plain-of-https-over-ws': { set: [{ set: ['n=v'] }], ask: { ...http, via: 'websocket' } },
  'plain-of-http-over-https': { set: [{ ...http, set: ['n=v'] }] },
  'plain-of-http-over-http': { set: [{ ...http, set: ['n=v'] }], ask: http },
  'plain-of-http-over-wss': { set: [{ ...http, set: ['n=v'] }], ask: { via: 'websocket' } },
  'plain-of-a-script-over-http': { set: [{ via: 'script', set: ['n=v'] }], ask: http },

  // Over http nothing Secure can be set.
  'set-over-http-asked-over-http': { set: [{ ...http, set: ['n=v; Secure'] }], ask: http },
  'set-over-http-asked-over-https': { set: [{ ...http, set: ['n=v; Secure'] }] },
  'set-over-http-for-all-sites': { set: [{ ...http, set: ['n=v; Secure; SameSite=None'] }] },
  'set-over-http-for-a-domain': { set: [{ ...http, host: 'www', set: ['n=v; Secure; Domain={host}'] }] },
  'set-over-http-by-script': { set: [{ ...http, via: 'script', set: ['n=v; Secure'] }] },
  'set-over-http-by-script-asked-over-http': { set: [{ ...http, via: 'script', set: ['n=v; Secure'] }], ask: http },
  'set-over-http-after-a-letter-beyond-ascii': { set: [{ ...http, set: [octets('n=ü; Secure')] }] },
  'set-over-http-by-script-after-a-letter-beyond-ascii': { set: [{ ...http, via: 'script', set: [octets('n=ü; Secure')] }] },
  'set-over-http-beside-a-plain-one': { set: [{ ...http, set: ['n=v; Secure', 'm=w'] }] },
  'set-over-http-over-a-plain-one': { set: [{ ...http, set: ['n=old', 'n=new; Secure'] }] },
  'deleted-over-http-as-secure': { set: [{ ...http, set: ['n=old', `n=new; Secure; ${past}`] }] },

  // How the attribute is written.
  'written-in-lower-case': overHttp('secure'),
  'written-in-upper-case': overHttp('SECURE'),
  'written-with-spaces': overHttp('  Secure  '),
  'written-with-tabs': overHttp('\tSecure\t'),
  'written-after-a-tab': { set: [{ set: ['n=v\t; Secure'] }], ask: http },
  'written-after-a-tab-in-the-value': { set: [{ set: ['n=a\tb; Secure'] }], ask: http },
  'written-without-a-space': { set: [{ set: ['n=v;Secure'] }], ask: http },
  'written-with-equals': overHttp('Secure='),
  'written-with-false': overHttp('Secure=false'),
  'written-with-zero': overHttp('Secure=0'),
  'written-with-a-long-value': overHttp(`Secure=${'x'.repeat(1025)}`),
  'written-twice': overHttp('Secure; Secure'),
  'written-last-of-many': overHttp('Path=/; HttpOnly; Foo=bar; SameSite=Lax; Secure'),
  'written-as-secured': overHttp('Secured'),
  'written-as-secur': overHttp('Secur'),
  'written-in-quotes': overHttp('"Secure"'),
  'written-as-a-value': overHttp('Foo=Secure'),
  'written-after-a-comma': overHttp('Foo, Secure'),
  'written-in-the-value': { set: [{ set: ['n=v Secure'] }], ask: http },

  // A plain cookie may not lie over a Secure one: paths.
  'overlaid-at-the-same-path': overlaidPath('/', '/'),
  'overlaid-at-the-same-deep-path': overlaidPath('/login', '/login'),
  'overlaid-at-a-deeper-path': overlaidPath('/login', '/login/en'),
  'overlaid-at-a-deeper-path-than-the-root': overlaidPath('/', '/login'),
  'overlaid-at-a-path-above': overlaidPath('/login', '/'),
  'overlaid-at-a-path-beside': overlaidPath('/login', '/foo', '/foo'),
  'overlaid-at-a-path-that-begins-so': overlaidPath('/login', '/loginx', '/loginx'),
  'overlaid-at-a-path-with-a-slash-more': overlaidPath('/login', '/login/'),
  'overlaid-at-a-path-with-a-slash-less': overlaidPath('/login/', '/login'),
  'overlaid-at-the-default-path': overlaid({ line: 'n=secure; Secure; Path=/login' }, { path: '/login/en/page', line: 'n=plain' }, login),
  'overlaid-at-the-default-path-above': overlaid({ line: 'n=secure; Secure; Path=/login' }, { path: '/page', line: 'n=plain' }, login),

  // Domains.
  'overlaid-by-a-domain-cookie': overlaid({ line: 'n=secure; Secure' }, { line: 'n=plain; Domain={host}' }),
  'overlaid-by-a-domain-cookie-of-a-child': overlaid({ line: 'n=secure; Secure' }, { host: 'www', line: 'n=plain; Domain={host}' }),
  'overlaid-by-a-domain-cookie-of-a-sibling': overlaid(
    { host: 'www', line: 'n=secure; Secure' },
    { host: 'sub', line: 'n=plain; Domain={host}' },
    { host: 'www' },
  ),
  'overlaid-at-a-child-of-a-domain-cookie': overlaid(
    { line: 'n=secure; Secure; Domain={host}' },
    { host: 'www', line: 'n=plain' },
    { host: 'www' },
  ),
  'overlaid-at-a-child-of-a-host-only-cookie': overlaid({ line: 'n=secure; Secure' }, { host: 'www', line: 'n=plain' }, { host: 'www' }),
  'overlaid-at-the-host-of-a-domain-cookie': overlaid({ line: 'n=secure; Secure; Domain={host}' }, { line: 'n=plain' }),
  'overlaid-at-the-parent-of-a-host-only-cookie': overlaid({ host: 'www', line: 'n=secure; Secure' }, { line: 'n=plain' }),
  'overlaid-at-a-sibling-of-a-host-only-cookie': overlaid(
    { host: 'www', line: 'n=secure; Secure' },
    { host: 'sub', line: 'n=plain' },
    { host: 'sub' },
  ),
  'overlaid-by-the-same-domain-cookie': overlaid({ line: 'n=secure; Secure; Domain={host}' }, { line: 'n=plain; Domain={host}' }),

  // Names, and who tries.
  'overlaid-by-another-name': overlaid({ line: 'n=secure; Secure' }, { line: 'm=plain' }),
  'overlaid-by-the-name-in-upper-case': overlaid({ line: 'n=secure; Secure' }, { line: 'N=plain' }),
  'overlaid-without-names': overlaid({ line: 'secure; Secure' }, { line: 'plain' }),
  'overlaid-by-an-empty-value': overlaid({ line: 'n=secure; Secure' }, { line: 'n=' }),
  'overlaid-by-the-same-value': overlaid({ line: 'n=v; Secure' }, { line: 'n=v' }, http),
  'overlaid-by-a-script': overlaid({ line: 'n=secure; Secure' }, { via: 'script', line: 'n=plain' }),
  'overlaid-by-a-script-at-a-deeper-path': overlaid({ line: 'n=secure; Secure' }, { via: 'script', line: 'n=plain; Path=/login' }, login),
  'overlaid-over-a-scripts-cookie': overlaid({ via: 'script', line: 'n=secure; Secure' }, { line: 'n=plain' }),
  'overlaid-by-an-http-only-cookie': overlaid({ line: 'n=secure; Secure' }, { line: 'n=plain; HttpOnly' }),
  'overlaid-by-a-lasting-cookie': overlaid({ line: 'n=secure; Secure' }, { line: 'n=plain; Max-Age=1000' }),
  'overlaid-by-a-secure-cookie-over-http': overlaid({ line: 'n=secure; Secure' }, { line: 'n=plain; Secure' }),
  'overlaid-shows-nothing-over-http': overlaid({ line: 'n=secure; Secure' }, { line: 'n=plain' }, http),
  'deleted-over-http': overlaid({ line: 'n=secure; Secure' }, { line: `n=; ${past}` }),
  'deleted-over-http-by-max-age': overlaid({ line: 'n=secure; Secure' }, { line: 'n=; Max-Age=0' }),
  'deleted-over-http-by-script': overlaid({ line: 'n=secure; Secure' }, { via: 'script', line: `n=; ${past}` }),

  // Nothing Secure is there, or no longer.
  'plain-overwritten-over-http': overlaid({ line: 'n=old' }, { line: 'n=new' }),
  'secure-overwritten-over-https': { set: [{ set: ['n=old; Secure', 'n=new; Secure'] }] },
  'secure-overwritten-over-https-as-plain': { set: [{ set: ['n=old; Secure', 'n=new'] }], ask: http },
  'secure-overwritten-by-script-as-plain': { set: [{ set: ['n=old; Secure'] }, { via: 'script', set: ['n=new'] }], ask: http },
  'secure-overwritten-as-plain-then-over-http': {
    set: [{ set: ['n=1; Secure', 'n=2'] }, { ...http, set: ['n=3'] }],
  },
  'secure-deleted-over-https-then-set-over-http': {
    set: [{ set: ['n=1; Secure', `n=; Secure; ${past}`] }, { ...http, set: ['n=2'] }],
  },
  'plain-first-then-secure-beside': {
    set: [{ ...http, set: ['n=plain; Path=/login'] }, { set: ['n=secure; Secure; Path=/'] }],
    ask: login,
  },
  'plain-first-then-secure-beside-then-plain-again': {
    set: [{ ...http, set: ['n=plain; Path=/login'] }, { set: ['n=secure; Secure; Path=/'] }, { ...http, set: ['n=again; Path=/login'] }],
    ask: login,
  },
  'plain-first-then-secure-over-it': { set: [{ ...http, set: ['n=plain'] }, { set: ['n=secure; Secure'] }], ask: http },

  // What the documents leave to the browser: a connection to itself may be secure enough without TLS.
  ...loopbackCases,
} as const satisfies Readonly<Record<string, CookieCase>>;
type Case = keyof typeof cases;

const attribute = rfc10025('5.6.5', 'The Secure Attribute');
const storage = rfc10025('5.7', 'Storage Model');
const retrieval = rfc10025('5.8.3', 'Retrieval Algorithm');

export default check(
  cookieCases({
    id: 'cookies/secure',
    title: 'A Secure cookie is set and sent over https only, and nothing that comes over http lies over it',
    clauses: [attribute, storage, retrieval],
    claims: ['CK-3', 'CK-10'],
    axes: { case: sideBySide(Object.keys(cases) as Case[]) },
    caseOf: ({ case: name }) => cases[name],
    clause: ({ case: name }) => {
      if (name.startsWith('written')) return attribute;
      return name.startsWith('sent') || name.startsWith('read') ? retrieval : storage;
    },
  }),
);
