import { cookieCases, type CookieCase } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { perVisit } from '../../harness/model/axes.ts';

const script = { via: 'script' } as const;
const setsIt = { ...script, set: ['n=v'] } as const;
/** A script reads all cookies after it has set its own. */
const looks = { ...script, set: ['m=w'] } as const;
const http = { scheme: 'http' } as const;
const hidden = { set: ['n=hidden; HttpOnly'] } as const;

const nonHttp = rfc10025('5.8.2', 'Non-HTTP APIs');

/** Up to the answer that makes the cookie HttpOnly, and then asked for. */
const cases = {
  'set-by-script': { set: [setsIt, hidden], ask: script },
  'set-by-script-over-http': {
    set: [
      { ...http, ...setsIt },
      { ...http, ...hidden },
    ],
    ask: { ...http, ...script },
  },
  'set-by-script-to-last': { set: [{ ...script, set: ['n=v; Max-Age=1000'] }, hidden], ask: script },
  'set-by-a-response-then-seen': { set: [{ set: ['n=v'] }, looks, hidden], ask: script },
  'set-by-a-response-and-not-seen': { set: [{ set: ['n=v'] }, hidden], ask: script },
  'set-by-script-asked-by-cookieStore': { set: [setsIt, hidden], ask: { via: 'cookie-store' } },
  'set-by-script-asked-over-the-wire': { set: [setsIt, hidden] },
  'set-by-script-then-visible-again': { set: [setsIt, hidden, { set: ['n=visible'] }], ask: script },
  'set-by-script-then-deleted-while-hidden': { set: [setsIt, hidden, { set: ['n=; Max-Age=0'] }], ask: script },
  // A script may not write over it, and so must not come to see what it wrote.
  'set-by-script-over-a-hidden-one': { set: [hidden, looks, { ...script, set: ['n=script'] }], ask: script },
  'set-by-script-over-a-hidden-one-asked-over-the-wire': { set: [hidden, looks, { ...script, set: ['n=script'] }] },
  // What else an answer may do to such a cookie, which a script does get to know.
  'set-by-script-then-given-another-value': { set: [setsIt, { set: ['n=w'] }], ask: script },
  'set-by-script-then-deleted': { set: [setsIt, { set: ['n=; Max-Age=0'] }], ask: script },
  'set-by-script-then-deleted-as-hidden': { set: [setsIt, { set: ['n=; Max-Age=0; HttpOnly'] }], ask: script },
} as const satisfies Readonly<Record<string, CookieCase>>;

/**
 * A visit for each case: WebKitGTK remembers what scripts saw at the last five hosts only, so beside many others a case would
 * be asked of the network process, where nothing is out of date.
 */
export default check(
  cookieCases({
    id: 'cookies/http-only-later',
    title: 'A cookie that becomes HttpOnly is gone from the scripts that saw it, and what they write over it comes to nothing',
    clauses: [rfc10025('5.6.6', 'The HttpOnly Attribute'), rfc10025('5.7', 'Storage Model'), nonHttp],
    claims: ['CK-2'],
    axes: { cookie: perVisit(Object.keys(cases) as (keyof typeof cases)[]) },
    caseOf: ({ cookie }) => cases[cookie],
    clause: nonHttp,
  }),
);
