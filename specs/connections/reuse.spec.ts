import { obtainConnection } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchStandard } from '../../harness/model/authority.ts';
import { perVisit } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import { poolAllows, type PoolKey } from '../../harness/oracles/connection-pool.ts';
import { transports, type DirectPlace, type Transport } from '../../servers/names.ts';
import { page, text, type Recipe } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

const partition = fetchStandard('determine-the-network-partition-key', 'determine the network partition key');

/** How the next requests differ from the first ones, which a page at `home` makes of `other-host`. */
interface Next {
  readonly to?: DirectPlace;
  readonly credentials?: 'include' | 'omit';
  readonly by?: 'frame' | 'img';
  readonly method?: string;
  /** A page at this place asks, as a frame or in place of the first page; absent: the first page itself. */
  readonly from?: { readonly place: DirectPlace; readonly as: 'frame' | 'page' };
}
const nexts = {
  'with-credentials': {},
  'without-credentials': { credentials: 'omit' },
  post: { method: 'POST' },
  image: { by: 'img' },
  'frame-itself': { by: 'frame' },
  'other-port': { to: 'other-port' },
  'other-host': { to: 'third-host' },
  'from-same-site-frame': { from: { place: 'other-port', as: 'frame' } },
  'from-cross-site-frame': { from: { place: 'third-host', as: 'frame' } },
  'from-same-site-page': { from: { place: 'other-port', as: 'page' } },
  'from-cross-site-page': { from: { place: 'third-host', as: 'page' } },
} as const satisfies Readonly<Record<string, Next>>;
type NextName = keyof typeof nexts;
const nextOf = (name: NextName): Next => nexts[name];

const firsts = { 'with-credentials': 'include', 'without-credentials': 'omit' } as const;
type First = keyof typeof firsts;

interface Values {
  readonly over: Transport;
  readonly first: First;
  readonly next: NextName;
}

/** The first requests ask the host of `home` where its other port is asked next. */
const firstPlace = ({ to }: Next): DirectPlace => (to === 'other-port' ? 'home' : 'other-host');

/** Sites of IP addresses are the addresses themselves, with the scheme. */
const siteOf = (place: DirectPlace): string => (place === 'other-port' ? 'home' : place);

function keysOf({ first, next }: Values): readonly [PoolKey, PoolKey] {
  const { to, credentials, by, from } = nextOf(next);
  const before = { topLevelSite: 'home', askingSite: 'home', origin: firstPlace(nextOf(next)), credentials: firsts[first] === 'include' };
  // A frame's own request is that of the document to come.
  const asking = siteOf(from?.place ?? (by === 'frame' ? 'other-host' : 'home'));
  const topLevelSite = from?.as === 'page' ? asking : 'home';
  return [before, { topLevelSite, askingSite: asking, origin: to ?? before.origin, credentials: credentials !== 'omit' }];
}

const asked = (path: string, log: VisitLog): readonly Arrival[] => log.arrivals.filter((arrival) => pathOf(arrival) === path);

const answer: Recipe = text('text/html', '<script>parent.postMessage("/next","*")</script>', [
  ['access-control-allow-origin', '{origin}'],
  ['access-control-allow-credentials', 'true'],
]);

export default check({
  id: 'connections/reuse',
  title: 'A request goes out on a connection that an earlier one has opened, if both are alike to the pool of connections',
  clauses: [obtainConnection, partition],
  claims: ['CN-8'],
  lane: 'direct',
  axes: {
    over: perVisit(transports),
    first: perVisit(Object.keys(firsts) as First[]),
    next: perVisit(Object.keys(nexts) as NextName[]),
  },
  visit: ({ over, first, next }, stage) => {
    const { to, credentials, by, method, from } = nextOf(next);
    const before = firstPlace(nextOf(next));
    const firstAsk = { url: stage.directUrl(over, '/first', before), credentials: firsts[first] };
    const nextAsk = { url: stage.directUrl(over, '/next', to ?? before), credentials, by, method };
    // Two at once and one more, because a browser may not have let go of the connection of what it has just answered; and
    // three at once next, because it may have opened one ahead of time.
    const firstRounds = [[firstAsk, firstAsk], [firstAsk]];
    const nextRounds = [[nextAsk, nextAsk, nextAsk]];
    const other = from === undefined ? undefined : stage.directUrl(over, '/asks-next', from.place);
    const home =
      other === undefined
        ? { rounds: [...firstRounds, ...nextRounds], reportAs: 'next-asked' }
        : from?.as === 'frame'
          ? { rounds: [...firstRounds, [{ url: other, by: 'frame' }]], reportAs: 'frame-there' }
          : { rounds: firstRounds, reportAs: 'first-asked', then: other };
    return {
      recipes: {
        '/home': page('askInRounds', home),
        '/asks-next': page('askInRounds', { rounds: nextRounds, reportAs: 'next-asked' }),
        '/first': answer,
        // No picture is needed to see on which connection it is asked for.
        '/next': answer,
      },
      steps: [type(stage.directUrl(over, '/home')), awaitReport('next-asked')],
    };
  },
  read: (_values, log) => {
    const used = new Set(asked('/first', log).map(({ connection }) => connection.id));
    const next = asked('/next', log);
    if (used.size === 0 || next.length === 0) return { seen: 'not-asked', inconclusive: 'one of the two was never asked for' };
    return { seen: next.some(({ connection }) => used.has(connection.id)) ? 'same' : 'other' };
  },
  expect: (values) => [expectation(obtainConnection, ...poolAllows(...keysOf(values)))],
  evidence: (_values, log) => ({ arrivals: [...asked('/first', log), ...asked('/next', log)] }),
});
