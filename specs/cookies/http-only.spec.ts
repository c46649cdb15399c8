import { cookieCases, type CookieCase } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { octets } from '../../harness/oracles/cookie-jar/index.ts';

const past = 'Expires=Sun, 06 Nov 1994 08:49:37 GMT';
const script = { via: 'script' } as const;
const cookieStore = { via: 'cookie-store' } as const;
const http = { scheme: 'http' } as const;

/** Cookies of a response; a script reads what it may. */
const readByScript = (...set: readonly string[]): CookieCase => ({ set: [{ set }], ask: script });
/** A script's strings come after a hidden cookie. */
const thenByScript = (...set: readonly string[]): CookieCase => ({ set: [{ set: ['n=hidden; HttpOnly'] }, { ...script, set }] });
/** Calls of `cookieStore` come after a hidden cookie. */
const thenByCookieStore = (...inits: readonly object[]): CookieCase => ({
  set: [{ set: ['n=hidden; HttpOnly'] }, { ...cookieStore, set: inits.map((init) => JSON.stringify(init)) }],
});

const cases = {
  // Who gets to see it.
  'sent-over-the-wire': { set: [{ set: ['n=v; HttpOnly'] }] },
  'sent-with-a-socket': { set: [{ set: ['n=v; HttpOnly'] }], ask: { via: 'websocket' } },
  'sent-over-http': { set: [{ ...http, set: ['n=v; HttpOnly'] }], ask: http },
  'read-by-script': readByScript('n=v; HttpOnly'),
  'read-by-script-beside-a-visible-one': readByScript('n=v; HttpOnly', 'm=w'),
  'read-by-script-without-the-attribute': readByScript('n=v'),
  'read-by-script-over-http': { set: [{ ...http, set: ['n=v; HttpOnly', 'm=w'] }], ask: { ...http, ...script } },
  'read-by-script-of-a-child': { set: [{ set: ['n=v; HttpOnly; Domain={host}', 'm=w; Domain={host}'] }], ask: { ...script, host: 'www' } },
  'read-by-script-of-a-lasting-one': readByScript('n=v; HttpOnly; Max-Age=1000', 'm=w'),
  'read-by-cookieStore': { set: [{ set: ['n=v; HttpOnly'] }], ask: cookieStore },
  'read-by-cookieStore-beside-a-visible-one': { set: [{ set: ['n=v; HttpOnly', 'm=w'] }], ask: cookieStore },

  // A script cannot overwrite or delete it.
  'overwritten-by-script': thenByScript('n=script'),
  'overwritten-by-script-over-http': {
    set: [
      { ...http, set: ['n=hidden; HttpOnly'] },
      { ...http, ...script, set: ['n=script'] },
    ],
    ask: http,
  },
  'overwritten-by-script-with-lifetime': thenByScript('n=script; Max-Age=1000'),
  'overwritten-by-script-as-secure': thenByScript('n=script; Secure'),
  'overwritten-by-script-as-hidden': thenByScript('n=script; HttpOnly'),
  'overwritten-by-script-with-the-same-value': {
    set: [{ set: ['n=v; HttpOnly'] }, { ...script, set: ['n=v'] }],
    ask: script,
  },
  'overwritten-by-script-without-names': { set: [{ set: ['hidden; HttpOnly'] }, { ...script, set: ['script'] }] },
  'overwritten-by-script-of-a-child': {
    set: [{ set: ['n=hidden; HttpOnly; Domain={host}'] }, { ...script, host: 'www', set: ['n=script; Domain={host}'] }],
  },
  'overwritten-by-cookieStore': thenByCookieStore({ name: 'n', value: 'script' }),
  'deleted-by-script': thenByScript(`n=; ${past}`),
  'deleted-by-script-by-max-age': thenByScript('n=; Max-Age=0'),
  'deleted-by-script-as-hidden': thenByScript(`n=; HttpOnly; ${past}`),
  'deleted-by-cookieStore': thenByCookieStore({ name: 'n' }),

  // Another path or domain makes another cookie, which a script may set.
  'other-path-by-script': { ...thenByScript('n=script; Path=/dir'), ask: { path: '/dir' } },
  'other-domain-by-script': thenByScript('n=script; Domain={host}'),
  'other-path-by-cookieStore': { ...thenByCookieStore({ name: 'n', value: 'script', path: '/dir/' }), ask: { path: '/dir/' } },
  'other-name-in-upper-case-by-script': thenByScript('N=script'),

  // A script cannot set one.
  'set-by-script': { set: [{ ...script, set: ['n=v; HttpOnly'] }] },
  'set-by-script-over-http': { set: [{ ...http, ...script, set: ['n=v; HttpOnly'] }], ask: http },
  'set-by-script-in-lower-case': { set: [{ ...script, set: ['n=v; httponly'] }] },
  'set-by-script-with-a-value': { set: [{ ...script, set: ['n=v; HttpOnly=false'] }] },
  'set-by-script-after-a-letter-beyond-ascii': { set: [{ ...script, set: [octets('n=ü; HttpOnly')] }] },
  'set-by-script-over-a-visible-one': { set: [{ ...script, set: ['n=old', 'n=new; HttpOnly'] }] },
  'set-by-script-over-a-response': { set: [{ set: ['n=old'] }, { ...script, set: ['n=new; HttpOnly'] }] },
  'set-by-script-to-delete-a-visible-one': { set: [{ set: ['n=old'] }, { ...script, set: [`n=; HttpOnly; ${past}`] }] },

  // A response may do all this.
  'overwritten-by-a-response-as-visible': readByScript('n=hidden; HttpOnly', 'n=visible'),
  'overwritten-by-a-response-as-hidden': readByScript('n=visible', 'n=hidden; HttpOnly'),
  'deleted-by-a-response-then-set-by-script': {
    set: [{ set: ['n=hidden; HttpOnly', `n=; ${past}`] }, { ...script, set: ['n=script'] }],
  },

  // How the attribute is written.
  'written-in-lower-case': readByScript('n=v; httponly'),
  'written-in-upper-case': readByScript('n=v; HTTPONLY'),
  'written-with-spaces': readByScript('n=v;   HttpOnly  '),
  'written-with-tabs': readByScript('n=v;\tHttpOnly\t'),
  'written-after-a-tab': readByScript('n=v\t; HttpOnly'),
  'written-after-a-tab-in-the-value': readByScript('n=a\tb; HttpOnly'),
  'written-after-an-attribute-with-a-tab': readByScript('n=v; Path=/\t; HttpOnly'),
  'written-after-a-letter-beyond-ascii': readByScript(octets('n=ü; HttpOnly')),
  'written-with-equals': readByScript('n=v; HttpOnly='),
  'written-with-false': readByScript('n=v; HttpOnly=false'),
  'written-with-a-long-value': readByScript(`n=v; HttpOnly=${'x'.repeat(1025)}`),
  'written-twice': readByScript('n=v; HttpOnly; HttpOnly'),
  'written-with-a-hyphen': readByScript('n=v; Http-Only'),
  'written-with-a-letter-more': readByScript('n=v; HttpOnlyx'),
  'written-in-quotes': readByScript('n=v; "HttpOnly"'),
  'written-as-a-value': readByScript('n=v; Foo=HttpOnly'),
  'written-in-the-value': readByScript('n=v HttpOnly'),
} as const satisfies Readonly<Record<string, CookieCase>>;
type Case = keyof typeof cases;

const attribute = rfc10025('5.6.6', 'The HttpOnly Attribute');
const storage = rfc10025('5.7', 'Storage Model');
const nonHttp = rfc10025('5.8.2', 'Non-HTTP APIs');

export default check(
  cookieCases({
    id: 'cookies/http-only',
    title: 'HttpOnly hides a cookie from scripts, which can neither read nor change it',
    clauses: [attribute, storage, nonHttp],
    claims: ['CK-2', 'CK-10'],
    axes: { case: sideBySide(Object.keys(cases) as Case[]) },
    caseOf: ({ case: name }) => cases[name],
    clause: ({ case: name }) => {
      if (name.startsWith('written')) return attribute;
      return name.startsWith('read') ? nonHttp : storage;
    },
  }),
);
