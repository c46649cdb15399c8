import { obtainConnection, rfc9112 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { persists, type AnswerHead } from '../../harness/oracles/persistence.ts';
import { page, text, type Recipe } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

const persistence = rfc9112('9.3', 'Persistence');
const tearDown = rfc9112('9.6', 'Tear-down');

/** What an answer says about its connection. The origin leaves every one of them open. */
const answers = {
  'http-1.1': { protocol: '1.1', headers: [] },
  'http-1.1-keep-alive': { protocol: '1.1', headers: [['connection', 'keep-alive']] },
  'http-1.1-close': { protocol: '1.1', headers: [['connection', 'close']] },
  'http-1.1-close-upper-case': { protocol: '1.1', headers: [['CONNECTION', 'CLOSE']] },
  'http-1.1-close-in-list': { protocol: '1.1', headers: [['connection', 'x-other, close']] },
  'http-1.1-close-on-second-line': {
    protocol: '1.1',
    headers: [
      ['connection', 'keep-alive'],
      ['connection', 'close'],
    ],
  },
  'http-1.1-proxy-connection-close': { protocol: '1.1', headers: [['proxy-connection', 'close']] },
  'http-1.0': { protocol: '1.0', headers: [] },
  'http-1.0-keep-alive': { protocol: '1.0', headers: [['connection', 'keep-alive']] },
  'http-1.0-keep-alive-upper-case': { protocol: '1.0', headers: [['connection', 'Keep-Alive']] },
  'http-1.0-proxy-connection': { protocol: '1.0', headers: [['proxy-connection', 'keep-alive']] },
  'http-1.0-close': { protocol: '1.0', headers: [['connection', 'close']] },
} as const satisfies Readonly<Record<string, AnswerHead>>;
type AnswerName = keyof typeof answers;
const answerNames = Object.keys(answers) as AnswerName[];

/** `next`: does another request come on the connection; `end`: what becomes of one that does not persist. */
const questions = ['next', 'end'] as const;
type Question = (typeof questions)[number];

const pathTo = (answer: AnswerName): string => `/answer/${answer}`;
const cors: NonNullable<Recipe['headers']> = [['access-control-allow-origin', '*']];
const recipeOf = (answer: AnswerName): Recipe => {
  const { protocol, headers }: AnswerHead = answers[answer];
  return { ...text('text/plain', 'there', [...cors, ...headers]), protocol };
};

const arrivalsOf = (answer: AnswerName, log: VisitLog): readonly Arrival[] =>
  log.arrivals.filter((arrival) => pathOf(arrival) === pathTo(answer));

/** True when a later request, whichever it is, came on the connection of one of these. */
function wasUsedAgain(arrivals: readonly Arrival[], log: VisitLog): boolean {
  return arrivals.some(({ seq, connection }) => log.arrivals.some((later) => later.seq > seq && later.connection === connection));
}

const passing = answerNames.filter((answer) => !persists(answers[answer]));
const allEnded = (log: VisitLog): boolean =>
  passing.every((answer) => arrivalsOf(answer, log).every(({ connection }) => connection.end !== 'open'));

function read({ answer, question }: { answer: AnswerName; question: Question }, log: VisitLog): Reading {
  const arrivals = arrivalsOf(answer, log);
  if (arrivals.length === 0) return { seen: 'never-asked', inconclusive: 'the request did not arrive at all' };
  const again = wasUsedAgain(arrivals, log);
  if (question === 'next') return { seen: again ? 'same-connection' : 'other-connection' };
  if (again) return { seen: 'used-again', inconclusive: 'the connection was used again instead' };
  return { seen: [...new Set(arrivals.map(({ connection }) => connection.end))].sort().join('+') };
}

function expect({ answer, question }: { answer: AnswerName; question: Question }): readonly Expectation[] {
  const says: AnswerHead = answers[answer];
  if (question === 'end') return [expectation(tearDown, 'closed-by-browser')];
  if (persists(says)) return [expectation(obtainConnection, 'same-connection')];
  return [expectation(says.protocol === '1.1' ? tearDown : persistence, 'other-connection')];
}

export default check({
  id: 'connections/persistence',
  title: 'The answer says whether its connection may carry another request',
  clauses: [persistence, tearDown, obtainConnection],
  claims: ['CN-8'],
  lane: 'direct',
  axes: {
    scheme: perVisit(['http', 'https']),
    answer: sideBySide(answerNames),
    question: sideBySide(questions),
  },
  omit: ({ answer, question }) =>
    question === 'end' && persists(answers[answer]) ? 'a connection that persists is not waited for until it ends' : undefined,
  visit: ({ scheme }, stage) => {
    const ask = (answer: AnswerName) => ({ url: stage.directUrl(scheme, pathTo(answer), 'other-host'), credentials: 'omit' });
    return {
      recipes: {
        ...Object.fromEntries(answerNames.map((answer) => [pathTo(answer), recipeOf(answer)])),
        '/home': page('askInRounds', {
          // Several in a row, so that a connection that was not let go of at once may still be used.
          rounds: answerNames.flatMap((answer) => [[ask(answer), ask(answer)], [ask(answer)], [ask(answer)]]),
          reportAs: 'asked',
        }),
      },
      steps: [
        type(stage.directUrl(scheme, '/home')),
        awaitReport('asked'),
        { do: 'await', what: 'the ends of connections that do not persist', until: allEnded, deadlineMs: 30_000, optional: true },
      ],
    };
  },
  read,
  expect,
  evidence: ({ answer }, log) => ({ arrivals: arrivalsOf(answer, log) }),
});
