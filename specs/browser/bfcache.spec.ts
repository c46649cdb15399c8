import type { ReturnReport } from '../../harness/catalogue/returning-pages.ts';
import { check } from '../../harness/fixtures.ts';
import { html } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** How the page that is left was answered. */
const pages = { plain: [], 'max-age': ['max-age=600'], 'no-cache': ['no-cache'], 'no-store': ['no-store'] } as const;
type PageKind = keyof typeof pages;
const pageKinds = Object.keys(pages) as PageKind[];

/** Where it is left for. */
const destinations = ['same-origin', 'cross-site'] as const;
type Destination = (typeof destinations)[number];

/** All pages of a visit, in the order in which the tab goes through them. */
const chain = destinations.flatMap((to) => pageKinds.map((kind) => ({ to, kind })));
const pathTo = (to: Destination, kind: PageKind): string => `/left/${to}/${kind}`;
const reportOf = (to: Destination, kind: PageKind): string => `back-from-${to}-${kind}`;

function requestsFor(log: VisitLog, to: Destination, kind: PageKind): readonly Arrival[] {
  return log.arrivals.filter((arrival) => pathOf(arrival) === pathTo(to, kind));
}

function read({ to, page: kind }: { to: Destination; page: PageKind }, log: VisitLog): Reading {
  const { document, persisted } = log.reported(reportOf(to, kind)) as ReturnReport;
  return { seen: { document, persisted, requests: requestsFor(log, to, kind).length } };
}

export default check({
  id: 'browser/bfcache',
  title: 'Going back brings the document itself back, where the browser has kept it',
  clauses: [
    html('browsing-the-web', 'reactivate-a-document', 'reactivate a document'),
    html('document-lifecycle', 'note-bfcache', 'bfcache'),
  ],
  axes: {
    scheme: perVisit(['http', 'https']),
    to: sideBySide(destinations),
    page: sideBySide(pageKinds),
  },
  visit: ({ scheme }, stage) => {
    const away = { 'same-origin': stage.url(scheme, 'target', '/away'), 'cross-site': stage.url(scheme, 'other-site', '/away') };
    const left = chain.map(({ to, kind }, index) => {
      const after = chain[index + 1];
      const data = {
        away: away[to],
        next: stage.url(scheme, 'target', after === undefined ? '/end' : pathTo(after.to, after.kind)),
        reportAs: reportOf(to, kind),
      };
      return [pathTo(to, kind), page('leaveAndReturn', data, { headers: pages[kind].map((value) => ['cache-control', value]) })] as const;
    });
    return {
      ownBrowser: {},
      recipes: {
        ...Object.fromEntries(left),
        '/away': page('traverse', { by: 'history-back' }),
        '/end': page('announce', { name: 'end' }),
      },
      steps: [
        type(stage.url(scheme, 'target', pathTo('same-origin', 'plain'))),
        ...chain.map(({ to, kind }) => awaitReport(reportOf(to, kind))),
        awaitReport('end'),
      ],
    };
  },
  read,
  // HTML lets a user agent discard any document that is not active.
  expect: () => [],
  evidence: ({ to, page: kind }, log) => ({ arrivals: requestsFor(log, to, kind), page: log.reported(reportOf(to, kind)) }),
});
