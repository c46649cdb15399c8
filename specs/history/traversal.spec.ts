import { arrivalsAt, readReturn, stored, storingNames, storings, type Storing } from '../../harness/catalogue/returning-pages.ts';
import { check } from '../../harness/fixtures.ts';
import { html } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { expectReturn, historyAndCaches, throughTheCache } from '../../harness/oracles/history-return.ts';
import { page, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';

/** What goes to the page, as the page library names it, and from where: a page after it, the one after that, or the one before. */
const ways = {
  'history-back': 'after',
  'history-go-2': 'far-after',
  'navigation-back': 'after',
  'navigation-traverse-to': 'after',
  'history-forward': 'before',
  'navigation-forward': 'before',
} as const;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];

interface Trip {
  way: Way;
  answer: Storing;
}
interface Values extends Trip {
  scheme: 'https' | 'http';
  bfcache: 'on' | 'off';
}

/** The answers with which the other ways of going are tried. */
const telling: readonly Storing[] = ['fresh', 'stale', 'no-store'];

function omit({ scheme, way, answer }: Pick<Values, 'scheme' | 'way' | 'answer'>): string | undefined {
  if (way === 'history-back') return undefined;
  if (scheme === 'http') return 'what the scheme changes shows in one way of going back';
  return telling.includes(answer) ? undefined : 'what every answer changes shows in one way of going back';
}

const keyOf = ({ way, answer }: Trip): string => `${way}/${answer}`;
const pathTo = (trip: Trip): string => `/page/${keyOf(trip)}`;
const startOf = (trip: Trip): string => (ways[trip.way] === 'before' ? `/before/${keyOf(trip)}` : pathTo(trip));

function read({ bfcache, ...trip }: Values, log: VisitLog): Reading {
  if (log.reported(`lacks-${trip.way}`) !== undefined) return { unsupported: 'this browser has no Navigation API' };
  const reading = readReturn(log, pathTo(trip), keyOf(trip));
  if (bfcache === 'off' && reading.seen === 'restored')
    return { ...reading, masked: 'the document was kept with the bfcache switched off' };
  return reading;
}

/** The pages of a trip; the tab goes on to `next` from the page that came back. */
function layOut(trip: Trip, next: string, url: (path: string) => string): Recipes {
  const { way } = trip;
  const [there, away, farAway, before] = ['page', 'away', 'far-away', 'before'].map((name) => `/${name}/${keyOf(trip)}`) as [
    string,
    string,
    string,
    string,
  ];
  const comesBack = (data: object): Recipes => ({
    [there]: stored(page('leaveAndReturn', { ...data, next, reportAs: keyOf(trip) }), trip.answer),
  });
  switch (ways[way]) {
    case 'after':
      return { ...comesBack({ away: url(away) }), [away]: page('traverse', { by: way }) };
    case 'far-after':
      return {
        ...comesBack({ away: url(away) }),
        [away]: page('goTo', { url: url(farAway) }),
        [farAway]: page('traverse', { by: way }),
      };
    case 'before':
      return { ...comesBack({}), [before]: page('leaveAgain', { away: url(there), by: way }) };
  }
}

export default check({
  id: 'history/traversal',
  title: 'Where a page comes from when script goes back or forward to it: from where the browser kept it, the cache or the origin',
  clauses: [
    html('browsing-the-web', 'apply-the-history-step', 'apply the history step'),
    html('browsing-the-web', 'reactivate-a-document', 'reactivate a document'),
    historyAndCaches,
    throughTheCache,
  ],
  claims: ['GP-4', 'GP-9'],
  axes: {
    scheme: perVisit(['https', 'http']),
    bfcache: perVisit(['on', 'off']),
    way: sideBySide(wayNames),
    answer: sideBySide(storingNames),
  },
  omit,
  visit: ({ scheme, bfcache }, stage: Stage) => {
    const url = (path: string): string => stage.url(scheme, 'target', path);
    const trips = wayNames
      .flatMap((way) => storingNames.map((answer): Trip => ({ way, answer })))
      .filter((trip) => omit({ scheme, ...trip }) === undefined);
    const starts = [...trips.map(startOf), '/end'];
    return {
      ownBrowser: bfcache === 'off' ? { switched: 'bfcache-off' } : {},
      recipes: {
        ...(Object.assign({}, ...trips.map((trip, index) => layOut(trip, url(starts[index + 1] ?? '/end'), url))) as Recipes),
        '/end': page('announce', { name: 'end' }),
      },
      steps: [type(url(starts[0] ?? '/end')), ...trips.map((trip) => awaitReport(keyOf(trip))), awaitReport('end')],
    };
  },
  read,
  expect: ({ answer }) => expectReturn(storings[answer]),
  evidence: (trip, log) => ({ arrivals: arrivalsAt(log, pathTo(trip)), page: log.reported(keyOf(trip)) }),
});
