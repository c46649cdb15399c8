import { provoke, readAnswers, sightsOf, watchedBody, type Provocation } from '../../harness/catalogue/person-asked.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Deed, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Relation } from '../../servers/names.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** What the page at the end of the form says about caching. */
const caches = { none: [], 'no-store': ['no-store'] } as const;
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

/** What is shown and sent on the way, and, where neither is the page, what comes of a person's F5: whether they are asked, and what is sent. */
const questions = ['shown', 'sent', 'insisted'] as const;

interface Trip {
  readonly way: Way;
  readonly neighbour: (typeof neighbours)[number];
}
interface Values extends Trip {
  readonly bfcache: 'on' | 'off';
  readonly cache: Cache;
  readonly question: (typeof questions)[number];
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

const requests = (log: VisitLog, name: string, from = 0, to = Infinity): readonly Arrival[] =>
  log.arrivals.slice(from, to).filter((arrival) => pathOf(arrival) === `/result/${name}`);
const words = (arrivals: readonly Arrival[]): string => arrivals.map(({ method }) => method).join('+') || 'nothing';
const isBack = (log: VisitLog, name: string): boolean => shows(log, `result-${name}`).length > 1;

/** True when something else than the page is on the screen, and nothing was asked for that would bring it. */
function isElsewhere(log: VisitLog, name: string): boolean {
  const sight = log.sight(name);
  return sight?.ended === 'screen' && !isBack(log, name) && requests(log, name, sight.from).length === 0;
}

/** A person who does not see the page reloads what is there instead, and says no, then yes to whatever is asked. */
function insistence(trip: Trip): Provocation {
  const name = nameOf(trip);
  const reload: Deed = { do: 'press', keys: 'F5' };
  return {
    name: `${name}, insisting`,
    deeds: [reload, reload],
    isRequest: (arrival) => pathOf(arrival) === `/result/${name}`,
    isOver: (log) => isBack(log, name),
    serves: { way: trip.way, neighbour: trip.neighbour },
    when: (log) => isElsewhere(log, name),
  };
}

function stepsOf(trip: Trip): readonly Step[] {
  const name = nameOf(trip);
  const serves = { way: trip.way, neighbour: trip.neighbour };
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
      // All pages have the same written on them: what else is on the screen is not one of them.
      until: (log, from) => isBack(log, name) || requests(log, name, from).length > 0,
      serves,
    },
    ...provoke(insistence(trip)),
    { do: 'await', what: `the page at the end of ${name}, after all`, until: (log) => isBack(log, name), serves },
    { do: 'open-gate', gate: `${name}-over` },
  ];
}

function station(data: object, headers: Recipe['headers'] = []): Recipe {
  return page('station', data, { headers, body: watchedBody });
}

const startOf = (trip: Trip, stage: Stage): string => stage.at(isForward(trip) ? trip.neighbour : 'same-origin', `/form/${nameOf(trip)}`);

function recipesOf(trip: Trip, cache: Cache, stage: Stage): Recipes {
  const name = nameOf(trip);
  const after = trips[trips.indexOf(trip) + 1];
  const submit = { do: 'submit', url: stage.at('same-origin', `/result/${name}`) };
  const goOn = after === undefined ? [] : [{ do: 'go-on', url: startOf(after, stage), gate: `${name}-over` }];
  const go = { do: 'traverse', by: ways[trip.way].by, gate: `${name}-go` };
  // From where a person is to leave, the tab goes on as well: their browser may have no such key.
  const leftFrom = ways[trip.way].hand === undefined ? [go] : goOn;
  const leave = { do: 'leave-on-click', ...(isForward(trip) ? {} : { url: stage.at(trip.neighbour, `/away/${name}`) }) };
  const headers = caches[cache].map((value) => ['cache-control', value] as const);
  return {
    [`/form/${name}`]: station({ name: `form-${name}`, acts: isForward(trip) ? [submit, ...leftFrom] : [submit] }),
    [`/result/${name}`]: station({ name: `result-${name}`, acts: [leave, ...goOn] }, headers),
    ...(isForward(trip) ? {} : { [`/away/${name}`]: station({ name: `away-${name}`, acts: leftFrom }) }),
  };
}

function read(values: Values, log: VisitLog): Reading {
  const trip: Trip = { way: values.way, neighbour: values.neighbour };
  const name = nameOf(trip);
  const sight = log.sight(name);
  if (sight === undefined) return { seen: 'no-trip', inconclusive: 'the trip never came to its end' };
  const answers = readAnswers(log, insistence(trip));
  if (typeof answers === 'string') return { seen: 'unclear', inconclusive: answers };
  const [insisting] = sightsOf(insistence(trip).name).map((as) => log.sight(as));
  const again = shows(log, `result-${name}`)[1];
  // Only a request can have brought the page to a person who had to insist, and then it is its second time.
  if (insisting !== undefined && (requests(log, name, insisting.from).length === 0 || again?.show !== 2)) {
    return { seen: 'unclear', inconclusive: 'the page was on its way when the person reloaded' };
  }
  const sent = requests(log, name, sight.from, insisting?.from);
  const kept = insisting === undefined && again?.persisted === true;
  const masked = kept && values.bfcache === 'off' ? { masked: 'the document was kept with the bfcache switched off' } : {};
  switch (values.question) {
    case 'sent':
      return { seen: words(sent), ...masked };
    case 'shown':
      return {
        seen: kept ? 'kept' : sent.length > 0 ? 'requested-again' : insisting !== undefined ? 'another-page' : 'from-store',
        ...masked,
      };
    case 'insisted':
      return { seen: answers === undefined ? 'needless' : `${answers.asked ? 'asked' : 'unasked'}-${words(answers.sent)}`, ...masked };
  }
}

const populate = html(
  'browsing-the-web',
  "attempt-to-populate-the-history-entry's-document",
  'attempt to populate the history entry’s document',
);

/** HTML fetches a POST resource again for a reload, never for a traversal (`allowPOST`); what is shown instead it leaves open. */
function expect({ question }: Values): readonly Expectation[] {
  return question === 'sent' ? [expectation(populate, 'nothing')] : [];
}

export default check({
  id: 'post/back-forward',
  title: 'Going back or forward to the page at the end of a form submission does not submit again',
  clauses: [populate],
  claims: ['GP-4', 'GP-9'],
  axes: {
    bfcache: perVisit(['on', 'off']),
    cache: perVisit(Object.keys(caches) as Cache[]),
    way: sideBySide(wayNames),
    neighbour: sideBySide(neighbours),
    question: carried(questions),
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
    const name = nameOf(trip);
    return { arrivals: requests(log, name), page: shows(log, `result-${name}`), sights: [name, ...sightsOf(insistence(trip).name)] };
  },
});
