import {
  allAnswerNames,
  answerClauses,
  controlName,
  controlUrl,
  expectSecondTime,
  requestsFor,
  reuseControl,
  startAt,
  type AnswerName,
} from '../../harness/catalogue/cache-second-time.ts';
import { documentInTurn, readSecondTime, shownName, type Turn } from '../../harness/catalogue/cached-documents.ts';
import { check } from '../../harness/fixtures.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step } from '../../harness/model/journey.ts';
import type { Scheme } from '../../servers/names.ts';
import { page, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';

const schemes = ['http', 'https'] as const satisfies readonly Scheme[];

/** Ways from each document to the next of its origin, all of one scheme and then all of them again; as the page library names them. */
const departures = { link: 'link-click', 'form-get': 'form-get', 'link-in-frame': 'link-click' } as const;
/** Keys with which a person loads a document again. */
const reloadKeys = { 'key-reload': 'F5', 'key-hard-reload': 'ctrl+shift+r' } as const;
/** Ways to come to an address a second time. */
const ways = [
  'link',
  'form-get',
  'link-in-frame',
  'link-from-another-site',
  'typed',
  'script-reload',
  'key-reload',
  'key-hard-reload',
] as const;
type Way = (typeof ways)[number];

const keyOf = (way: Way): string | undefined => (way === 'key-reload' || way === 'key-hard-reload' ? reloadKeys[way] : undefined);
const isReload = (way: Way): boolean => way.endsWith('-reload');

interface Place {
  readonly scheme: Scheme;
  readonly answer: AnswerName;
}

const pathTo = ({ scheme, answer }: Place): string => `/document/${scheme}/${answer}`;

const schemesOf = (way: Way): readonly Scheme[] => (way === 'link' || way === 'script-reload' ? schemes : ['https']);
const roundOf = (scheme: Scheme): readonly Place[] => allAnswerNames.map((answer) => ({ scheme, answer }));
/** The documents in the order in which a visit comes to them for the first time. */
const placesOf = (way: Way): readonly Place[] => schemesOf(way).flatMap(roundOf);
/** The same where the way does not load each again at once: all of one scheme twice. */
const roundsOf = (way: Way): readonly Place[] => schemesOf(way).flatMap((scheme) => [...roundOf(scheme), ...roundOf(scheme)]);

const urlOf = (place: Place, stage: Stage): string => stage.url(place.scheme, 'target', pathTo(place));
const hubUrl = (stage: Stage): string => stage.at('cross-site', '/hub');

/** What each document does when it is shown for the first time and for the second; the last one stays. */
function turnsOf(way: Way, index: number, stage: Stage): readonly Turn[] {
  const places = placesOf(way);
  const [place, next] = [places[index], places[index + 1]];
  const leaveFor = (leave: string, to: Place | undefined): Turn => (to === undefined ? 'stay' : { leave, url: urlOf(to, stage) });
  switch (way) {
    case 'link':
    case 'form-get':
    case 'link-in-frame': {
      // The last one of a scheme starts the second round.
      const again = next?.scheme === place?.scheme ? next : places.find(({ scheme }) => scheme === place?.scheme);
      return [again, next].map((to) => leaveFor(departures[way], to));
    }
    case 'link-from-another-site':
      return [1, 2].map(() => ({ leave: 'location-replace', url: hubUrl(stage) }));
    case 'typed':
      return [];
    case 'script-reload':
      return ['reload', leaveFor('link-click', next)];
    case 'key-reload':
    case 'key-hard-reload':
      return ['stay', leaveFor('link-click', next)];
  }
}

const firstDocument = (way: Way, stage: Stage): string => {
  const [place] = placesOf(way);
  if (place === undefined) throw new Error('a visit needs a document to come to');
  return urlOf(place, stage);
};

/** Where the last control leads to; a typed address leads on from it. */
function firstUrl(way: Way, stage: Stage): string | undefined {
  const first = firstDocument(way, stage);
  switch (way) {
    case 'form-get':
      return stage.url('https', 'target', '/start');
    case 'link-in-frame':
      return stage.url('https', 'target', `/framing?frame=${encodeURIComponent(first)}`);
    case 'link-from-another-site':
      return hubUrl(stage);
    case 'typed':
      return undefined;
    default:
      return first;
  }
}

function recipesOf(way: Way, stage: Stage): Recipes {
  const hubTurns = roundsOf(way).map((place) => ({ leave: 'link-click', url: urlOf(place, stage) }));
  return {
    ...Object.fromEntries(
      placesOf(way).map((place, index) => [pathTo(place), documentInTurn(pathTo(place), place.answer, turnsOf(way, index, stage))]),
    ),
    '/start': page('submitForm', { url: firstDocument(way, stage), method: 'get' }),
    '/framing': page('frameAddress', {}),
    '/hub': page('takeTurn', { answer: 0, reportAs: 'hub', turns: hubTurns }),
  };
}

/** What a person does; each document is awaited for itself, because all of them take long on a busy machine. */
function stepsOf(way: Way, stage: Stage): readonly Step[] {
  const keys = keyOf(way);
  const shown = (place: Place, time: number): Step => awaitReport(shownName(pathTo(place), time));
  if (way === 'typed') {
    const rounds = schemesOf(way).flatMap((scheme) => [1, 2].map((time) => ({ time, places: roundOf(scheme) })));
    return [
      awaitReport(controlName('https')),
      ...rounds.flatMap(({ time, places }) => places.flatMap((place) => [type(urlOf(place, stage)), shown(place, time)])),
    ];
  }
  return placesOf(way).flatMap((place) => [
    shown(place, 1),
    ...(keys === undefined ? [] : [{ do: 'press', keys } as const]),
    shown(place, 2),
  ]);
}

/** Waits for what a browser asks after it has shown a stale document; one that never asks shows that by keeping silent. */
function awaitBackground(way: Way): Step {
  const stale = placesOf(way).filter(({ answer }) => answer === 'stale-while-revalidate');
  return {
    do: 'await',
    what: 'the requests that refresh stale documents',
    until: (log) => stale.every((place) => requestsFor(log, pathTo(place)).length > 1),
    deadlineMs: 20_000,
    optional: true,
  };
}

export default check({
  id: 'caching/navigation',
  title: 'A document comes from the cache when a person or a script comes to it again',
  clauses: answerClauses,
  claims: ['GP-1', 'GP-2', 'GP-3'],
  axes: { way: perVisit(ways), scheme: sideBySide(schemes), answer: sideBySide(allAnswerNames) },
  omit: ({ way, scheme }) =>
    schemesOf(way).some((one) => one === scheme) ? undefined : 'each document of each way takes time; a link and a reload go over http too',
  visit: ({ way }, stage) => {
    const own = schemesOf(way);
    const start = startAt(own[0] ?? 'https', stage);
    const controls = own.map((scheme, index) => {
      const next = own[index + 1];
      return reuseControl(scheme, stage, next === undefined ? firstUrl(way, stage) : controlUrl(next, stage));
    });
    return {
      ...(keyOf(way) === undefined ? {} : { hands: 'person' as const }),
      recipes: Object.assign(recipesOf(way, stage), start.recipes, ...controls) as Recipes,
      steps: [type(start.url), ...stepsOf(way, stage), awaitBackground(way)],
    };
  },
  read: (place, log) => readSecondTime(pathTo(place), place.scheme, log),
  // Nothing says how a reload asks for the document; no authority but RFC 9111 binds it.
  expect: ({ way, answer }) => expectSecondTime(answer, !isReload(way)),
  evidence: (place, log) => ({
    arrivals: requestsFor(log, pathTo(place)),
    page: [1, 2].map((time) => log.reported(shownName(pathTo(place), time))),
  }),
});
