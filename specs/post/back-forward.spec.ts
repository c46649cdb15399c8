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
const caches = { none: [], 'no-cache': ['no-cache'], 'no-store': ['no-store'], 'max-age': ['max-age=600'] } as const;
type Cache = keyof typeof caches;

/** A document that the browser may keep while the person is away, and one that holds a lock, so that it had better not. */
const documents = ['may-be-kept', 'holds-lock'] as const;

/** A person's keys and buttons, and the page's own script. */
const ways = {
  'key-back': { by: -1, hand: { do: 'press', keys: 'alt+Left' } },
  'toolbar-back': { by: -1, hand: { do: 'use-toolbar', button: 'back' } },
  'script-back': { by: -1, hand: undefined },
  'key-forward': { by: 1, hand: { do: 'press', keys: 'alt+Right' } },
  'script-forward': { by: 1, hand: undefined },
} as const satisfies Readonly<Record<string, { by: number; hand: Deed | undefined }>>;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];

/** Whose page is next to that at the end of the form: the one that is gone back from, or the form, which is gone forward from. */
const neighbours = ['same-origin', 'cross-site'] as const satisfies readonly Relation[];
const questions = ['shown', 'sent', 'insisted'] as const;

interface Trip {
  readonly way: Way;
  readonly neighbour: (typeof neighbours)[number];
}
interface Values extends Trip {
  readonly document: (typeof documents)[number];
  readonly cache: Cache;
  readonly question: (typeof questions)[number];
}

function omit({ way, neighbour }: Trip): string | undefined {
  return way === 'toolbar-back' && neighbour === 'cross-site' ? 'the button does what the key does; it is asked once' : undefined;
}

/** All trips of a visit, in the order in which the tab makes them. */
const trips: readonly Trip[] = wayNames
  .flatMap((way) => neighbours.map((neighbour) => ({ way, neighbour })))
  .filter((trip) => omit(trip) === undefined);
const nameOf = ({ way, neighbour }: Trip): string => `${way}-${neighbour}`;
const isForward = ({ way }: Trip): boolean => ways[way].by > 0;

interface Shown {
  readonly show: number;
  readonly persisted: boolean;
}

const shows = (log: VisitLog, station: string): readonly Shown[] =>
  log.reports.filter((report) => report.name === station).map(({ value }) => value as Shown);
const requests = (log: VisitLog, name: string, from = 0, to = Infinity): readonly Arrival[] =>
  log.arrivals.slice(from, to).filter((arrival) => pathOf(arrival) === `/result/${name}`);
const words = (arrivals: readonly Arrival[]): string => arrivals.map(({ method }) => `${method}-result`).join('+') || 'nothing';

const insistence = (name: string): string => `${name}, insisting`;

function stepsOf(trip: Trip): readonly Step[] {
  const name = nameOf(trip);
  const isBack = (log: VisitLog): boolean => shows(log, `result-${name}`).length > 1;
  const nothingCame = (log: VisitLog): boolean => !isBack(log) && requests(log, name, log.sight(name)?.from).length === 0;
  const ready: readonly Step[] = isForward(trip)
    ? [
        {
          do: 'await',
          what: `the form of ${name} once more`,
          until: (log) => shows(log, `form-${name}`).length > 1,
        },
      ]
    : [awaitReport(`result-${name}`), { do: 'click-middle', times: 1 }, awaitReport(`away-${name}`)];
  const serves = { way: trip.way, neighbour: trip.neighbour };
  return [
    ...ready,
    {
      do: 'watch',
      as: name,
      act: ways[trip.way].hand ?? { do: 'open-gate', gate: `${name}-go` },
      what: `the page at the end of ${name}, a request for it, or something on the screen`,
      // All pages look alike: what changes the screen is not one of them.
      until: (log, from) => isBack(log) || requests(log, name, from).length > 0,
      serves,
    },
    // The page itself, while it is still being drawn, must not pass for another one.
    { do: 'await', what: `the page at the end of ${name}`, until: (log) => !nothingCame(log), optional: true, deadlineMs: 3000, serves },
    // A person who insists reloads what is shown instead of the page, and says yes to whatever is asked.
    {
      do: 'watch',
      as: insistence(name),
      act: { do: 'press', keys: 'F5' },
      when: nothingCame,
      what: `what a reload brings for ${name}`,
      until: (log) => !nothingCame(log),
      serves,
    },
    { do: 'press', keys: 'Return', when: (log) => log.sight(insistence(name))?.ended === 'screen', serves },
    { do: 'await', what: `the page at the end of ${name}, after all`, until: isBack, serves },
    { do: 'open-gate', gate: `${name}-over` },
  ];
}

