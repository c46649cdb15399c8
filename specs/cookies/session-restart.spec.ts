import { check } from '../../harness/fixtures.ts';
import { expectation, rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { permittedAnswers, type SettingContext } from '../../harness/oracles/cookie-jar/index.ts';
import { cookieStoreHeader } from '../../harness/oracles/cookie-store-header.ts';
import { noCookieStore, type ActOutcome, type CookieStoreInit, type DocumentAct } from '../../servers/document-acts.ts';
import { extraHost, extraUrl, type Scheme } from '../../servers/names.ts';
import { page, type Recipe } from '../../servers/recipe.ts';
import { headerValues } from '../../servers/wire-log.ts';

type Means = SettingContext['api'];
const means = ['http', 'script', 'cookie-store'] as const satisfies readonly Means[];
const schemes = ['https', 'http'] as const satisfies readonly Scheme[];

const hour = 3_600_000;
const soon = Math.ceil(Date.now() / 1000) * 1000 + hour;
const date = (time: number): string => new Date(time).toUTCString();

/** What is said about a cookie's lifetime, in one header or, where the cookie is set twice, in two. */
const lifetimes = {
  none: [''],
  'max-age': ['Max-Age=3600'],
  expires: [`Expires=${date(soon)}`],
  'max-age-unreadable': ['Max-Age=soon'],
  'expires-unreadable': ['Expires=soon'],
  'taken-away': ['Max-Age=3600', ''],
  'given-later': ['', 'Max-Age=3600'],
} as const;
type Lifetime = keyof typeof lifetimes;
const lifetimeNames = Object.keys(lifetimes) as Lifetime[];

/** What `cookieStore.set()` can say of these. */
const storeLifetimes: Readonly<Partial<Record<Lifetime, readonly Partial<CookieStoreInit>[]>>> = {
  none: [{}],
  expires: [{ expires: soon }],
  'taken-away': [{ expires: soon }, {}],
  'given-later': [{}, { expires: soon }],
};

interface Cookie {
  readonly scheme: Scheme;
  readonly set: Means;
  readonly lifetime: Lifetime;
}
const nameOf = ({ set, lifetime }: Omit<Cookie, 'scheme'>): string => `${set}.${lifetime}`;

function inits({ set, lifetime }: Omit<Cookie, 'scheme'>): readonly CookieStoreInit[] {
  return (storeLifetimes[lifetime] ?? []).map((one) => ({ name: nameOf({ set, lifetime }), value: '1', ...one }));
}

/** The headers that set a cookie, or what stands for them. */
function headers(cookie: Omit<Cookie, 'scheme'>): readonly string[] {
  if (cookie.set === 'cookie-store') return inits(cookie).map(cookieStoreHeader);
  return lifetimes[cookie.lifetime].map((said) => [`${nameOf(cookie)}=1`, 'Path=/', said].filter((part) => part !== '').join('; '));
}

const acts: readonly DocumentAct[] = lifetimeNames.flatMap((lifetime): DocumentAct[] => [
  ...headers({ set: 'script', lifetime }).map((cookie): DocumentAct => ({ do: 'assign', cookie })),
  ...inits({ set: 'cookie-store', lifetime }).map((init): DocumentAct => ({ do: 'store', init })),
]);
const httpHeaders: NonNullable<Recipe['headers']> = lifetimeNames.flatMap((lifetime) =>
  headers({ set: 'http', lifetime }).map((line) => ['set-cookie', line] as const),
);

type Moment = 'before' | 'after';
const askedAs = (moment: Moment, scheme: Scheme): string => `${moment}-${scheme}`;

function isThere(log: VisitLog, moment: Moment, { scheme, ...cookie }: Cookie): boolean {
  const asked = log.arrivalAt(`/${askedAs(moment, scheme)}`);
  return asked !== undefined && headerValues(asked, 'cookie').some((line) => line.split('; ').includes(`${nameOf(cookie)}=1`));
}

function read(cookie: Cookie, log: VisitLog): Reading {
  const outcomes = log.reported(`set-${cookie.scheme}`) as readonly ActOutcome[] | undefined;
  if (cookie.set === 'cookie-store' && outcomes?.some(({ failure }) => failure === noCookieStore) === true) {
    return { unsupported: 'this browser has no cookieStore' };
  }
  if (!isThere(log, 'before', cookie)) return { seen: 'never-there', inconclusive: 'the cookie was not even returned before the restart' };
  if (isThere(log, 'after', cookie)) return { seen: 'kept' };
  const outlives = isThere(log, 'after', { scheme: cookie.scheme, set: 'http', lifetime: 'max-age' });
  return outlives ? { seen: 'gone' } : { seen: 'gone', masked: 'not even a cookie with a lifetime of an hour outlived the restart' };
}

const storage = rfc10025('5.7', 'Storage Model');
const sample = (scheme: Scheme): URL => new URL(`${scheme}://sample.test/`);

export default check({
  id: 'cookies/session-restart',
  title: 'A cookie without a lifetime ends with the browser, which restores no session as it is shipped',
  clauses: [rfc10025('4.1.2.2', 'The Max-Age Attribute'), storage],
  claims: ['CK-12'],
  axes: { scheme: sideBySide(schemes), set: sideBySide(means), lifetime: sideBySide(lifetimeNames) },
  omit: ({ scheme, set, lifetime }) => {
    if (set !== 'cookie-store') return undefined;
    if (scheme === 'http') return 'cookieStore is there in secure contexts only';
    return storeLifetimes[lifetime] === undefined ? 'cookieStore takes a moment or none' : undefined;
  },
  visit: (_, stage) => {
    const url = (scheme: Scheme, path: string): string => extraUrl(scheme, extraHost(stage.id, scheme), path);
    const visit = (scheme: Scheme, path: string): Step[] => [type(url(scheme, `/${path}`)), awaitReport(path)];
    const ask = (moment: Moment): Step[] => schemes.flatMap((scheme) => visit(scheme, askedAs(moment, scheme)));
    return {
      ownBrowser: {},
      recipes: {
        '/set-https': page('takeActs', { acts, reportAs: 'set-https' }, { headers: httpHeaders }),
        '/set-http': page('takeActs', { acts: acts.filter((act) => act.do === 'assign'), reportAs: 'set-http' }, { headers: httpHeaders }),
        ...Object.fromEntries(
          (['before', 'after'] as const).flatMap((moment) =>
            schemes.map((scheme) => [`/${askedAs(moment, scheme)}`, page('announce', { name: askedAs(moment, scheme) })]),
          ),
        ),
      },
      steps: [...schemes.flatMap((scheme) => visit(scheme, `set-${scheme}`)), ...ask('before'), { do: 'restart' }, ...ask('after')],
    };
  },
  read,
  expect: ({ scheme, ...cookie }) => [
    expectation(
      storage,
      ...permittedAnswers('rfc10025', (jar) => {
        const now = new Date();
        for (const header of headers(cookie)) jar.set(header, { url: sample(scheme), api: cookie.set, now });
        jar.endSession();
        return jar.cookieHeader(sample(scheme), { now }) === null ? 'gone' : 'kept';
      }),
    ),
  ],
  evidence: ({ scheme }, log) => ({
    arrivals: [`/set-${scheme}`, `/${askedAs('before', scheme)}`, `/${askedAs('after', scheme)}`]
      .map((path) => log.arrivalAt(path))
      .filter((arrival) => arrival !== undefined),
    beside: { settings: log.settings },
  }),
});
