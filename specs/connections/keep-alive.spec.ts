import { check } from '../../harness/fixtures.ts';
import { clause } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { DirectPlace } from '../../servers/names.ts';
import { page, text } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';
import { rfc9112 } from '../../harness/catalogue/connection-clauses.ts';

/** What the answers say, and at which place, so that each has connections of its own. */
const offers = {
  nothing: { at: 'other-port', value: undefined },
  'timeout-1': { at: 'other-host', value: 'timeout=1' },
  'max-1': { at: 'third-host', value: 'timeout=600, max=1' },
} as const satisfies Readonly<Record<string, { at: DirectPlace; value: string | undefined }>>;
type Offer = keyof typeof offers;
const offerNames = Object.keys(offers) as Offer[];

/** `idle`: is a connection used again that has been idle for longer than a second; `count`: how many requests does one carry. */
const questions = ['idle', 'count'] as const;
type Question = (typeof questions)[number];

/** Longer than the timeout on offer, with room for browsers that look at their clock once a second. */
const idleMs = 4_000;
/** More than the offer allows on one connection. */
const countedRequests = 6;

const at = (path: string, log: VisitLog): readonly Arrival[] => log.arrivals.filter((arrival) => pathOf(arrival) === path);
const pathOfOffer = (when: 'before' | 'after' | 'count', offer: Offer): string => `/${when}/${offer}`;

function read({ offer, question }: { offer: Offer; question: Question }, log: VisitLog): Reading {
  if (question === 'count') {
    const counts = new Map<number, number>();
    for (const { connection } of at(pathOfOffer('count', offer), log)) counts.set(connection.id, (counts.get(connection.id) ?? 0) + 1);
    const most = Math.max(0, ...counts.values());
    return { seen: most === countedRequests ? 'all' : most > 2 ? 'several' : 'no-more' };
  }
  const seenFor = (one: Offer): string => {
    const used = new Set(at(pathOfOffer('before', one), log).map(({ connection }) => connection.id));
    return at(pathOfOffer('after', one), log).some(({ connection }) => used.has(connection.id)) ? 'same-connection' : 'other-connection';
  };
  const seen = seenFor(offer);
  return offer !== 'nothing' && seenFor('nothing') !== 'same-connection'
    ? { seen, masked: 'a connection whose answers offer nothing was not used again either' }
    : { seen };
}

export default check({
  id: 'connections/keep-alive',
  title: 'Keep-Alive: timeout and max say how long the origin will keep a connection, and for how many requests',
  clauses: [
    clause('RFC 2068', '19.7.1.1 The Keep-Alive Header', 'https://www.rfc-editor.org/rfc/rfc2068.html#section-19.7.1.1'),
    rfc9112('C.2.2', 'Keep-Alive Connections'),
  ],
  claims: ['CN-9'],
  lane: 'direct',
  axes: {
    scheme: perVisit(['http', 'https']),
    offer: sideBySide(offerNames),
    question: sideBySide(questions),
  },
  omit: ({ offer, question }) =>
    (offer === 'timeout-1' && question === 'count') || (offer === 'max-1' && question === 'idle')
      ? 'each parameter is asked about what it says'
      : undefined,
  visit: ({ scheme }, stage) => {
    const ask = (when: 'before' | 'after' | 'count', offer: Offer) => ({
      url: stage.directUrl(scheme, pathOfOffer(when, offer), offers[offer].at),
      credentials: 'omit',
    });
    const answer = (offer: Offer) => {
      const { value } = offers[offer];
      const keeps = value === undefined ? [] : ([['keep-alive', value]] as const);
      return {
        ...text('text/plain', 'there', [['access-control-allow-origin', '*'], ['connection', 'keep-alive'], ...keeps]),
        protocol: '1.1' as const,
      };
    };
    const timed = offerNames.filter((offer) => offer !== 'max-1');
    const counted = offerNames.filter((offer) => offer !== 'timeout-1');
    return {
      recipes: {
        ...Object.fromEntries(
          offerNames.flatMap((offer) => (['before', 'after', 'count'] as const).map((when) => [pathOfOffer(when, offer), answer(offer)])),
        ),
        '/home': page('askInRounds', {
          rounds: [
            ...Array.from({ length: countedRequests }, () => counted.map((offer) => ask('count', offer))),
            timed.map((offer) => ask('before', offer)),
            [{ url: '/.ow/gate/idle-enough', credentials: 'omit' }],
            timed.flatMap((offer) => [ask('after', offer), ask('after', offer)]),
          ],
          reportAs: 'asked',
        }),
      },
      steps: [
        type(stage.directUrl(scheme, '/home')),
        {
          do: 'await',
          what: 'the requests before the pause',
          until: (log) => timed.every((offer) => at(pathOfOffer('before', offer), log).length > 0),
        },
        { do: 'let-age', since: pathOfOffer('before', 'timeout-1'), ms: idleMs },
        { do: 'open-gate', gate: 'idle-enough' },
        awaitReport('asked'),
      ],
    };
  },
  read,
  // RFC 9112 gives these parameters no meaning any more, and RFC 2068 obliges a client to nothing.
  expect: () => [],
  evidence: ({ offer, question }, log) => ({
    arrivals: (question === 'count' ? (['count'] as const) : (['before', 'after'] as const)).flatMap((when) =>
      at(pathOfOffer(when, offer), log),
    ),
  }),
});
