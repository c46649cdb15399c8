import { arrivalsAt, awaitEnds, conversationsAt, wordFor } from '../../harness/catalogue/captured.ts';
import { rfc9293 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, type Clause } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Conversation } from '../../servers/capture/conversation.ts';
import { page, text } from '../../servers/recipe.ts';

const establishing = rfc9293('3.5', 'Establishing a Connection');
const firstNumber = rfc9293('3.4.1', 'Initial Sequence Number Selection');
const glossary = rfc9293('4', 'Glossary');

/** Connections that a page has made, so many at once: less than browsers allow to one origin. */
const rounds = 4;
const atOnce = 4;

/** How the first three segments acknowledge each other. */
function acknowledgements({ said: [syn, synAck, third] }: Conversation): string {
  const goes = syn?.by === 'browser' && synAck?.by === 'origin' && synAck.flags.includes('SYN') && third?.by === 'browser';
  if (!goes) return 'not-three-segments';
  return syn.ack === null && synAck.ack === 1 && third.ack === 1 ? 'plus-one' : 'other-numbers';
}

const carries = (length: number | undefined): string => ((length ?? 0) > 0 ? 'data' : 'nothing');

/** What is asked of all connections together. */
const questions = {
  acknowledgements: { clause: establishing, allowed: ['plus-one'], word: acknowledgements },
  'syn-carries': {
    clause: establishing,
    allowed: ['nothing', 'data'],
    word: ({ said }: Conversation) => carries(said.find(({ flags }) => flags.includes('SYN'))?.length),
  },
  'syn-ack-carries': {
    clause: establishing,
    allowed: ['nothing', 'data'],
    word: ({ said }: Conversation) => carries(said.find(({ by, flags }) => by === 'origin' && flags.includes('SYN'))?.length),
  },
  'third-segment-carries': {
    clause: establishing,
    allowed: ['nothing', 'data'],
    word: ({ said }: Conversation) => carries(said.find(({ flags }) => !flags.includes('SYN'))?.length),
  },
  'first-numbers-of-browser': { clause: firstNumber, allowed: ['distinct'] },
  'first-numbers-of-origin': { clause: firstNumber, allowed: ['distinct'] },
  'four-tuples': { clause: glossary, allowed: ['one-each'] },
} as const satisfies Readonly<
  Record<string, { clause: Clause; allowed: readonly [string, ...string[]]; word?: (conversation: Conversation) => string }>
>;
type Question = keyof typeof questions;

function firstNumbers(conversations: readonly Conversation[], side: 'browser' | 'origin'): Reading {
  const numbers = conversations.map((one) => one.firstNumbers[side]);
  if (numbers.length < 2) return { seen: 'too-few', inconclusive: 'fewer than two connections were captured' };
  return { seen: new Set(numbers).size === numbers.length ? 'distinct' : 'repeated' };
}

/** As many pairs of addresses and ports in the capture as the origin counts connections. */
function fourTuples(conversations: readonly Conversation[], log: VisitLog): Reading {
  const connections = new Set(arrivalsAt('/open', log).map(({ connection }) => connection.id));
  if (connections.size < 2) return { seen: 'too-few', inconclusive: 'the requests came on fewer than two connections' };
  return { seen: conversations.length === connections.size ? 'one-each' : 'not-one-each' };
}

function read({ question }: { question: Question }, log: VisitLog): Reading {
  const conversations = conversationsAt('/open', log);
  switch (question) {
    case 'first-numbers-of-browser':
      return firstNumbers(conversations, 'browser');
    case 'first-numbers-of-origin':
      return firstNumbers(conversations, 'origin');
    case 'four-tuples':
      return fourTuples(conversations, log);
    default:
      return wordFor(conversations, questions[question].word);
  }
}

export default check({
  id: 'connections/opening',
  title: 'A connection opens with SYN, SYN+ACK and ACK, from numbers of its own',
  clauses: [establishing, firstNumber, glossary],
  claims: ['CN-1', 'CN-2', 'CN-3', 'CN-11'],
  lane: 'captured',
  axes: {
    scheme: perVisit(['http', 'https']),
    question: sideBySide(Object.keys(questions) as Question[]),
  },
  visit: ({ scheme }, stage) => {
    const ask = { url: stage.directUrl(scheme, '/open', 'other-host'), credentials: 'omit' };
    return {
      recipes: {
        '/open': text('text/plain', 'there', [
          ['access-control-allow-origin', '*'],
          ['connection', 'close'],
        ]),
        '/home': page('askInRounds', {
          rounds: Array.from({ length: rounds }, () => Array.from({ length: atOnce }, () => ask)),
          reportAs: 'asked',
        }),
      },
      steps: [type(stage.directUrl(scheme, '/home')), awaitReport('asked'), awaitEnds(['/open'])],
    };
  },
  read,
  expect: ({ question }) => {
    const { clause, allowed }: { readonly clause: Clause; readonly allowed: readonly [string, ...string[]] } = questions[question];
    return [expectation(clause, ...allowed)];
  },
  evidence: (_values, log) => ({ arrivals: arrivalsAt('/open', log).slice(0, 1), connections: conversationsAt('/open', log).slice(0, 1) }),
});
