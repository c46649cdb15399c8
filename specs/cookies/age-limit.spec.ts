import { check } from '../../harness/fixtures.ts';
import { clause, expectation, rfc10025 } from '../../harness/model/authority.ts';
import { carried, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { CookieJarModel } from '../../harness/oracles/cookie-jar/index.ts';
import { setByCookieStore } from '../../harness/oracles/cookie-store-call.ts';
import { noCookieStore, type ActOutcome, type CookieStoreInit, type DocumentAct } from '../../servers/document-acts.ts';
import { page } from '../../servers/recipe.ts';

const ways = ['header-Expires', 'header-Max-Age', 'script-Expires', 'script-Max-Age', 'cookie-store'] as const;
type Way = (typeof ways)[number];

/** Lifetimes that are asked for, in days. */
const lifetimes = { '1-day': 1, '399-days': 399, '400-days': 400, '401-days': 401, '10-years': 3653, 'till-9999': undefined } as const;
type Lifetime = keyof typeof lifetimes;
const names = Object.keys(lifetimes) as Lifetime[];

const dayMs = 86_400_000;
const lastDate = Date.UTC(9999, 11, 31, 23, 59, 59);

function endOf(lifetime: Lifetime, now: Date): number {
  const days = lifetimes[lifetime];
  return days === undefined ? lastDate : now.getTime() + days * dayMs;
}

const cookieName = (way: Way, lifetime: Lifetime): string => `${way}-${lifetime}`;

function stringOf(way: Exclude<Way, 'cookie-store'>, lifetime: Lifetime, now: Date): string {
  const end = endOf(lifetime, now);
  const attribute = way.endsWith('Expires')
    ? `Expires=${new Date(end).toUTCString()}`
    : `Max-Age=${String(Math.round((end - now.getTime()) / 1000))}`;
  return `${cookieName(way, lifetime)}=1; ${attribute}`;
}

const storeInitOf = (lifetime: Lifetime, now: Date): CookieStoreInit => ({
  name: cookieName('cookie-store', lifetime),
  value: '1',
  expires: endOf(lifetime, now),
});

/** A lower limit is any user agent's choice, so how much lower is not told apart. */
const shorter = 'cut shorter';

function inDays(ms: number): string {
  const days = Math.round(ms / dayMs);
  return days === 1 ? '1 day' : `${String(days)} days`;
}

/** What the model of a jar makes of the lifetime. */
function limited(way: Way, lifetime: Lifetime): string {
  const now = new Date();
  const url = new URL('https://www.example.com/');
  const header = way === 'cookie-store' ? setByCookieStore(storeInitOf(lifetime, now), url) : stringOf(way, lifetime, now);
  const api = way === 'cookie-store' ? way : way.startsWith('header') ? 'http' : 'script';
  const storage = new CookieJarModel().set(header ?? '', { url, api, now });
  if (storage.outcome !== 'stored' || storage.cookie.expiry === undefined) throw new Error(`the model does not keep ${way} ${lifetime}`);
  return inDays(storage.cookie.expiry.getTime() - now.getTime());
}

function read({ way, lifetime }: { way: Way; lifetime: Lifetime }, log: VisitLog): Reading {
  const [listed, told] = ((log.reported('lifetimes') ?? []) as readonly ActOutcome[]).slice(-2);
  if (told?.failure === noCookieStore) return { unsupported: 'this browser has no cookieStore' };
  const pairs = listed?.read?.split('; ') ?? [];
  const isListed = (of: Lifetime): boolean => pairs.includes(`${cookieName(way, of)}=1`);
  if (!isListed('1-day')) return { seen: 'not stored', masked: 'a cookie for one day, set in the same way, was not stored either' };
  if (!isListed(lifetime)) return { seen: 'not stored' };
  const seconds = (JSON.parse(told?.read ?? '{}') as Readonly<Record<string, number>>)[cookieName(way, lifetime)];
  if (seconds === undefined) return { unsupported: 'this browser’s cookieStore does not tell when a cookie ends' };
  const days = inDays(seconds * 1000);
  return { seen: parseInt(days, 10) < parseInt(limited(way, lifetime), 10) ? shorter : days };
}

const limits = rfc10025('5.5', 'Cookie Lifetime Limits');
const layered = clause(
  'Layered cookies draft',
  'Cookie Store And Limits',
  'https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-cookie-store-and-limits',
);

export default check({
  id: 'cookies/age-limit',
  title: 'No cookie lives longer than 400 days, however it was set',
  clauses: [limits, layered],
  axes: { way: sideBySide(ways), lifetime: carried(names) },
  visit: (_, stage) => {
    const now = new Date();
    const stringsOf = (...of: readonly Exclude<Way, 'cookie-store'>[]): readonly string[] =>
      of.flatMap((way) => names.map((lifetime) => stringOf(way, lifetime, now)));
    const acts: readonly DocumentAct[] = [
      ...stringsOf('script-Expires', 'script-Max-Age').map((cookie) => ({ do: 'assign', cookie }) as const),
      ...names.map((lifetime) => ({ do: 'store', init: storeInitOf(lifetime, now) }) as const),
      { do: 'list' },
      { do: 'list-lifetimes' },
    ];
    const headers = stringsOf('header-Expires', 'header-Max-Age').map((line) => ['set-cookie', line] as const);
    return {
      recipes: { '/lifetimes': page('takeActs', { acts, reportAs: 'lifetimes' }, { headers }) },
      steps: [type(stage.at('same-origin', '/lifetimes')), awaitReport('lifetimes')],
    };
  },
  read,
  expect: ({ way, lifetime }) => [limits, layered].map((cited) => expectation(cited, limited(way, lifetime), shorter)),
  evidence: (_values, log) => ({ arrivals: log.arrivals.filter(({ target }) => target === '/lifetimes'), page: log.reported('lifetimes') }),
});
