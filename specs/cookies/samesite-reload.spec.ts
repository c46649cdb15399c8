import { readSent, sameSiteCookie, setCookieLines, type SameSiteAttribute } from '../../harness/catalogue/samesite-cookies.ts';
import { sampleHosts, samplePage } from '../../harness/catalogue/trigger-request.ts';
import { check } from '../../harness/fixtures.ts';
import { fetchStandard, html, rfc10025, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { expectOnRequest, type CookieRequest } from '../../harness/oracles/cookie-request.ts';
import { relationUrl } from '../../servers/names.ts';
import { page, redirect, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** How the page is asked for again: by its own script, as the page library names it, by the driver or by a person. */
const scripts = ['location-reload', 'history-go-0', 'navigation-reload', 'location-assign'] as const;
const ways = [...scripts, 'driver-reload', 'key-reload'] as const;
type Way = (typeof ways)[number];

/** How the tab, or a frame in a page of the target, came to the page in the first place. */
const entries = [
  'typed',
  'same-origin-link',
  'same-site-link',
  'cross-site-link',
  'other-scheme-link',
  'redirected-link',
  'framed',
  'framed-from-other-site',
] as const;
type Entry = (typeof entries)[number];

const isFramed = (entry: Entry): boolean => entry.startsWith('framed');

const attributes = ['Strict', 'Lax', 'None-Secure', 'absent'] as const satisfies readonly SameSiteAttribute[];

interface Values {
  way: Way;
  entry: Entry;
  attribute: SameSiteAttribute;
}

function omit({ way, entry }: Pick<Values, 'way' | 'entry'>): string | undefined {
  return isFramed(entry) && !scripts.some((name) => name === way) ? 'what reloads from without reloads the whole tab' : undefined;
}

/** The documents behind the request that first brought the page; the oracle only needs names that relate as a stage's do. */
const askedFirst: Readonly<Record<Entry, readonly URL[]>> = {
  typed: [],
  'same-origin-link': [samplePage],
  'same-site-link': [new URL(relationUrl(sampleHosts, 'same-site', '/'))],
  'cross-site-link': [new URL(relationUrl(sampleHosts, 'cross-site', '/'))],
  'other-scheme-link': [new URL(relationUrl(sampleHosts, 'other-scheme', '/'))],
  // The redirect on the way was another site's; what is reloaded is only where it led.
  'redirected-link': [samplePage],
  framed: [samplePage],
  'framed-from-other-site': [samplePage, new URL(relationUrl(sampleHosts, 'cross-site', '/'))],
};

/** The page asks for itself: it is the client, and for all but a plain navigation the first initiator stays on record. */
function ownRequest({ way, entry }: Pick<Values, 'way' | 'entry'>): CookieRequest {
  return {
    url: samplePage,
    method: 'GET',
    topLevelNavigation: !isFramed(entry),
    documents: isFramed(entry) ? [samplePage, samplePage] : [samplePage],
    credentials: 'include',
    redirectedFrom: [],
    ...(way === 'location-assign' || isFramed(entry) ? {} : { firstAskedBy: askedFirst[entry] }),
  };
}

/** RFC 10025, 5.2: what a user interface element reloads is same-site if the first request was. */
function personsRequest(values: Pick<Values, 'way' | 'entry'>): CookieRequest {
  return { ...ownRequest(values), documents: askedFirst[values.entry] };
}

function expect({ attribute, ...values }: Values): readonly Expectation[] {
  const expectOn = (request: CookieRequest): readonly Expectation[] =>
    expectOnRequest({ header: sameSiteCookie(attribute), setAt: samplePage }, request);
  const [byPage, byPerson] = [expectOn(ownRequest(values)), expectOn(personsRequest(values))];
  if (values.way === 'key-reload') return byPerson;
  if (values.way !== 'driver-reload') return byPage;
  // «As defined by the user agent»: nobody says whether a driver's command is a user interface element.
  return byPage.map((one, index) => ({ ...one, anyOf: [...new Set([...one.anyOf, ...(byPerson[index]?.anyOf ?? [])])] }));
}

const pathTo = (entry: Entry): string => `/page/${entry}`;

function requestsFor(log: VisitLog, entry: Entry): readonly Arrival[] {
  return log.arrivals.filter((arrival) => pathOf(arrival) === pathTo(entry));
}

function read({ attribute, ...values }: Values, log: VisitLog): Reading {
  if (log.reported(`${values.entry}-lacks`) !== undefined) return { unsupported: 'this browser has no navigation.reload()' };
  const again = requestsFor(log, values.entry)[1];
  return again === undefined
    ? { seen: 'no-request', inconclusive: 'the page was not asked for again' }
    : readSent(attribute, again, ownRequest(values));
}

/** Where a visit enters, and what leads on from there to the page. */
function enter(entry: Entry, stage: Stage): { readonly url: string; readonly recipes: Recipes } {
  const url = stage.at('same-origin', pathTo(entry));
  const from = `/from/${entry}`;
  const link = (to: string): Recipes => ({ [from]: page('goTo', { url: to }) });
  const framing = (framed: string): string => stage.at('same-origin', `${from}?frame=${encodeURIComponent(framed)}`);
  switch (entry) {
    case 'typed':
      return { url, recipes: {} };
    case 'same-origin-link':
      return { url: stage.at('same-origin', from), recipes: link(url) };
    case 'same-site-link':
      return { url: stage.at('same-site', from), recipes: link(url) };
    case 'cross-site-link':
      return { url: stage.at('cross-site', from), recipes: link(url) };
    case 'other-scheme-link':
      return { url: stage.at('other-scheme', from), recipes: link(url) };
    case 'redirected-link':
      return {
        url: stage.at('same-origin', from),
        recipes: { ...link(stage.at('cross-site', '/redirecting')), '/redirecting': redirect(302, url) },
      };
    case 'framed':
      return { url: framing(url), recipes: { [from]: page('frameAddress', {}) } };
    case 'framed-from-other-site':
      return {
        url: framing(stage.at('cross-site', '/going')),
        recipes: { [from]: page('frameAddress', {}), '/going': page('goTo', { url }) },
      };
  }
}

/** The page says that it is there each time that it is; the first time somebody reloads it. */
function stepsOf(way: Way, entry: Entry, stage: Stage): readonly Step[] {
  const serves = { entry };
  const reload: Readonly<Record<string, Step>> = {
    'driver-reload': { do: 'reload', serves },
    'key-reload': { do: 'press', keys: 'F5', serves },
  };
  return [
    { ...type(enter(entry, stage).url), serves },
    { ...awaitReport(entry), serves },
    reload[way] ?? { do: 'open-gate', gate: `${entry}-1`, serves },
    {
      do: 'await',
      what: `the reloaded page of the entry ${entry}`,
      until: (log) => log.reports.filter(({ name }) => name === entry).length > 1 || log.reported(`${entry}-lacks`) !== undefined,
      serves,
    },
  ];
}

export default check({
  id: 'cookies/samesite-reload',
  title: 'Which cookies ride on a reload, after a visitor came from the same site or from another',
  clauses: [
    rfc10025('5.2', '«Same-site» and «cross-site» Requests'),
    rfc10025('8.8.5', 'Reload navigations'),
    fetchStandard('append-a-request-cookie-header', 'append a request `Cookie` header'),
    html('browsing-the-web', 'document-state-initiator-origin', 'initiator origin of a document state'),
  ],
  claims: ['CK-4', 'CK-5'],
  axes: { way: perVisit(ways), entry: sideBySide(entries), attribute: carried(attributes) },
  omit,
  visit: ({ way }, stage) => {
    const entered = entries.filter((entry) => omit({ way, entry }) === undefined);
    const repeat = scripts.find((name) => name === way);
    const pages = entered.map((entry) => [pathTo(entry), page('postResult', { name: entry, ...(repeat === undefined ? {} : { repeat }) })]);
    return {
      ...(way === 'key-reload' ? { hands: 'person' as const } : {}),
      recipes: {
        '/login': page('announce', { name: 'set' }, { headers: setCookieLines(attributes.map((attribute) => sameSiteCookie(attribute))) }),
        ...(Object.fromEntries(pages) as Recipes),
        ...(Object.assign({}, ...entered.map((entry) => enter(entry, stage).recipes)) as Recipes),
      },
      steps: [type(stage.at('same-origin', '/login')), awaitReport('set'), ...entered.flatMap((entry) => stepsOf(way, entry, stage))],
    };
  },
  read,
  expect,
  evidence: ({ entry }, log) => ({ arrivals: requestsFor(log, entry) }),
});
