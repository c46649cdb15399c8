import { arrivalsAt, awaitEnds, conversationOf, isSettled, wordFor } from '../../harness/catalogue/captured.ts';
import { rfc8446, rfc9112, rfc9293 } from '../../harness/catalogue/connection-clauses.ts';
import { endsInAlert } from '../../harness/catalogue/tls-records.ts';
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
const closureAlerts = rfc8446('6.1', 'Closure Alerts');

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

const questions = ['first-to-end', 'fin-number', 'ack-and-fin', 'time-wait', 'close-notify'] as const;
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

/** Whether the last thing that the browser says before it ends its side is TLS's own farewell. */
function closeNotify({ said }: Conversation): 'sent' | 'not-sent' | 'no-end' {
  const own = said.filter(({ by }) => by === 'browser');
  const ended = own.findIndex(({ flags }) => flags.includes('FIN') || flags.includes('RST'));
  if (ended < 0) return 'no-end';
  const last = own.slice(0, ended + 1).findLast(({ length }) => length > 0);
  return last !== undefined && endsInAlert(last.payload) ? 'sent' : 'not-sent';
}

function whoWaits(conversation: Conversation): string {
  const { timeWait = 'nobody' } = conversation;
  if (timeWait === 'nobody') return 'nobody';
  return timeWait === firstEnd(conversation)?.by ? 'who-ended-first' : 'the-other';
}

/** True when a side still had something to say that the other one did not take any more: no orderly end. */
const wasReset = ({ said }: Conversation): boolean => said.some(({ flags }) => flags.includes('RST'));

/** Connections that ended with the only request they carried: another one may meet an end that is under way. */
const endedBy = (way: Way, log: VisitLog): readonly Conversation[] => {
  const only = arrivalsAt(path(way), log).filter(({ connection }) => connection.requests === 1);
  return only.flatMap((arrival) => conversationOf(arrival, log) ?? []).filter(isSettled);
};
const endedInOrder = (way: Way, log: VisitLog): readonly Conversation[] =>
  endedBy(way, log).filter((conversation) => !wasReset(conversation));
function counts(way: Way, log: VisitLog): Readonly<Record<ReturnType<typeof ackAndFin>, number>> {
  const kinds = endedInOrder(way, log).map(ackAndFin);
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
  const ended = endedInOrder(way, log);
  switch (question) {
    case 'first-to-end':
      return wordFor(ended, firstToEnd);
    case 'fin-number':
      return wordFor(ended, finNumber);
    case 'time-wait':
      return wordFor(ended, whoWaits);
    case 'close-notify':
      // Farewells of TLS cross: whether one meets an end that is closed already, and a RST comes, is chance.
      return wordFor(endedBy(way, log), closeNotify);
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
    case 'close-notify':
      return [expectation(closureAlerts, 'sent')];
    case 'ack-and-fin':
      return [expectation(closing, 'also-one-segment', 'always-two-segments')];
  }
}

export default check({
  id: 'connections/closing',
  title: 'Who ends a connection first, in how many segments, and whose end waits afterwards',
  clauses: [closing, stateMachine, sequenceNumbers, tearDown, closureAlerts],
  claims: ['CN-4', 'CN-5', 'CN-6'],
  lane: 'captured',
  axes: {
    scheme: perVisit(['http', 'https']),
    way: sideBySide(wayNames),
    question: sideBySide(questions),
  },
  omit: ({ scheme, question }) => {
    if (scheme === 'http') return question === 'close-notify' ? 'only TLS has a farewell of its own' : undefined;
    return question === 'close-notify' ? undefined : 'a farewell of TLS comes before the FIN: whose FIN is first then is chance';
  },
  visit: ({ scheme }, stage) => {
    const ask = (to: string) => [{ url: stage.directUrl(scheme, to, 'other-host'), credentials: 'omit' }];
    const fence = [{ url: stage.directUrl(scheme, '/fence') }];
    const recipeOf = ({ headers = [], ...rest }: Answer): Recipe => ({
      ...text('text/plain', 'there', [['access-control-allow-origin', '*'], ...headers]),
      ...rest,
    });
    return {
      recipes: {
        ...Object.fromEntries(wayNames.map((way) => [path(way), recipeOf(ways[way].answer)])),
        '/last': recipeOf({ headers: [close] }),
        '/fence': text('text/plain', 'there'),
        '/home': page('askInRounds', {
          // A request at once after an answer would often come on its connection, before the end that follows has arrived there.
          rounds: [
            ...wayNames.flatMap((way) => Array.from({ length: times }, () => [ask(path(way)), fence]).flat()),
            // A browser that looks at an idle connection only when it wants it finds the last one ended, too.
            ask('/last'),
          ],
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
    beside: { ends: counts(way, log) },
  }),
});
