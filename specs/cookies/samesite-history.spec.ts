import { readSent, sameSiteCookie, setCookieLines, type SameSiteAttribute } from '../../harness/catalogue/samesite-cookies.ts';
import { sampleHosts, samplePage } from '../../harness/catalogue/trigger-request.ts';
import { check } from '../../harness/fixtures.ts';
import { fetchStandard, html, rfc10025 } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { expectOnRequest, type CookieRequest } from '../../harness/oracles/cookie-request.ts';
import { relationUrl, type Relation } from '../../servers/names.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** Where a link first led to the page from. */
const entries = ['same-origin', 'same-site', 'cross-site', 'other-scheme'] as const satisfies readonly Relation[];
type Entry = (typeof entries)[number];

/** How the page is come back to: from a page that follows it in the history, or by going forward from the one before it. */
const ways = { 'back-from-same-origin': 'same-origin', 'back-from-cross-site': 'cross-site', forward: undefined } as const;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];

/** A page that the browser may keep while it is away, and one that gives it every reason not to. */
const pages = {
  plain: {},
  'no-store-locked': { headers: [['cache-control', 'no-store']], holds: 'lock' },
} as const satisfies Readonly<Record<string, Pick<Recipe, 'headers'> & { readonly holds?: string }>>;
type PageKind = keyof typeof pages;
const pageKinds = Object.keys(pages) as PageKind[];

/** The page itself, asked for again on the way back, or the link that it follows once it is back. */
const requests = ['page', 'link'] as const;

const attributes = ['Strict', 'Lax', 'None-Secure', 'absent'] as const satisfies readonly SameSiteAttribute[];

interface Trip {
  way: Way;
  page: PageKind;
}
interface Values extends Trip {
  entry: Entry;
  request: (typeof requests)[number];
  attribute: SameSiteAttribute;
}

/** All pages of a visit, in the order in which the tab goes through them. */
const trips: readonly Trip[] = wayNames.flatMap((way) => pageKinds.map((kind) => ({ way, page: kind })));
const keyOf = ({ way, page: kind }: Trip): string => `${way}/${kind}`;
const startPath = (trip: Trip): string => `/start/${keyOf(trip)}`;
const pagePath = (trip: Trip): string => `/left/${keyOf(trip)}`;
const linkPath = (trip: Trip): string => `/on/${keyOf(trip)}`;

/** The oracle only needs names that relate as a stage's names do. */
const pageIn = (relation: Relation): URL => new URL(relationUrl(sampleHosts, relation, '/'));

function requestOf({ entry, way, request }: Pick<Values, 'entry' | 'way' | 'request'>): CookieRequest {
  const asked = { url: samplePage, method: 'GET', topLevelNavigation: true, credentials: 'include', redirectedFrom: [] } as const;
  if (request === 'link') return { ...asked, documents: [samplePage] };
  return { ...asked, documents: [pageIn(ways[way] ?? entry)], firstAskedBy: [pageIn(entry)] };
}

/** The page's second request, where it was asked for again, or the link's only one. */
function arrivalsOf(log: VisitLog, { request, ...trip }: Pick<Values, 'way' | 'page' | 'request'>): readonly Arrival[] {
  const path = request === 'page' ? pagePath(trip) : linkPath(trip);
  return log.arrivals.filter((arrival) => pathOf(arrival) === path);
}

function read({ attribute, ...values }: Values, log: VisitLog): Reading {
  const asked = arrivalsOf(log, values)[values.request === 'page' ? 1 : 0];
  if (asked !== undefined) return readSent(attribute, asked, requestOf(values));
  const returned = log.reported(keyOf(values)) as { document: 'kept' | 'new' };
  return {
    seen: 'kept',
    masked: `the browser had kept ${returned.document === 'kept' ? 'the document' : 'the answer'}, so it asked for nothing`,
  };
}

export default check({
  id: 'cookies/samesite-history',
  title: 'Which cookies ride along when a visitor goes back or forward to a page',
  clauses: [
    rfc10025('5.2', '«Same-site» and «cross-site» Requests'),
    fetchStandard('append-a-request-cookie-header', 'append a request `Cookie` header'),
    html('browsing-the-web', 'apply-the-history-step', 'apply the history step'),
    html('browsing-the-web', 'document-state-initiator-origin', 'initiator origin of a document state'),
  ],
  claims: ['CK-4', 'CK-5'],
  axes: {
    entry: perVisit(entries),
    way: sideBySide(wayNames),
    page: sideBySide(pageKinds),
    request: sideBySide(requests),
    attribute: carried(attributes),
  },
  visit: ({ entry }, stage) => {
    const cookies = setCookieLines(attributes.map((attribute) => sameSiteCookie(attribute)));
    const layOut = (trip: Trip, index: number): Recipes => {
      const after = trips[index + 1];
      const target = stage.at('same-origin', pagePath(trip));
      const from = ways[trip.way];
      const { headers = [], ...data }: Pick<Recipe, 'headers'> = pages[trip.page];
      return {
        [startPath(trip)]: from === undefined ? page('leaveAgain', { away: target, by: 'history-forward' }) : page('goTo', { url: target }),
        [pagePath(trip)]: page(
          'leaveAndReturn',
          {
            ...(from === undefined ? {} : { away: stage.at(from, '/away') }),
            next: stage.at('same-origin', linkPath(trip)),
            reportAs: keyOf(trip),
            ...data,
          },
          { headers },
        ),
        [linkPath(trip)]:
          after === undefined ? page('announce', { name: 'end' }) : page('goTo', { url: stage.at(entry, startPath(after)) }),
      };
    };
    return {
      ownBrowser: {},
      recipes: {
        '/login': page('goTo', { url: stage.at(entry, startPath(trips[0] ?? { way: 'forward', page: 'plain' })) }, { headers: cookies }),
        '/away': page('traverse', { by: 'history-back' }),
        ...(Object.assign({}, ...trips.map(layOut)) as Recipes),
      },
      steps: [type(stage.at('same-origin', '/login')), ...trips.map((trip) => awaitReport(keyOf(trip))), awaitReport('end')],
    };
  },
  read,
  expect: ({ attribute, ...values }) => expectOnRequest({ header: sameSiteCookie(attribute), setAt: samplePage }, requestOf(values)),
  evidence: (values, log) => ({ arrivals: arrivalsOf(log, values), page: log.reported(keyOf(values)) }),
});
