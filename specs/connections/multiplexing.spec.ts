import { arrivalsAt } from '../../harness/catalogue/captured.ts';
import { rfc9112, rfc9113 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step } from '../../harness/model/journey.ts';
import { transports } from '../../servers/names.ts';
import { page, text } from '../../servers/recipe.ts';

const connectionManagement = rfc9113('9.1', 'Connection Management');
const concurrency = rfc9112('9.4', 'Concurrency');

/** Requests that are under way together: fewer than browsers open connections for. */
const atOnce = 4;
/** Whether the browser has a connection to the origin when they begin. */
const occasions = ['without-connection', 'with-connection'] as const;
type Occasion = (typeof occasions)[number];
const path = (occasion: Occasion): string => `/together/${occasion}`;

/** Lets the answers go once all requests are there, or as many as come. */
const together = (occasion: Occasion): readonly Step[] => [
  {
    do: 'await',
    what: `the requests ${occasion}`,
    until: (log) => arrivalsAt(path(occasion), log).length >= atOnce,
    deadlineMs: 30_000,
    optional: true,
  },
  { do: 'open-gate', gate: occasion },
];

export default check({
  id: 'connections/multiplexing',
  title: 'Requests that are under way together share one connection in HTTP/2, and have one each in HTTP/1.1',
  clauses: [connectionManagement, concurrency],
  lane: 'direct',
  axes: { over: perVisit(transports), occasion: sideBySide(occasions) },
  visit: ({ over }, stage) => {
    const ask = (occasion: Occasion, number: number) => ({
      // Requests for the same address might wait for each other at a cache.
      url: stage.directUrl(over, `${path(occasion)}?${String(number)}`, 'other-host'),
      credentials: 'omit',
    });
    const cors = [['access-control-allow-origin', '*']] as const;
    return {
      recipes: {
        ...Object.fromEntries(occasions.map((occasion) => [path(occasion), { ...text('text/plain', 'there', cors), gate: occasion }])),
        '/home': page('askInRounds', {
          rounds: occasions.map((occasion) => Array.from({ length: atOnce }, (_, number) => ask(occasion, number))),
          reportAs: 'asked',
        }),
      },
      steps: [type(stage.directUrl(over, '/home')), ...occasions.flatMap(together), awaitReport('asked')],
    };
  },
  read: ({ occasion }, log) => {
    const arrivals = arrivalsAt(path(occasion), log);
    const { size } = new Set(arrivals.map(({ connection }) => connection.id));
    // How many exactly is chance where a browser opens some before it knows that one will do.
    const seen = size === 1 ? 'one-connection' : 'several-connections';
    return arrivals.length === atOnce ? { seen } : { seen, inconclusive: 'not as many requests came as the page made' };
  },
  // HTTP/1.1 leaves open how many connections a client has; that each carries one request at a time is not said of clients either.
  expect: ({ over }) => (over === 'http2' ? [expectation(connectionManagement, 'one-connection')] : []),
  evidence: ({ occasion }, log) => ({ arrivals: arrivalsAt(path(occasion), log) }),
});
