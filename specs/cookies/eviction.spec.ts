import type { CookieCase, SetStep } from '../../harness/catalogue/cookie-case.ts';
import { cookieCases } from '../../harness/catalogue/cookie-cases.ts';
import { leftText, numberedCookies, numbersIn } from '../../harness/catalogue/numbered-cookies.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { observationText } from '../../harness/model/observation.ts';
import { isEvictedInOrder, type Evictable } from '../../harness/oracles/cookie-eviction.ts';

/** What happens to the cookies of a host, in order. */
type Event =
  /** So many more are set. */
  | { readonly more: number; readonly attributes?: string; readonly host?: string }
  /** The first so many are set again. */
  | { readonly again: number }
  /** The cookies of the whole host are sent; the others are for `/late` only. */
  | { readonly sent: true };

const wholeHost = '; Path=/';
const late = '; Path=/late';

/** Always a few more than 180, which is where browsers that have a limit begin to evict. */
const histories = {
  'oldest-goes': [{ more: 185 }],
  'sent-stays': [{ more: 10, attributes: wholeHost }, { more: 160 }, { sent: true }, { more: 15 }],
  'sent-long-ago-goes': [{ more: 10, attributes: wholeHost }, { more: 175 }],
  'set-again-stays': [{ more: 170 }, { again: 10 }, { more: 15 }],
  'Secure-stays': [{ more: 40, attributes: `${late}; Secure` }, { more: 145 }],
  'Secure-stays-though-newer': [{ more: 145 }, { more: 40, attributes: `${late}; Secure` }],
  'not-Secure-goes-though-new': [{ more: 150, attributes: `${late}; Secure` }, { more: 35 }],
  'oldest-Secure-goes-among-Secure': [{ more: 185, attributes: `${late}; Secure` }],
  'persistent-goes-like-others': [{ more: 40, attributes: `${late}; Max-Age=100000` }, { more: 145 }],
  'HttpOnly-goes-like-others': [{ more: 40, attributes: `${late}; HttpOnly` }, { more: 145 }],
  'Strict-goes-like-others': [{ more: 40, attributes: `${late}; SameSite=Strict` }, { more: 145 }],
  'longer-path-goes-like-others': [{ more: 40, attributes: `${late}/longer` }, { more: 145 }],
  'sub-domain-evicts-for-its-parent': [{ more: 10 }, { more: 175, host: 'sub', attributes: `${late}; Domain={host}` }],
} as const satisfies Readonly<Record<string, readonly Event[]>>;
type History = keyof typeof histories;

function caseOf(events: readonly Event[]): CookieCase {
  let next = 1;
  const set = events.map((event): SetStep => {
    // Where no cookie for `/late` goes along: a request counts as an access.
    if ('sent' in event) return { path: '/set', set: [] };
    if ('again' in event) return { path: '/set', set: numberedCookies(1, event.again, late) };
    const { more, attributes = late, host } = event;
    next += more;
    return { path: '/set', set: numberedCookies(next - more, more, attributes), ...(host === undefined ? {} : { host }) };
  });
  return { ownDomain: true, set, ask: { path: '/late/longer' } };
}

/** The cookies as the last event leaves them, none evicted yet. */
function cookiesAfter(events: readonly Event[]): readonly Evictable[] {
  let clock = 0;
  let cookies: readonly (Evictable & { readonly goesAnywhere: boolean })[] = [];
  const touch = (touched: (cookie: (typeof cookies)[number], index: number) => boolean): void => {
    cookies = cookies.map((cookie, index) => (touched(cookie, index) ? { ...cookie, lastAccess: clock++ } : cookie));
  };
  for (const event of events) {
    // Every request sends the cookies of the whole host along.
    touch(({ goesAnywhere }) => goesAnywhere);
    if ('again' in event) touch((_, index) => index < event.again);
    if (!('more' in event)) continue;
    const { more, attributes = late } = event;
    cookies = [
      ...cookies,
      ...Array.from({ length: more }, (_, index) => ({
        name: String(cookies.length + index + 1),
        secure: attributes.includes('Secure'),
        goesAnywhere: attributes === wholeHost,
        lastAccess: clock++,
      })),
    ];
  }
  return cookies;
}

const storage = rfc10025('5.7', 'Storage Model');
const layered = clause(
  'Layered cookies draft',
  'Remove Excess Cookies for a Host',
  'https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#cookie-store-eviction',
);
const inOrder = 'in order';

const cases = cookieCases({
  id: 'cookies/eviction',
  title: 'Which cookies go first when a host has too many: those without Secure, and of these the longest unused',
  clauses: [storage, layered],
  axes: { history: sideBySide(Object.keys(histories) as History[]) },
  caseOf: ({ history }) => caseOf(histories[history]),
  clause: storage,
  observe: (cookies) => numbersIn(cookies).join(),
});

export default check({
  ...cases,
  expect: () => [expectation(storage, inOrder), expectation(layered, inOrder)],
  read: (values, log) => {
    const reading = cases.read(values, log);
    if (!('seen' in reading) || 'masked' in reading || 'inconclusive' in reading) return reading;
    const cookies = cookiesAfter(histories[values.history]);
    const left = observationText(reading.seen).split(',');
    const seen = leftText(left.map(Number));
    if (left.length === cookies.length) return { seen, inconclusive: 'nothing was evicted, so there is no order to see' };
    return { seen: isEvictedInOrder(cookies, left) ? inOrder : `out of order: ${seen}` };
  },
});
