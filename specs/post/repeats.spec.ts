import { embeddings } from '../../harness/catalogue/embeddings.ts';
import { rfc9113 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, rfc9110, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { transports, type Transport } from '../../servers/names.ts';
import { page, text, type Recipe } from '../../servers/recipe.ts';
import { headerValues, pathOf, type Arrival } from '../../servers/wire-log.ts';

const idempotent = rfc9110('9.2.2', 'Idempotent Methods');
const requestTimeout = rfc9110('15.5.9', '408 Request Timeout');
const misdirected = rfc9110('15.5.20', '421 Misdirected Request');
const reliability = rfc9113('8.7', 'Request Reliability');

/** What becomes of the first request that comes to a path; the next one is answered. */
const failures = {
  'close-before': { breaks: { when: 'before', how: 'close' } },
  'reset-before': { breaks: { when: 'before', how: 'reset' } },
  'close-during': { breaks: { when: 'during', how: 'close' } },
  'reset-during': { breaks: { when: 'during', how: 'reset' } },
  'close-after': { breaks: { when: 'after', how: 'close' } },
  'reset-after': { breaks: { when: 'after', how: 'reset' } },
  // After a while: Firefox repeats what a 408 answers late and not what it answers at once, which may be late on a busy machine.
  '408': { status: 408, headers: [['connection', 'close']], delayMs: 2000 },
  '421': { status: 421, headers: [['connection', 'close']] },
  // The origin is silent, but not for ever.
  silence: { delayMs: 2000 },
  'refused-stream': { declines: 'refused-stream' },
  goaway: { declines: 'goaway' },
  'internal-error': { declines: 'internal-error' },
} as const satisfies Readonly<Record<string, Recipe>>;
type Failure = keyof typeof failures;
const failureNames = Object.keys(failures) as Failure[];

const ways = {
  'frame-get': { idempotent: true },
  'frame-post': { idempotent: false },
  'window-get': { idempotent: true },
  'window-post': { idempotent: false },
  'fetch-get': { idempotent: true },
  'fetch-head': { idempotent: true },
  'fetch-post': { idempotent: false },
  'fetch-put': { idempotent: true },
  'fetch-delete': { idempotent: true },
} as const;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];

/** Ways whose end the page itself can tell: by an answer, or by a failure. */
const isToldByPage = (way: Way): boolean => way.startsWith('fetch') && way !== 'fetch-head';

interface Values {
  readonly over: Transport;
  readonly failure: Failure;
  readonly way: Way;
}
type Try = Pick<Values, 'failure' | 'way'>;

function omit({ over, failure, way }: Values): string | undefined {
  if ((over === 'http2') !== 'declines' in failures[failure]) return 'HTTP/1.1 ends a connection, HTTP/2 a request';
  return way === 'fetch-head' && failure.endsWith('-during') ? 'an answer to HEAD has no body to break off in' : undefined;
}

/** Tries that wait together for an origin that takes its time; what a page can tell the end of ends the round. */
const silentRounds: readonly (readonly Way[])[] = [
  ['frame-get', 'frame-post', 'fetch-get'],
  ['window-get', 'fetch-head', 'fetch-post'],
  ['window-post', 'fetch-put', 'fetch-delete'],
];

/** All tries over a transport, by what is under way together. */
function roundsOfTries(over: Transport): readonly (readonly Try[])[] {
  return failureNames.flatMap((failure) => {
    const possible = wayNames.filter((way) => omit({ over, failure, way }) === undefined);
    const together = possible.length > 0 && 'delayMs' in failures[failure] ? silentRounds : possible.map((way) => [way]);
    return together.map((round) => round.map((way): Try => ({ failure, way })));
  });
}

/** Each is made twice, because a browser does not always use a connection again that it could. */
const attempts = [1, 2] as const;
type Attempt = (typeof attempts)[number];

/** Pages that a frame has gone to when its browser is taken to be through with the request before. */
const pagesAfter = 3;
const pathAt = ({ failure, way }: Try, attempt: Attempt): string => `/try/${String(attempt)}/${failure}/${way}`;
const gateOf = ({ failure, way }: Try, attempt: Attempt): string => `${failure}-${way}-${String(attempt)}`;
const pathsAfter = (round: readonly Try[], attempt: Attempt): readonly string[] =>
  round.every(({ way }) => isToldByPage(way))
    ? []
    : Array.from({ length: pagesAfter }, (_, index) => `/after/${String(index)}/${round.map((one) => gateOf(one, attempt)).join('-')}`);

const isValidating = (arrival: Arrival): boolean => headerValues(arrival, 'cache-control').includes('max-age=0');

/**
 * The request and its repeats, which are like it. Chromium's error page loads itself again when it has stood for a second,
 * as it does on a busy machine: a reload of the page, which asks with max-age=0, and no repeat of the request that failed.
 */
