import { embeddings } from '../../harness/catalogue/embeddings.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, type Clause, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Scheme } from '../../servers/names.ts';
import { page, text, type Break, type Recipe } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

const rfc9110 = (section: string, title: string): Clause =>
  clause('RFC 9110', `${section} ${title}`, `https://www.rfc-editor.org/rfc/rfc9110.html#section-${section}`);
const idempotent = rfc9110('9.2.2', 'Idempotent Methods');
const requestTimeout = rfc9110('15.5.9', '408 Request Timeout');
const misdirected = rfc9110('15.5.20', '421 Misdirected Request');

/** What becomes of the first request that comes to a path; the next one is answered. */
const failures = {
  'close-before': { when: 'before', how: 'close' },
  'reset-before': { when: 'before', how: 'reset' },
  'close-during': { when: 'during', how: 'close' },
  'reset-during': { when: 'during', how: 'reset' },
  'close-after': { when: 'after', how: 'close' },
  'reset-after': { when: 'after', how: 'reset' },
  '408': 408,
  '421': 421,
} as const satisfies Readonly<Record<string, Break | number>>;
type Failure = keyof typeof failures;
const failureNames = Object.keys(failures) as Failure[];

const ways = {
  'frame-get': { idempotent: true },
  'fetch-get': { idempotent: true },
  'fetch-post': { idempotent: false },
  'fetch-put': { idempotent: true },
  'fetch-delete': { idempotent: true },
} as const;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];

interface Values {
  readonly scheme: Scheme;
  readonly failure: Failure;
  readonly way: Way;
}
type Try = Pick<Values, 'failure' | 'way'>;

function omit(scheme: Scheme, failure: Failure): string | undefined {
  return scheme === 'https' && failure.startsWith('reset')
    ? 'the library behind the origins resets no connection that TLS runs on'
    : undefined;
}

const triesOver = (scheme: Scheme): readonly Try[] =>
  failureNames
    .filter((failure) => omit(scheme, failure) === undefined)
    .flatMap((failure) => wayNames.map((way): Try => ({ failure, way })));

/** Pages that a frame has gone to when its browser is taken to be through with the request before. */
const rounds = 3;
const pathAt = ({ failure, way }: Try): string => `/try/${failure}/${way}`;
const roundPath = (values: Try, round: number): string => `/round/${String(round)}${pathAt(values)}`;

const arrivalsOf = (values: Try, log: VisitLog): readonly Arrival[] => {
  const path = pathAt(values);
  return log.arrivals.filter((arrival) => pathOf(arrival) === path);
};

function read({ failure, way }: Values, log: VisitLog): Reading {
  const [first, ...more] = arrivalsOf({ failure, way }, log);
  if (first === undefined) return { seen: 'never', inconclusive: 'the request did not arrive at all' };
  const seen = more.length === 0 ? 'once' : more.length === 1 ? 'twice' : `${String(more.length + 1)}-times`;
  // Some engines give every POST a connection of its own, and have nothing to repeat.
  return first.reused ? { seen } : { seen, inconclusive: 'the request came on a connection that had carried none before' };
}

/** A client may repeat what it may; that it must, no authority says. */
function expect({ failure, way }: Values): readonly Expectation[] {
  if (failure === '408') return [expectation(requestTimeout, 'once', 'twice')];
  if (failure === '421') return [expectation(misdirected, 'once', 'twice')];
  const whole = failure === 'close-after' || failure === 'reset-after';
  return [ways[way].idempotent && !whole ? expectation(idempotent, 'once', 'twice') : expectation(idempotent, 'once')];
}

/** Breaks the first request off, and answers those after it. */
function recipeOf(values: Try): Recipe {
  const answer = embeddings.iframe.answer(pathAt(values), []);
  const failure = failures[values.failure];
  const broken: Recipe =
    typeof failure === 'number' ? { ...answer, status: failure, headers: [['connection', 'close']] } : { ...answer, breaks: failure };
  return { inTurn: [broken, answer] };
}

export default check({
  id: 'post/repeats',
  title: 'Which requests a browser repeats by itself when the connection that it used again ends',
  clauses: [idempotent, requestTimeout, misdirected],
  claims: ['GP-9', 'CN-10'],
  lane: 'direct',
  axes: {
    scheme: perVisit(['http', 'https']),
    failure: sideBySide(failureNames),
    way: sideBySide(wayNames),
  },
  omit: ({ scheme, failure }) => omit(scheme, failure),
  visit: ({ scheme }, stage) => {
    const tries = triesOver(scheme);
    const url = (path: string): string => stage.directUrl(scheme, path);
    const roundsOf = (values: Try): readonly string[] =>
      values.way.startsWith('fetch') ? [] : Array.from({ length: rounds }, (_, round) => roundPath(values, round));
    const list = tries.map((values) => ({
      way: values.way,
      url: url(pathAt(values)),
      before: url('/before'),
      after: roundsOf(values).map(url),
    }));
    return {
      recipes: {
        ...Object.fromEntries(tries.map((values) => [pathAt(values), recipeOf(values)])),
        ...Object.fromEntries(tries.flatMap(roundsOf).map((path) => [path, embeddings.iframe.answer(path, [])])),
        '/before': text('text/plain', 'there'),
        '/tries': page('tryRequests', { tries: list, reportAs: 'tried' }),
      },
      steps: [type(url('/tries')), awaitReport('tried')],
    };
  },
  read,
  expect,
  evidence: (values, log) => ({ arrivals: arrivalsOf(values, log) }),
});
