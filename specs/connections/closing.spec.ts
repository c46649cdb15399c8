import { arrivalsAt, awaitEnds, conversationOf, isSettled, wordFor } from '../../harness/catalogue/captured.ts';
import { rfc9112, rfc9293 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { answerToFin, finOf, firstEnd, type Conversation, type Side } from '../../servers/capture/conversation.ts';
import type { Scheme } from '../../servers/names.ts';
import { page, text, type Recipe } from '../../servers/recipe.ts';

const closing = rfc9293('3.6', 'Closing a Connection');
const stateMachine = rfc9293('3.3.2', 'State Machine Overview');
const sequenceNumbers = rfc9293('3.4', 'Sequence Numbers');
const tearDown = rfc9112('9.6', 'Tear-down');

const close = ['connection', 'close'] as const;
type Answer = Pick<Recipe, 'headers' | 'breaks' | 'protocol' | 'endsBody'>;
/** How a connection comes to its end, and which side is to end it. */
const ways = {
  // Only its FIN tells the browser that the answer is whole: otherwise both might end at once.
  'origin-announced': { by: 'origin', answer: { headers: [close], endsBody: true } },
  'origin-unannounced': { by: 'origin', answer: { breaks: { when: 'after', how: 'close' } } },
  'browser-told-to-close': { by: 'browser', answer: { headers: [close], protocol: '1.1' } },
  'browser-told-http-1.0': { by: 'browser', answer: { protocol: '1.0' } },
} as const satisfies Readonly<Record<string, { by: Side; answer: Answer }>>;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];

/** Connections that end each way, one after the other. */
const times = 12;
const path = (way: Way): string => `/${way}`;

const questions = ['first-to-end', 'fin-number', 'ack-and-fin', 'time-wait'] as const;
type Question = (typeof questions)[number];

interface Values {
  readonly scheme: Scheme;
  readonly way: Way;
  readonly question: Question;
}

function firstToEnd(conversation: Conversation): string {
  const end = firstEnd(conversation);
  return end === undefined ? 'nobody' : `${end.by}-${end.flags.includes('RST') ? 'RST' : 'FIN'}`;
}

/** How far the acknowledgement of the first FIN counts beyond it. */
function finNumber(conversation: Conversation): string {
  const fin = firstEnd(conversation);
  const answer = fin?.flags.includes('FIN') === true ? answerToFin(conversation, fin) : undefined;
  if (fin === undefined || answer === undefined || answer.ack === null) return 'not-acknowledged';
  const counted = answer.ack - fin.seq - fin.length;
  return counted === 1 ? 'one' : `${String(counted)}-numbers`;
}

/** Whether the second FIN is the very segment that first acknowledges the first one. */
function ackAndFin(conversation: Conversation): 'one-segment' | 'two-segments' | 'crossed' | 'without' {
  const first = firstEnd(conversation);
  const second = first && finOf(conversation, first.by === 'browser' ? 'origin' : 'browser');
  const answer = first?.flags.includes('FIN') === true ? answerToFin(conversation, first) : undefined;
  if (first === undefined || second === undefined || answer === undefined) return 'without';
  if (second === answer) return 'one-segment';
  return conversation.said.indexOf(second) < conversation.said.indexOf(answer) ? 'crossed' : 'two-segments';
}

function whoWaits(conversation: Conversation): string {
  const { timeWait = 'nobody' } = conversation;
  if (timeWait === 'nobody') return 'nobody';
  return timeWait === firstEnd(conversation)?.by ? 'who-ended-first' : 'the-other';
}

/** True when a side still had something to say that the other one did not take any more: no orderly end. */
const wasReset = ({ said }: Conversation): boolean => said.some(({ flags }) => flags.includes('RST'));

/** Connections that ended this way with the only request they carried: another one may meet an end that is under way. */
const endedBy = (way: Way, log: VisitLog): readonly Conversation[] => {
  const only = arrivalsAt(path(way), log).filter(({ connection }) => connection.requests === 1);
  const ended = only.flatMap((arrival) => conversationOf(arrival, log) ?? []).filter(isSettled);
  return ended.filter((conversation) => !wasReset(conversation));
};
function counts(way: Way, log: VisitLog): Readonly<Record<ReturnType<typeof ackAndFin>, number>> {
  const kinds = endedBy(way, log).map(ackAndFin);
  const count = (wanted: ReturnType<typeof ackAndFin>): number => kinds.filter((kind) => kind === wanted).length;
  return {
    'one-segment': count('one-segment'),
    'two-segments': count('two-segments'),
    crossed: count('crossed'),
    without: count('without'),
  };
}

/** How often the two are one depends on how fast a program answers the kernel; that they are at times does not. */
function readAckAndFin(ends: ReturnType<typeof counts>): Reading {
  if (ends['one-segment'] > 0) return { seen: 'also-one-segment' };
  if (ends['two-segments'] > 0) return { seen: 'always-two-segments' };
  return { seen: 'none', inconclusive: 'no connection was closed by two FINs, one after the other' };
}

function read({ way, question }: Values, log: VisitLog): Reading {
  const ended = endedBy(way, log);
  switch (question) {
    case 'first-to-end':
      return wordFor(ended, firstToEnd);
    case 'fin-number':
      return wordFor(ended, finNumber);
    case 'time-wait':
      return wordFor(ended, whoWaits);
    case 'ack-and-fin':
      return readAckAndFin(counts(way, log));
  }
}

function expect({ way, question }: Values): readonly Expectation[] {
  const { by } = ways[way];
  switch (question) {
    case 'first-to-end':
      return [expectation(tearDown, `${by}-FIN`)];
    case 'fin-number':
      return [expectation(sequenceNumbers, 'one')];
    case 'time-wait':
      return [expectation(stateMachine, 'who-ended-first')];
    case 'ack-and-fin':
      return [expectation(closing, 'also-one-segment', 'always-two-segments')];
  }
}

export default check({
  id: 'connections/closing',
  title: 'Who ends a connection first, in how many segments, and whose end waits afterwards',
  clauses: [closing, stateMachine, sequenceNumbers, tearDown],
  claims: ['CN-4', 'CN-5', 'CN-6'],
  lane: 'captured',
  axes: {
    // In TLS a close has messages of its own, which cross: whether one meets an end that is closed already is chance.
    scheme: perVisit(['http']),
    way: sideBySide(wayNames),
    question: sideBySide(questions),
  },
  visit: ({ scheme }, stage) => {
    const ask = (to: string) => [{ url: stage.directUrl(scheme, to, 'other-host'), credentials: 'omit' }];
    const recipeOf = ({ headers = [], ...rest }: Answer): Recipe => ({
      ...text('text/plain', 'there', [['access-control-allow-origin', '*'], ...headers]),
      ...rest,
    });
    return {
      recipes: {
        ...Object.fromEntries(wayNames.map((way) => [path(way), recipeOf(ways[way].answer)])),
        '/last': recipeOf({ headers: [close] }),
        '/home': page('askInRounds', {
          // A browser that looks at an idle connection only when it wants it finds the last one ended, too.
          rounds: [...wayNames.flatMap((way) => Array.from({ length: times }, () => ask(path(way)))), ask('/last')],
          reportAs: 'asked',
        }),
      },
      steps: [type(stage.directUrl(scheme, '/home')), awaitReport('asked'), awaitEnds(wayNames.map(path))],
    };
  },
  read,
  expect,
  evidence: ({ way }, log) => ({
    arrivals: arrivalsAt(path(way), log).slice(0, 1),
    connections: endedBy(way, log).slice(0, 2),
    page: { ends: counts(way, log) },
  }),
});