const arrivalsOf = (values: Try, attempt: Attempt, log: VisitLog): readonly Arrival[] => {
  const path = pathAt(values, attempt);
  const [first, ...more] = log.arrivals.filter((arrival) => pathOf(arrival) === path);
  return first === undefined ? [] : [first, ...more.filter((arrival) => isValidating(arrival) === isValidating(first))];
};

/** The attempt that came on a connection which was used again, or else the first. */
const tellingAttempt = (values: Try, log: VisitLog): Attempt =>
  attempts.find((attempt) => arrivalsOf(values, attempt, log)[0]?.reused === true) ?? attempts[0];

function read(values: Values, log: VisitLog): Reading {
  const attempt = tellingAttempt(values, log);
  const [first, ...more] = arrivalsOf(values, attempt, log);
  if (first === undefined) return { seen: 'never', inconclusive: 'the request did not arrive at all' };
  const seen = more.length === 0 ? 'once' : more.length === 1 ? 'twice' : `${String(more.length + 1)}-times`;
  // Some engines give every POST a connection of its own, and have nothing to repeat. In HTTP/2 the origin itself says that it did nothing.
  return first.reused || values.over === 'http2'
    ? { seen }
    : { seen, inconclusive: 'the request came on a connection that had carried none before' };
}

/** A client may repeat what it may; that it must, no authority says. */
function expect({ failure, way }: Values): readonly Expectation[] {
  if (failure === '408') return [expectation(requestTimeout, 'once', 'twice')];
  if (failure === '421') return [expectation(misdirected, 'once', 'twice')];
  // The client knows that nothing was done.
  if (failure === 'refused-stream' || failure === 'goaway') return [expectation(reliability, 'once', 'twice')];
  const whole = failure === 'close-after' || failure === 'reset-after';
  return [ways[way].idempotent && !whole ? expectation(idempotent, 'once', 'twice') : expectation(idempotent, 'once')];
}

/** A click of a person's, which the page waits for: without one no window opens. */
const openWindow: Step = { do: 'click', selector: '#open' };

/** Lets the first request down, and answers those after it. */
function recipeOf(values: Try, attempt: Attempt): Recipe {
  const answer = embeddings.iframe.answer(pathAt(values, attempt), []);
  return { inTurn: [{ ...answer, ...failures[values.failure] }, answer] };
}

export default check({
  id: 'post/repeats',
  title: 'Which requests a browser repeats by itself when they are let down',
  clauses: [idempotent, requestTimeout, misdirected, reliability],
  claims: ['GP-9', 'CN-10'],
  lane: 'direct',
  axes: {
    over: perVisit(transports),
    failure: sideBySide(failureNames),
    way: sideBySide(wayNames),
  },
  omit,
  visit: ({ over }, stage) => {
    const url = (path: string): string => stage.directUrl(over, path);
    const made = attempts.flatMap((attempt) => roundsOfTries(over).map((round) => ({ round, attempt })));
    const rounds = made.map(({ round, attempt }) => ({
      tries: round.map((values) => ({ way: values.way, url: url(pathAt(values, attempt)), gate: gateOf(values, attempt) })),
      before: url(round.length === 1 ? '/before' : '/before-together'),
      after: pathsAfter(round, attempt).map(url),
    }));
    const tries = made.flatMap(({ round, attempt }) => round.map((values) => ({ values, attempt })));
    const after = made.flatMap(({ round, attempt }) => pathsAfter(round, attempt));
    return {
      recipes: {
        ...Object.fromEntries(tries.map(({ values, attempt }) => [pathAt(values, attempt), recipeOf(values, attempt)])),
        ...Object.fromEntries(after.map((path) => [path, embeddings.iframe.answer(path, [])])),
        '/before': text('text/plain', 'there'),
        // Held back, so that requests which are under way together each have a connection of their own.
        '/before-together': { ...text('text/plain', 'there'), delayMs: 500 },
        '/tries': page('tryRequests', { rounds, reportAs: 'tried' }),
      },
      steps: [
        type(url('/tries')),
        ...tries
          .filter(({ values }) => !isToldByPage(values.way))
          .flatMap(({ values, attempt }): readonly Step[] => [
            ...(values.way.startsWith('window') ? [awaitReport(`${gateOf(values, attempt)}-ready`), openWindow] : []),
            {
              do: 'await',
              what: `the request at ${pathAt(values, attempt)}`,
              until: (log) => arrivalsOf(values, attempt, log).length > 0,
            },
            { do: 'open-gate', gate: gateOf(values, attempt) },
          ]),
        awaitReport('tried'),
      ],
    };
  },
  read,
  expect,
  evidence: (values, log) => ({ arrivals: arrivalsOf(values, tellingAttempt(values, log), log) }),
});
