import { filledWith } from '../../harness/catalogue/another-page.ts';
import { watchedBody } from '../../harness/catalogue/person-asked.ts';
import { againQuestions, answerAgain, insist, readAgain, sightsAgain, type SeenAgain } from '../../harness/catalogue/seen-again.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, html, rfc9110, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Deed, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { noStoreResponse } from '../../harness/oracles/history-return.ts';
import type { Relation } from '../../servers/names.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { headerValues, pathOf, type Arrival } from '../../servers/wire-log.ts';

/** What the page at the end of the form says about caching; with an own `Content-Location` a later GET may reuse the answer to a POST. */
const caches = {
  none: () => [],
  'no-store': () => [['cache-control', 'no-store']],
  'no-cache': () => [['cache-control', 'no-cache']],
  'fresh-located': (url) => [
    ['cache-control', 'max-age=3600'],
    ['content-location', url],
  ],
} as const satisfies Readonly<Record<string, (url: string) => NonNullable<Recipe['headers']>>>;
type Cache = keyof typeof caches;

/** A person's keys, and the page's own script. */
const ways = {
  'key-back': { by: -1, hand: { do: 'press', keys: 'alt+Left' } },
  'script-back': { by: -1, hand: undefined },
  'key-forward': { by: 1, hand: { do: 'press', keys: 'alt+Right' } },
  'script-forward': { by: 1, hand: undefined },
} as const satisfies Readonly<Record<string, { by: number; hand: Deed | undefined }>>;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];

/** Whose page is next to that at the end of the form: the one that is gone back from, or the form, which is gone forward from. */
const neighbours = ['same-origin', 'cross-site'] as const satisfies readonly Relation[];

interface Trip {
  readonly way: Way;
  readonly neighbour: (typeof neighbours)[number];
}
interface Values extends Trip {
  readonly bfcache: 'on' | 'off';
  readonly cache: Cache;
  readonly question: (typeof againQuestions)[number];
}

/** All trips of a visit, in the order in which the tab makes them. */
const trips: readonly Trip[] = wayNames.flatMap((way) => neighbours.map((neighbour) => ({ way, neighbour })));
const nameOf = ({ way, neighbour }: Trip): string => `${way}-${neighbour}`;
const isForward = ({ way }: Trip): boolean => ways[way].by > 0;

interface Shown {
  readonly show: number;
  readonly persisted: boolean;
}

/** The shows of a page in order; a report may come twice. */
function shows(log: VisitLog, station: string): readonly Shown[] {
  const told = log.reports.filter((report) => report.name === station).map(({ value }) => value as Shown);
  return told.filter(({ show }, index) => told.findIndex((other) => other.show === show) === index);
}

const lookUpHeader = 'x-look-up';
const resultOf = (trip: Trip): string => `/result/${nameOf(trip)}`;

/** True of the GET by which a page that has come back looks whether a cache answers it: if so, the origin never sees it. */
const isLookUpOf =
  (trip: Trip) =>
  (arrival: Arrival): boolean =>
    pathOf(arrival) === resultOf(trip) && headerValues(arrival, lookUpHeader).length > 0;

const againOf = (trip: Trip): SeenAgain => ({
  name: nameOf(trip),
  isRequest: (arrival) => pathOf(arrival) === resultOf(trip) && !isLookUpOf(trip)(arrival),
  isBack: (log) => shows(log, `result-${nameOf(trip)}`).length > 1,
  serves: { way: trip.way, neighbour: trip.neighbour },
});

function stepsOf(trip: Trip): readonly Step[] {
  const again = againOf(trip);
  const { name, serves } = again;
  const isAway = (log: VisitLog): boolean =>
    isForward(trip) ? shows(log, `form-${name}`).length > 1 : shows(log, `away-${name}`).length > 0;
  return [
    awaitReport(`result-${name}`),
    { do: 'click-middle', times: 1 },
    { do: 'await', what: `the page that ${name} starts from`, until: isAway },
    {
      do: 'watch',
      as: name,
      act: ways[trip.way].hand ?? { do: 'open-gate', gate: `${name}-go` },
      what: `the page at the end of ${name}, a request for it, or something on the screen`,
      // All pages look the same: what else fills most of the screen is not one of them. On a busy machine Firefox’s line about what it
      // loads stands there, beside another address, before the page has told of itself.
      unlike: [],
      until: (log, from) => again.isBack(log, from) || log.arrivals.slice(from).some(again.isRequest),
      serves,
    },
    ...insist(again),
    { do: 'open-gate', gate: `${name}-over` },
  ];
}

