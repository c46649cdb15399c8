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

/** How old a cookie is when it is asked for, in seconds: oldest first, as they are set. */
const ages = { '125s': 125, '115s': 115, '60s': 60, '1s': 1 } as const;
type Age = keyof typeof ages;
const ageNames = Object.keys(ages) as Age[];
const oldest = Math.max(...Object.values(ages));
const youngest = '1s' satisfies Age;

/** The age that RFC 10025 names, up to which a browser may send a cookie with an unsafe request, in seconds. */
const recent = 120;

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
  return wayOf(way).recreatedAs !== undefined && age === youngest ? 'it would be recreated as soon as it is created' : undefined;
}

const request = ({ way }: Pick<Values, 'way'>): CookieRequest => triggerRequest('cross-site', factsOf(wayOf(way).trigger));

/** Cookies that are set again are others than those that are left to age. */
function cookieName({ way, age, attribute }: Values): string {
  return [...(wayOf(way).recreatedAs === undefined ? [] : [way]), age, attribute].join('-');
}

const setPath = (age: Age): string => `/set/${age}`;

/** What is set when the cookies of an age are: these, and with the last ones those that are set again. */
function cookiesSetWith(age: Age): readonly string[] {
  const own = [plainWays.slice(0, 1), recreatedWays]
    .flat()
    .flatMap((way) =>
      omit({ way, age }) === undefined ? attributes.map((attribute) => sameSiteCookie(attribute, cookieName({ way, age, attribute }))) : [],
    );
  if (age !== youngest) return own;
  const again = recreatedWays.flatMap((way) =>
    ageNames
      .filter((older) => omit({ way, age: older }) === undefined)
      .flatMap((older) =>
        attributes.map((attribute) => sameSiteCookie(attribute, cookieName({ way, age: older, attribute }), wayOf(way).recreatedAs)),
      ),
  );
  return [...own, ...again, sameSiteCookie('None-Secure')];
}

function read(values: Values, log: VisitLog): Reading {
  const { way, age } = values;
  const [set, asked] = [log.arrivalAt(setPath(age)), log.arrivalAt(wayOf(way).ask)];
  if (set === undefined || asked === undefined) return { seen: 'no-request', inconclusive: 'the browser made no such request' };
  const seconds = (asked.at - set.at) / 1000;
  if (ages[age] < recent && seconds >= recent) {
    const seen = cookieNames(asked).includes(cookieName(values)) ? 'sent' : 'withheld';
    return { seen, inconclusive: `the machine was busy, and the cookie already ${seconds.toFixed(1)} s old` };
  }
  return readSent(cookieName(values), asked, request(values));
}

/** One wait for all: the cookies are set so far apart that they reach their ages at the same moment. */
function settingSteps(at: (path: string) => string): readonly Step[] {
  return ageNames.flatMap((age, index): Step[] => [
    ...(index === 0 ? [] : [{ do: 'let-age', since: setPath('125s'), ms: (oldest - ages[age]) * 1000 } as const]),
    type(at(setPath(age))),
    awaitReport(age),
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
          ageNames.map((age) => [setPath(age), page('announce', { name: age }, { headers: setCookieLines(cookiesSetWith(age)) })]),
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
        { do: 'let-age', since: setPath(youngest), ms: ages[youngest] * 1000 },
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
        header: sameSiteCookie(values.attribute, cookieName(values)),
        setAt: samplePage,
        secondsAgo: [ages[values.age], ...(wayOf(values.way).recreatedAs === undefined ? [] : [ages[youngest]])],
      },
      request(values),
    ),
  evidence: ({ way, age }, log) => ({
    arrivals: [log.arrivalAt(setPath(age)), log.arrivalAt(setPath(youngest)), log.arrivalAt(wayOf(way).ask)].filter(
      (one) => one !== undefined,
    ),
  }),
});
