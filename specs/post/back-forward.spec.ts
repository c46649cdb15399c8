import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Deed, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Relation } from '../../servers/names.ts';
import { page, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** What the page at the end of the form says about caching. */
const caches = { none: [], 'no-cache': ['no-cache'], 'no-store': ['no-store'], 'max-age': ['max-age=600'] } as const;
type Cache = keyof typeof caches;
const cacheNames = Object.keys(caches) as Cache[];

/** A person's keys, and the page's own script. */
const ways = ['key-back', 'script-back', 'key-forward', 'script-forward'] as const;
type Way = (typeof ways)[number];
const keyOf: Partial<Readonly<Record<Way, string>>> = { 'key-back': 'alt+Left', 'key-forward': 'alt+Right' };
const isForward = (way: Way): boolean => way.endsWith('forward');

/** `near`: the next page is the only one in between. `far`: so many pages are that no browser keeps the document. */
const distances = ['near', 'far'] as const;
/** More pages than any browser keeps documents of. */
const farHops = 12;

const aways = ['same-origin', 'cross-site'] as const satisfies readonly Relation[];
const questions = ['sent', 'shown', 'insisted'] as const;
interface Values {
  readonly away: (typeof aways)[number];
  readonly distance: (typeof distances)[number];
  readonly way: Way;
  readonly cache: Cache;
  readonly question: (typeof questions)[number];
}
interface Trip extends Pick<Values, 'away' | 'distance' | 'way' | 'cache'> {
  readonly name: string;
}
const tripOf = ({ away, distance, way, cache }: Omit<Trip, 'name'>): Trip => ({ away, distance, way, cache, name: `${way}-${cache}` });

interface Shown {
  readonly show: number;
  readonly persisted: boolean;
}

const shows = (log: VisitLog, name: string): readonly Shown[] =>
  log.reports.filter((report) => report.name === name).map(({ value }) => value as Shown);
const requests = (log: VisitLog, name: string, from = 0, to = Infinity): readonly Arrival[] =>
  log.arrivals.slice(from, to).filter((arrival) => pathOf(arrival) === `/result/${name}`);
const words = (arrivals: readonly Arrival[]): string => arrivals.map(({ method }) => `${method}-result`).join('+') || 'nothing';

/** The trip there, to the page that it goes back or forward from. */
function there({ name, way, away, distance }: Trip, stage: Stage): readonly Step[] {
  const form = type(stage.at(isForward(way) ? away : 'same-origin', `/form/${name}`));
  const start: readonly Step[] = [form, awaitReport(`form-${name}`), { do: 'click-middle', times: 1 }, awaitReport(`result-${name}`)];
  if (isForward(way)) return [...start, shownAgain(`form-${name}`)];
  const left: readonly Step[] = [...start, { do: 'click-middle', times: 1 }, awaitReport(`away-${name}`)];
  if (distance === 'near') return left;
  return [...left, awaitReport(`far-/wander/${name}`), ...(way === 'key-back' ? [shownAgain(`away-${name}`)] : [])];
}

const insistence = (name: string): string => `${name}, insisting`;

const shownAgain = (name: string): Step => ({
  do: 'await',
  what: `the second show of ${name}`,
  until: (log) => shows(log, name).length > 1,
});

function stepsOf(trip: Trip, stage: Stage): readonly Step[] {
  const { name, way, cache } = trip;
  const key = keyOf[way];
  const deed: Deed = key === undefined ? { do: 'open-gate', gate: name } : { do: 'press', keys: key };
  const hasCome = (log: VisitLog): boolean => shows(log, `result-${name}`).length > 1;
  const nothingCame = (log: VisitLog): boolean => !hasCome(log) && requests(log, name, log.sight(name)?.from).length === 0;
  const steps: readonly Step[] = [
    ...there(trip, stage),
    {
      do: 'watch',
      as: name,
      act: deed,
      what: `the page at the end of ${name}, a request for it, or something on the screen`,
      until: (log, from) => hasCome(log) || requests(log, name, from).length > 0,
    },
    {
      do: 'await',
      what: `the page at the end of ${name}`,
      until: hasCome,
      // What is drawn before it reports must not pass for a page that never comes.
      optional: true,
      deadlineMs: 2000,
    },
    // A person who insists: reloads what is shown instead, and says yes to whatever is asked.
    {
      do: 'watch',
      as: insistence(name),
      act: { do: 'press', keys: 'F5' },
      when: nothingCame,
      what: `what a reload brings for ${name}`,
      until: (log) => !nothingCame(log),
    },
    { do: 'press', keys: 'Return', when: (log) => log.sight(insistence(name))?.ended === 'screen' },
    {
      do: 'await',
      what: `what insisting brings for ${name}`,
      until: (log) => !nothingCame(log),
      // Where it brings nothing the reading says so.
      optional: true,
      deadlineMs: 4000,
    },
  ];
  return steps.map((step) => ({ ...step, serves: { way, cache } }));
}

function recipesOf({ name, way, away, distance, cache }: Trip, stage: Stage): Recipes {
  const at = (relation: Relation, path: string): string => stage.at(relation, path);
  const gate = keyOf[way] === undefined ? { gate: name } : {};
  const headers = caches[cache].map((value) => ['cache-control', value] as const);
  const result = at('same-origin', `/result/${name}`);
  const form = (then: object): Recipes => ({ [`/form/${name}`]: page('station', { name: `form-${name}`, submit: result, ...then }) });
  if (isForward(way)) {
    return {
      ...form(way === 'script-forward' ? { then: { show: 2, ...gate, go: 1 } } : {}),
      [`/result/${name}`]: page('station', { name: `result-${name}`, then: { show: 1, go: -1 } }, { headers }),
    };
  }
  const wander = at(away, `/wander/${name}`);
  const afterAway =
    distance === 'far' ? { then: { show: 1, go: wander } } : way === 'script-back' ? { then: { show: 1, ...gate, go: -1 } } : {};
  return {
    ...form({}),
    [`/result/${name}`]: page('station', { name: `result-${name}`, link: at(away, `/away/${name}`) }, { headers }),
    [`/away/${name}`]: page('station', { name: `away-${name}`, ...afterAway }),
    [`/wander/${name}`]: page('wander', { hops: farHops, back: way === 'key-back' ? farHops : farHops + 1, ...gate }),
  };
}

function read(values: Values, log: VisitLog): Reading {
  const { name } = tripOf(values);
  const sight = log.sight(name);
  if (sight === undefined) return { seen: 'no-trip', inconclusive: 'the trip never came to its end' };
  const insisting = log.sight(insistence(name));
  const again = insisting === undefined ? shows(log, `result-${name}`)[1] : undefined;
  const unasked = requests(log, name, sight.from, insisting?.from);
  const kept = again?.persisted === true;
  if (values.distance === 'far' && kept) {
    return { seen: 'kept', inconclusive: `the browser keeps documents of more than ${String(farHops)} pages` };
  }
  switch (values.question) {
    case 'sent':
      return { seen: words(unasked) };
    case 'shown':
      return { seen: kept ? 'kept' : unasked.length > 0 ? 'requested-again' : again === undefined ? 'not-shown' : 'from-store' };
    case 'insisted':
      return { seen: insisting === undefined ? 'needless' : words(requests(log, name, insisting.from)) };
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
    away: perVisit(aways),
    distance: perVisit(distances),
    way: sideBySide(ways),
    cache: sideBySide(cacheNames),
    question: carried(questions),
  },
  omit: ({ distance, way }) =>
    distance === 'far' && isForward(way) ? 'pages further on are gone as soon as the form is submitted' : undefined,
  visit: ({ away, distance }, stage) => {
    const trips = ways
      .filter((way) => distance === 'near' || !isForward(way))
      .flatMap((way) => cacheNames.map((cache) => tripOf({ away, distance, way, cache })));
    return {
      hands: 'person',
      recipes: Object.assign({}, ...trips.map((trip) => recipesOf(trip, stage))) as Recipes,
      steps: trips.flatMap((trip) => stepsOf(trip, stage)),
    };
  },
  read,
  expect,
  evidence: (values, log) => {
    const { name } = tripOf(values);
    return { arrivals: requests(log, name), page: shows(log, `result-${name}`), sights: [name, insistence(name)] };
  },
});