/** Pages of one colour, so that going from one to another does not change the screen. */
function station(data: object, headers: Recipe['headers'] = []): Recipe {
  return page('station', data, { headers, head: '<style>html{background:#246}</style>' });
}

function recipesOf(trip: Trip, { document, cache }: Pick<Values, 'document' | 'cache'>, stage: Stage): Recipes {
  const name = nameOf(trip);
  const after = trips[trips.indexOf(trip) + 1];
  const submit = { do: 'submit', url: stage.at('same-origin', `/result/${name}`) };
  const goOn = after === undefined ? [] : [{ do: 'go-on', url: startOf(after, stage), gate: `${name}-over` }];
  const go = { do: 'traverse', by: ways[trip.way].by, gate: `${name}-go` };
  // From where a person is to leave, the trip goes on as well: their browser may have no such key.
  const leftFrom = ways[trip.way].hand === undefined ? [go] : goOn;
  const headers = caches[cache].map((value) => ['cache-control', value] as const);
  const lock = document === 'holds-lock' ? { holdsLock: true } : {};
  const leave = isForward(trip) ? { do: 'traverse', by: -1 } : { do: 'leave-on-click', url: stage.at(trip.neighbour, `/away/${name}`) };
  return {
    [`/form/${name}`]: station({ name: `form-${name}`, acts: isForward(trip) ? [submit, ...leftFrom] : [submit] }),
    [`/result/${name}`]: station({ name: `result-${name}`, acts: [leave, ...goOn], ...lock }, headers),
    ...(isForward(trip) ? {} : { [`/away/${name}`]: station({ name: `away-${name}`, acts: leftFrom }) }),
  };
}

const startOf = (trip: Trip, stage: Stage): string => stage.at(isForward(trip) ? trip.neighbour : 'same-origin', `/form/${nameOf(trip)}`);

function read(values: Values, log: VisitLog): Reading {
  const name = nameOf({ way: values.way, neighbour: values.neighbour });
  const sight = log.sight(name);
  if (sight === undefined) return { seen: 'no-trip', inconclusive: 'the trip never came to its end' };
  const insisting = log.sight(insistence(name));
  const again = insisting === undefined ? shows(log, `result-${name}`)[1] : undefined;
  const sent = requests(log, name, sight.from, insisting?.from);
  const kept = again?.persisted === true;
  if (kept && values.document === 'holds-lock') return { seen: 'kept', inconclusive: 'the browser keeps a page that holds a lock' };
  switch (values.question) {
    case 'sent':
      return { seen: words(sent) };
    case 'shown':
      return { seen: kept ? 'kept' : sent.length > 0 ? 'requested-again' : again === undefined ? 'another-page' : 'from-store' };
    case 'insisted': {
      if (insisting === undefined) return { seen: 'needless' };
      return { seen: `${insisting.ended === 'screen' ? 'asked' : 'unasked'}-${words(requests(log, name, insisting.from))}` };
    }
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
  claims: ['GP-4'],
  axes: {
    document: perVisit(documents),
    cache: perVisit(Object.keys(caches) as Cache[]),
    way: sideBySide(wayNames),
    neighbour: sideBySide(neighbours),
    question: carried(questions),
  },
  omit,
  visit: (values, stage) => ({
    hands: 'person',
    recipes: Object.assign({}, ...trips.map((trip) => recipesOf(trip, values, stage))) as Recipes,
    steps: [...trips.slice(0, 1).map((trip) => type(startOf(trip, stage))), ...trips.flatMap(stepsOf)],
  }),
  read,
  expect,
  evidence: ({ way, neighbour }, log) => {
    const name = nameOf({ way, neighbour });
    return { arrivals: requests(log, name), page: shows(log, `result-${name}`), sights: [name, insistence(name)] };
  },
});
