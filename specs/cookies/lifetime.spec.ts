import { cookieCases } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';

interface Lifetime {
  /** Set by header before. */
  readonly before?: readonly string[];
  /** The strings in question: set by header or by script. */
  readonly set: readonly string[];
  /** The answer with these strings says that it is this late. */
  readonly serverClock?: string;
}

const past = 'Expires=Sun, 06 Nov 1994 08:49:37 GMT';
const future = 'Expires=Sun, 06 Nov 2033 08:49:37 GMT';
const noDate = 'Expires=whenever';

const cases = {
  // Each of the two alone.
  session: { set: ['n=old', 'n=new'] },
  'max-age': { set: ['n=old', 'n=new; Max-Age=1000'] },
  expires: { set: ['n=old', `n=new; ${future}`] },
  'max-age-zero': { set: ['n=old', 'n=new; Max-Age=0'] },
  'expires-past': { set: ['n=old', `n=new; ${past}`] },
  'max-age-zero-at-first-sight': { set: ['k=1', 'n=new; Max-Age=0'] },
  'expires-past-at-first-sight': { set: ['k=1', `n=new; ${past}`] },

  // Max-Age goes before Expires, in either order.
  'max-age-then-past-expires': { set: ['n=old', `n=new; Max-Age=1000; ${past}`] },
  'past-expires-then-max-age': { set: ['n=old', `n=new; ${past}; Max-Age=1000`] },
  'max-age-zero-then-future-expires': { set: ['n=old', `n=new; Max-Age=0; ${future}`] },
  'future-expires-then-max-age-zero': { set: ['n=old', `n=new; ${future}; Max-Age=0`] },
  'max-age-negative-then-future-expires': { set: ['n=old', `n=new; Max-Age=-1; ${future}`] },
  'future-expires-then-max-age-negative': { set: ['n=old', `n=new; ${future}; Max-Age=-1`] },
  'max-age-between-two-expires': { set: ['n=old', `n=new; ${past}; Max-Age=1000; ${past}`] },

  // One of them that is not read leaves the other.
  'max-age-not-read-then-past-expires': { set: ['n=old', `n=new; Max-Age=soon; ${past}`] },
  'past-expires-then-max-age-not-read': { set: ['n=old', `n=new; ${past}; Max-Age=soon`] },
  'past-expires-then-max-age-empty': { set: ['n=old', `n=new; ${past}; Max-Age=`] },
  'past-expires-then-max-age-alone': { set: ['n=old', `n=new; ${past}; Max-Age`] },
  'max-age-zero-then-expires-not-read': { set: ['n=old', `n=new; Max-Age=0; ${noDate}`] },
  'expires-not-read-then-max-age-zero': { set: ['n=old', `n=new; ${noDate}; Max-Age=0`] },
  'expires-not-read': { set: ['n=old', `n=new; ${noDate}`] },
  'expires-alone': { set: ['n=old', 'n=new; Expires'] },

  // Twice the same attribute: the last one that is read counts.
  'max-age-then-zero': { set: ['n=old', 'n=new; Max-Age=1000; Max-Age=0'] },
  'max-age-zero-then-more': { set: ['n=old', 'n=new; Max-Age=0; Max-Age=1000'] },
  'max-age-zero-then-not-read': { set: ['n=old', 'n=new; Max-Age=0; Max-Age=soon'] },
  'max-age-not-read-then-zero': { set: ['n=old', 'n=new; Max-Age=soon; Max-Age=0'] },
  'expires-future-then-past': { set: ['n=old', `n=new; ${future}; ${past}`] },
  'expires-past-then-future': { set: ['n=old', `n=new; ${past}; ${future}`] },
  'expires-past-then-not-read': { set: ['n=old', `n=new; ${past}; ${noDate}`] },
  'expires-not-read-then-past': { set: ['n=old', `n=new; ${noDate}; ${past}`] },

  // What is deleted is the cookie of the same name, domain, path and host-only flag, whatever else it has.
  'delete-without-value': { before: ['n=old'], set: ['n=; Max-Age=0'] },
  'delete-without-equals-sign': { before: ['n=old'], set: ['n; Max-Age=0'] },
  'delete-persistent': { before: ['n=old; Max-Age=1000'], set: ['n=new; Max-Age=0'] },
  'delete-secure': { before: ['n=old; Secure'], set: ['n=new; Max-Age=0'] },
  'delete-by-secure': { before: ['n=old'], set: ['n=new; Max-Age=0; Secure'] },
  'delete-http-only': { before: ['n=old; HttpOnly'], set: ['n=new; Max-Age=0'] },
  'delete-by-http-only': { before: ['n=old'], set: ['n=new; Max-Age=0; HttpOnly'] },
  'delete-strict-by-none': { before: ['n=old; SameSite=Strict'], set: ['n=new; Max-Age=0; SameSite=None; Secure'] },
  'delete-by-refused': { before: ['n=old'], set: ['n=new; Max-Age=0; SameSite=None'] },
  'delete-with-other-path': { before: ['n=old; Path=/'], set: ['n=new; Max-Age=0; Path=/other'] },
  'delete-with-same-path': { before: ['n=old; Path=/'], set: ['n=new; Max-Age=0; Path=/'] },
  'delete-with-domain': { before: ['n=old'], set: ['n=new; Max-Age=0; Domain={host}'] },
  'delete-without-domain': { before: ['n=old; Domain={host}'], set: ['n=new; Max-Age=0'] },
  'delete-with-same-domain': { before: ['n=old; Domain={host}'], set: ['n=new; Max-Age=0; Domain={host}'] },
  'delete-name-in-other-case': { before: ['n=old'], set: ['N=new; Max-Age=0'] },
  'delete-one-of-two': { before: ['n=old', 'm=there'], set: ['n=new; Max-Age=0'] },
  'delete-twice': { before: ['n=old', 'm=there'], set: ['n=; Max-Age=0', 'n=; Max-Age=0'] },

  // No document reads the answer's Date; some browsers do.
  'clock-of-1990-expires-1994': { set: ['n=old', `n=new; ${past}`], serverClock: 'Mon, 01 Jan 1990 00:00:00 GMT' },
  'clock-of-1990-max-age': { set: ['n=old', 'n=new; Max-Age=1000'], serverClock: 'Mon, 01 Jan 1990 00:00:00 GMT' },
  'clock-of-1990-max-age-zero': { set: ['n=old', 'n=new; Max-Age=0'], serverClock: 'Mon, 01 Jan 1990 00:00:00 GMT' },
  'clock-of-2040-expires-2033': { set: ['n=old', `n=new; ${future}`], serverClock: 'Sun, 01 Jan 2040 00:00:00 GMT' },
  'clock-of-2040-max-age': { set: ['n=old', 'n=new; Max-Age=1000'], serverClock: 'Sun, 01 Jan 2040 00:00:00 GMT' },
  'clock-not-read-expires-1994': { set: ['n=old', `n=new; ${past}`], serverClock: 'whenever' },
} as const satisfies Readonly<Record<string, Lifetime>>;
type Case = keyof typeof cases;

const storage = rfc10025('5.7', 'Storage Model');

export default check(
  cookieCases({
    id: 'cookies/lifetime',
    title: 'Max-Age goes before Expires, and a lifetime in the past deletes the cookie of the same identity',
    clauses: [storage, rfc10025('5.6.1', 'The Expires Attribute'), rfc10025('5.6.2', 'The Max-Age Attribute')],
    claims: ['CK-7'],
    axes: { by: sideBySide(['http', 'script']), case: sideBySide(Object.keys(cases) as Case[]) },
    omit: ({ by, case: name }) =>
      by === 'script' && 'serverClock' in cases[name] ? 'what a script sets comes without an answer’s Date' : undefined,
    caseOf: ({ by, case: name }) => {
      const { before, set, serverClock }: Lifetime = cases[name];
      const headers = serverClock === undefined ? [] : [['date', serverClock] as const];
      return { set: [...(before === undefined ? [] : [{ set: before }]), { via: by, set, headers }] };
    },
    clause: storage,
  }),
);
