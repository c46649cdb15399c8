import {
  answerClauses,
  answerLines,
  answerNames,
  expectSecondTime,
  requestsFor,
  controlName,
  controlUrl,
  reuseControl,
  reuseFailure,
  secondTime,
  startAt,
  type AnswerName,
} from '../../harness/catalogue/cache-second-time.ts';
import { check } from '../../harness/fixtures.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Scheme } from '../../servers/names.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';

const schemes = ['http', 'https'] as const satisfies readonly Scheme[];

/** Ways in which a document leaves for the next one of its origin, as the page library names them. */
const departures = { link: 'link-click', 'form-get': 'form-get' } as const;
/** Keys with which a person loads a document again. */
const reloadKeys = { 'key-reload': 'F5', 'key-hard-reload': 'ctrl+shift+r' } as const;
/** Ways to come to an address a second time: from a document, from another site, typed again, or reloaded by script or by a person. */
const ways = ['link', 'form-get', 'link-from-another-site', 'typed', 'script-reload', 'key-reload', 'key-hard-reload'] as const;
type Way = (typeof ways)[number];

const keyOf = (way: Way): string | undefined => (way === 'key-reload' || way === 'key-hard-reload' ? reloadKeys[way] : undefined);
const isReload = (way: Way): boolean => way.endsWith('-reload');

interface Place {
  readonly scheme: Scheme;
  readonly answer: AnswerName;
}

const pathTo = ({ scheme, answer }: Place): string => `/document/${scheme}/${answer}`;

const schemesOf = (way: Way): readonly Scheme[] => (keyOf(way) === undefined ? schemes : ['https']);
/** The documents in the order in which a visit comes to them. */
const placesOf = (way: Way): readonly Place[] => schemesOf(way).flatMap((scheme) => answerNames.map((answer) => ({ scheme, answer })));
/** The same where the way does not load each again at once: all of one scheme twice. */
const roundsOf = (way: Way): readonly Place[] =>
  schemesOf(way).flatMap((scheme) => {
    const round = answerNames.map((answer) => ({ scheme, answer }));
    return [...round, ...round];
  });

const urlOf = (place: Place | undefined, stage: Stage): string =>
  place === undefined ? stage.at('same-origin', '/end') : stage.url(place.scheme, 'target', pathTo(place));

/** What the document at this place does when it is shown. */
function program(way: Way, place: Place, index: number, stage: Stage): Recipe {
  const places = placesOf(way);
  const next = urlOf(places[index + 1], stage);
  switch (way) {
    case 'link':
    case 'form-get': {
      // The last one of a scheme starts the second round.
      const isLast = places[index + 1]?.scheme !== place.scheme;
      const first = places.find(({ scheme }) => scheme === place.scheme);
      return page('departNext', { leave: departures[way], next, ...(isLast ? { again: urlOf(first, stage) } : {}) });
    }
    case 'link-from-another-site': {
      const turns = roundsOf(way).flatMap((one, turn) => (pathTo(one) === pathTo(place) ? [turn + 1] : []));
      return page('returnInTurn', { hub: stage.at('cross-site', '/hub'), turns });
    }
    case 'typed':
      return page('sayTimesShown', { reportAs: `shown-${pathTo(place)}` });
    case 'script-reload':
      return page('goOnAfterReload', { next });
    case 'key-reload':
    case 'key-hard-reload':
      return page('goOnAfterReload', { next, reportAs: `shown-${pathTo(place)}` });
  }
}

/** Where the controls lead to; a typed address leads on from them. */
function firstUrl(way: Way, stage: Stage): string | undefined {
  switch (way) {
    case 'link':
    case 'form-get':
      // A form of an https page that goes to http would bring up a warning first.
      return stage.url(schemes[0], 'target', '/start');
    case 'link-from-another-site':
      return stage.at('cross-site', '/hub');
    case 'typed':
      return undefined;
    case 'script-reload':
    case 'key-reload':
    case 'key-hard-reload':
      return urlOf(placesOf(way)[0], stage);
  }
}

function stepsOf(way: Way, stage: Stage): readonly Step[] {
  const keys = keyOf(way);
  if (keys !== undefined) {
    const reloads = placesOf(way).flatMap((place): Step[] => [awaitReport(`shown-${pathTo(place)}`), { do: 'press', keys }]);
    return [...reloads, awaitReport('end')];
  }
  if (way !== 'typed') return [awaitReport('end')];
  const rounds = roundsOf(way);
  const typed = rounds.flatMap((place, turn) => {
    const times = rounds.slice(0, turn + 1).filter((one) => pathTo(one) === pathTo(place)).length;
    return [type(urlOf(place, stage)), awaitReport(`shown-${pathTo(place)}-${String(times)}`)];
  });
  return [awaitReport(controlName('https')), ...typed];
}

function recipesOf(way: Way, stage: Stage): Recipes {
  const [places, rounds] = [placesOf(way), roundsOf(way)];
  return {
    ...Object.fromEntries(
      places.map((place, index) => [
        pathTo(place),
        { ...program(way, place, index, stage), headers: answerLines(place.answer), validates: true },
      ]),
    ),
    '/start': page('departNext', { leave: way === 'form-get' ? departures['form-get'] : departures.link, next: urlOf(places[0], stage) }),
    '/hub': page('departInTurn', { urls: rounds.map((place) => urlOf(place, stage)), reportAs: 'end' }),
    '/end': page('announce', { name: 'end' }),
  };
}

function read(place: Place, log: VisitLog): Reading {
  const requests = requestsFor(log, pathTo(place));
  const seen = secondTime(requests);
  if (requests.length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  const masked = reuseFailure(place.scheme, log);
  return masked === undefined ? { seen } : { seen, masked };
}

export default check({
  id: 'caching/navigation',
  title: 'A document comes from the cache when a person or a script comes to it again',
  clauses: answerClauses,
  claims: ['GP-1', 'GP-2', 'GP-3'],
  axes: { way: perVisit(ways), scheme: sideBySide(schemes), answer: sideBySide(answerNames) },
  omit: ({ way, scheme }) =>
    schemesOf(way).some((one) => one === scheme)
      ? undefined
      : 'a key for each document takes long; caching/subresources presses it over http too',
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
      steps: [type(start.url), ...stepsOf(way, stage)],
    };
  },
  read,
  // Nothing says how a reload asks for the document; no authority but RFC 9111 binds it.
  expect: ({ way, answer }) => expectSecondTime(answer, !isReload(way)),
  evidence: (place, log) => ({ arrivals: requestsFor(log, pathTo(place)) }),
});
