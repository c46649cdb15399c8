import { cookieNames, readSent, sameSiteCookie, setCookieLines, type SameSiteAttribute } from '../../harness/catalogue/samesite-cookies.ts';
import { samplePage, triggerRequest } from '../../harness/catalogue/trigger-request.ts';
import { arrivalRecipes, factsOf } from '../../harness/catalogue/triggers.ts';
import { check } from '../../harness/fixtures.ts';
import { fetchStandard, rfc10025 } from '../../harness/model/authority.ts';
import { carried, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { expectOnRequest, type CookieRequest } from '../../harness/oracles/cookie-request.ts';
import { page, redirect, type Recipe } from '../../servers/recipe.ts';
import type { Arrival } from '../../servers/wire-log.ts';

/** The age that RFC 10025 names, up to which a browser may send a cookie with an unsafe request, in seconds. */
const recent = 120;

/** How old a cookie is when it is asked for, in seconds. */
const ages = { '125s': 125, '115s': 115, '60s': 60, '1s': 1 } as const;
type Age = keyof typeof ages;
const ageNames = Object.keys(ages) as Age[];
const oldest = ages['125s'];
const youngest = ages['1s'];
/** A busy machine asks late, so that the cookie just below `recent` may be past it: the first of these that is not stands in for it. */
const standIns: Readonly<Partial<Record<Age, readonly number[]>>> = { '115s': [110, 105, 100, 90, 80] };
const secondsFor = (age: Age): readonly number[] => [ages[age], ...(standIns[age] ?? [])];
/** Oldest first, as they are set. */
const allSeconds = ageNames.flatMap(secondsFor);

interface Way {
  /** What asks for the cookie, as the page library names it. */
  readonly trigger: string;
  /** Where it is asked for. */
  readonly ask: string;
  /** The value with which the cookie is set again when it is one second from being asked for; it had the value 1. */
  readonly recreatedAs?: string;
}
const formPost: Way = { trigger: 'form-post', ask: '/ask/form-post' };
const ways = {
  'form-post': formPost,
  'form-post-redirected': { ...formPost, ask: '/ask/form-post-redirected' },
  'iframe-form-post': { trigger: 'iframe-form-post', ask: '/ask/iframe-form-post' },
  'fetch-post': { trigger: 'fetch-post-include-no-cors', ask: '/ask/fetch-post' },
  recreated: { ...formPost, recreatedAs: '1' },
  'recreated-with-other-value': { ...formPost, recreatedAs: '2' },
} as const satisfies Readonly<Record<string, Way>>;
type WayName = keyof typeof ways;
const wayNames = Object.keys(ways) as WayName[];
const wayOf = (way: WayName): Way => ways[way];
const plainWays = wayNames.filter((way) => wayOf(way).recreatedAs === undefined);
const recreatedWays = wayNames.filter((way) => wayOf(way).recreatedAs !== undefined);

const attributes = ['absent', 'invalid', 'Lax'] as const satisfies readonly SameSiteAttribute[];

interface Values {
  way: WayName;
  age: Age;
  attribute: SameSiteAttribute;
}

function omit({ way, age }: Pick<Values, 'way' | 'age'>): string | undefined {
  return wayOf(way).recreatedAs !== undefined && ages[age] === youngest ? 'it would be recreated as soon as it is created' : undefined;
}

const request = ({ way }: Pick<Values, 'way'>): CookieRequest => triggerRequest('cross-site', factsOf(wayOf(way).trigger));

/** Cookies that are set again are others than those that are left to age. */
function cookieName({ way, attribute }: Pick<Values, 'way' | 'attribute'>, seconds: number): string {
  return [...(wayOf(way).recreatedAs === undefined ? [] : [way]), `${String(seconds)}s`, attribute].join('-');
}

const reportOf = (seconds: number): string => `set-${String(seconds)}`;
const setPath = (seconds: number): string => `/set/${String(seconds)}`;

/** The cookies of these ways that are to be so old. */
function cookiesOf(waysSet: readonly WayName[], seconds: number, valueOf: (way: WayName) => string | undefined): readonly string[] {
  return waysSet.flatMap((way) =>
    attributes.map((attribute) => sameSiteCookie(attribute, cookieName({ way, attribute }, seconds), valueOf(way))),
  );
}

/** What is set so many seconds before it is asked for: cookies of that age, and last of all those that are set again. */
function cookiesSetAt(seconds: number): readonly string[] {
  const plain = cookiesOf(plainWays.slice(0, 1), seconds, () => undefined);
  if (seconds !== youngest) return [...plain, ...cookiesOf(recreatedWays, seconds, () => undefined)];
  const again = allSeconds
    .filter((older) => older !== youngest)
    .flatMap((older) => cookiesOf(recreatedWays, older, (way) => wayOf(way).recreatedAs));
  return [...plain, ...again, sameSiteCookie('None-Secure')];
}

/** How old a cookie was when it was asked for, in seconds; undefined when it was not set or not asked for. */
function ageAt(asked: Arrival | undefined, seconds: number, log: VisitLog): number | undefined {
  const set = log.arrivalAt(setPath(seconds));
  return set === undefined || asked === undefined ? undefined : (asked.at - set.at) / 1000;
}

/** The cookie to look at for an age: the oldest that is on the same side of `recent`, or the youngest where all have passed it. */
function secondsSeen({ way, age }: Pick<Values, 'way' | 'age'>, log: VisitLog): number {
  const asked = log.arrivalAt(wayOf(way).ask);
  const young = secondsFor(age).find((seconds) => ages[age] > recent || (ageAt(asked, seconds, log) ?? 0) < recent);
  return young ?? Math.min(...secondsFor(age));
}

function read(values: Values, log: VisitLog): Reading {
  const asked = log.arrivalAt(wayOf(values.way).ask);
  const seconds = secondsSeen(values, log);
  const age = ageAt(asked, seconds, log);
  if (asked === undefined || age === undefined) return { seen: 'no-request', inconclusive: 'the browser made no such request' };
  const name = cookieName(values, seconds);
  if (ages[values.age] < recent && age >= recent) {
    const seen = cookieNames(asked).includes(name) ? 'sent' : 'withheld';
    return { seen, inconclusive: `the machine was busy, and the cookie already ${age.toFixed(1)} s old` };
  }
  return readSent(name, asked, request(values));
}

/** One wait for all: the cookies are set so far apart that they reach their ages at the same moment. */
function settingSteps(at: (path: string) => string): readonly Step[] {
  return allSeconds.flatMap((seconds, index): Step[] => [
    ...(index === 0 ? [] : [{ do: 'let-age', since: setPath(oldest), ms: (oldest - seconds) * 1000 } as const]),
    type(at(setPath(seconds))),
    awaitReport(reportOf(seconds)),
  ]);
}

export default check({
  id: 'cookies/lax-allowing-unsafe',
  title: 'A cookie without SameSite may go along with a cross-site POST while it is young',
  clauses: [
    rfc10025('5.6.7.2', '«Lax-Allowing-Unsafe» enforcement'),
    rfc10025('5.7', 'Storage Model'),
    rfc10025('5.8.3', 'Retrieval Algorithm'),
    fetchStandard('append-a-request-cookie-header', 'append a request `Cookie` header'),
  ],
  claims: ['CK-4', 'CK-5'],
  axes: { way: sideBySide(wayNames), age: sideBySide(ageNames), attribute: carried(attributes) },
  omit,
  visit: (_, stage) => {
    const target = (path: string): string => stage.at('same-origin', path);
    const departuresUrl = stage.at('cross-site', '/departures');
    const departing: readonly WayName[] = ['form-post', 'form-post-redirected'];
    const returning = page('returnFrom', { url: departuresUrl, paths: departing.map((way) => wayOf(way).ask) });
    const embedded: readonly WayName[] = ['iframe-form-post', 'fetch-post'];
    const answers = arrivalRecipes('/', '');
    return {
      recipes: {
        ...Object.fromEntries(
          allSeconds.map((seconds) => [
            setPath(seconds),
            page('announce', { name: reportOf(seconds) }, { headers: setCookieLines(cookiesSetAt(seconds)) }),
          ]),
        ),
        '/departures': page('departByForm', {
          forms: [
            { url: target(wayOf('form-post').ask), method: 'post' },
            { url: stage.at('cross-site', '/redirecting'), method: 'post' },
          ],
          reportAs: 'departed',
        }),
        '/redirecting': redirect(307, target(wayOf('form-post-redirected').ask)),
        '/embedding': page('loadInRounds', {
          rounds: [embedded.map((way) => ({ trigger: wayOf(way).trigger, url: target(wayOf(way).ask) }))],
          reportAs: 'embedded',
        }),
        ...Object.fromEntries(departing.map((way): [string, Recipe] => [wayOf(way).ask, returning])),
        ...Object.fromEntries(embedded.map((way): [string, Recipe] => [wayOf(way).ask, answers[`/${wayOf(way).trigger}`] ?? {}])),
      },
      steps: [
        ...settingSteps(target),
        { do: 'let-age', since: setPath(youngest), ms: youngest * 1000 },
        type(departuresUrl),
        awaitReport('departed'),
        type(stage.at('cross-site', '/embedding')),
        awaitReport('embedded'),
      ],
    };
  },
  read,
  expect: (values) =>
    expectOnRequest(
      {
        header: sameSiteCookie(values.attribute, cookieName(values, ages[values.age])),
        setAt: samplePage,
        secondsAgo: [ages[values.age], ...(wayOf(values.way).recreatedAs === undefined ? [] : [youngest])],
      },
      request(values),
    ),
  evidence: (values, log) => ({
    arrivals: [
      log.arrivalAt(setPath(secondsSeen(values, log))),
      log.arrivalAt(setPath(youngest)),
      log.arrivalAt(wayOf(values.way).ask),
    ].filter((one) => one !== undefined),
  }),
});