/** A page of the colour of all, which is no browser's own. */
function station(data: object, headers: Recipe['headers'] = []): Recipe {
  return page('station', data, { headers, body: filledWith('tan') + watchedBody });
}

const startOf = (trip: Trip, stage: Stage): string => stage.at(isForward(trip) ? trip.neighbour : 'same-origin', `/form/${nameOf(trip)}`);

function recipesOf(trip: Trip, cache: Cache, stage: Stage): Recipes {
  const name = nameOf(trip);
  const after = trips[trips.indexOf(trip) + 1];
  const target = stage.at('same-origin', resultOf(trip));
  const submit = { do: 'submit', url: target };
  const goOn = after === undefined ? [] : [{ do: 'go-on', url: startOf(after, stage), gate: `${name}-over` }];
  const go = { do: 'traverse', by: ways[trip.way].by, gate: `${name}-go` };
  // From where a person is to leave, the tab goes on as well: their browser may have no such key.
  const leftFrom = ways[trip.way].hand === undefined ? [go] : goOn;
  const leave = { do: 'leave-on-click', ...(isForward(trip) ? {} : { url: stage.at(trip.neighbour, `/away/${name}`) }) };
  return {
    [`/form/${name}`]: station({ name: `form-${name}`, acts: isForward(trip) ? [submit, ...leftFrom] : [submit] }),
    [resultOf(trip)]: station({ name: `result-${name}`, acts: [leave, ...goOn], looksUp: lookUpHeader }, caches[cache](target)),
    ...(isForward(trip) ? {} : { [`/away/${name}`]: station({ name: `away-${name}`, acts: leftFrom }) }),
  };
}

function read(values: Values, log: VisitLog): Reading {
  const trip: Trip = { way: values.way, neighbour: values.neighbour };
  const again = readAgain(againOf(trip), log);
  if (typeof again === 'string') return { seen: 'unclear', inconclusive: again };
  const shown = shows(log, `result-${nameOf(trip)}`)[1];
  if (again.insisted !== undefined && shown?.show !== 2) {
    return { seen: 'unclear', inconclusive: 'the page had been there again when the person reloaded' };
  }
  const kept = again.insisted === undefined && shown?.persisted === true;
  const seen = answerAgain(again, values.question, kept);
  if (values.question === 'insisted') return { seen };
  if (kept && values.bfcache === 'off') return { seen, masked: 'the document was kept with the bfcache switched off' };
  if (answerAgain(again, 'shown', kept) === 'from-store' && !log.arrivals.some(isLookUpOf(trip))) {
    return { seen, masked: 'a cache answers a GET of the page’s address, and what came back may be that answer' };
  }
  return { seen };
}

const populate = html(
  'browsing-the-web',
  "attempt-to-populate-the-history-entry's-document",
  'attempt to populate the history entry’s document',
);

/**
 * HTML fetches a POST resource again for a reload, never for a traversal (`allowPOST`); what is shown instead it leaves open, and
 * RFC 9111 (6) leaves a history free to show what it has, but for what nobody may store.
 */
function expect({ cache, question }: Values): readonly Expectation[] {
  if (question === 'sent') return [expectation(populate, 'nothing')];
  return question === 'shown' && cache === 'no-store' ? [expectation(noStoreResponse, 'kept', 'requested-again', 'another-page')] : [];
}

export default check({
  id: 'post/back-forward',
  title: 'Going back or forward to the page at the end of a form submission does not submit again',
  clauses: [populate, noStoreResponse, rfc9110('9.3.3', 'POST')],
  claims: ['GP-4', 'GP-9'],
  axes: {
    bfcache: perVisit(['on', 'off']),
    cache: perVisit(Object.keys(caches) as Cache[]),
    way: sideBySide(wayNames),
    neighbour: sideBySide(neighbours),
    question: carried(againQuestions),
  },
  visit: ({ bfcache, cache }, stage) => ({
    hands: 'person',
    ...(bfcache === 'off' ? { ownBrowser: { switched: 'bfcache-off' as const } } : {}),
    recipes: Object.assign({}, ...trips.map((trip) => recipesOf(trip, cache, stage))) as Recipes,
    steps: [...trips.slice(0, 1).map((trip) => type(startOf(trip, stage))), ...trips.flatMap(stepsOf)],
  }),
  read,
  expect,
  evidence: (values, log) => {
    const trip: Trip = { way: values.way, neighbour: values.neighbour };
    const again = againOf(trip);
    return {
      arrivals: log.arrivals.filter(again.isRequest),
      page: shows(log, `result-${nameOf(trip)}`),
      beside: { lookUpsAtOrigin: log.arrivals.filter(isLookUpOf(trip)).length },
      sights: sightsAgain(again),
    };
  },
});
