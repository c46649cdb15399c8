import { arrivalsAt, awaitEnds, conversationsAt, wordFor } from '../../harness/catalogue/captured.ts';
import { rfc9293 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type } from '../../harness/model/journey.ts';
import { finOf, type Conversation, type Said, type Side } from '../../servers/capture/conversation.ts';
import { page, text } from '../../servers/recipe.ts';

const halfClosed = rfc9293('3.6.1', 'Half-Closed Connections');
const closing = rfc9293('3.6', 'Closing a Connection');

/** Which side ends first, while the other one has more to send. */
const cases = {
  'origin-ends': { first: 'origin', path: '/early' },
  'browser-ends': { first: 'browser', path: '/late' },
} as const satisfies Readonly<Record<string, { first: Side; path: string }>>;
type Case = keyof typeof cases;

/** More than fits into all buffers on the way, so that most of it leaves after the origin has ended. */
const uploadLength = 8 * 1024 * 1024;

/** What comes after a side's FIN: data of the other one, and whether they were taken. */
function afterFin(
  conversation: Conversation,
  side: Side,
): { readonly fin?: Said; readonly data: readonly Said[]; readonly reset: boolean } {
  const fin = finOf(conversation, side);
  const after = fin === undefined ? [] : conversation.said.slice(conversation.said.indexOf(fin) + 1);
  return {
    ...(fin === undefined ? {} : { fin }),
    data: after.filter(({ by, length }) => by !== side && length > 0),
    reset: after.some(({ by, flags }) => by === side && flags.includes('RST')),
  };
}

const word =
  (side: Side) =>
  (conversation: Conversation): string => {
    const { fin, data, reset } = afterFin(conversation, side);
    if (fin === undefined) return 'no-FIN';
    if (data.length === 0) return 'nothing-more';
    return reset ? 'data-answered-by-RST' : 'data-taken';
  };

export default check({
  id: 'connections/half-close',
  title: 'When one side has ended a connection, what the other one still sends',
  clauses: [halfClosed, closing],
  claims: ['CN-7'],
  lane: 'captured',
  axes: {
    // TLS has a farewell of its own, at which a browser may give up its upload: such a request never arrives whole.
    scheme: perVisit(['http']),
    end: sideBySide(Object.keys(cases) as Case[]),
  },
  visit: ({ scheme }, stage) => ({
    recipes: {
      '/early': { ...text('text/plain', 'there', [['connection', 'close']]), halfCloses: 'early' },
      '/late': { ...text('text/plain', 'there', [['connection', 'close']]), halfCloses: 'late' },
      '/home': page('askInRounds', {
        rounds: [[{ url: '/late' }], [{ url: '/early', method: 'POST', bodyLength: uploadLength }]],
        reportAs: 'asked',
      }),
    },
    steps: [type(stage.directUrl(scheme, '/home')), awaitReport('asked'), awaitEnds(Object.values(cases).map(({ path }) => path))],
  }),
  read: ({ end }, log) => wordFor(conversationsAt(cases[end].path, log), word(cases[end].first)),
  // A program that closes instead of shutting down only its side answers what still comes by a RST.
  expect: ({ end }) =>
    end === 'origin-ends' ? [expectation(halfClosed, 'data-taken')] : [expectation(closing, 'data-taken', 'data-answered-by-RST')],
  evidence: ({ end }, log) => ({ arrivals: arrivalsAt(cases[end].path, log), connections: conversationsAt(cases[end].path, log) }),
});
