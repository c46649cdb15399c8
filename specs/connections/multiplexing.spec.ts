import { arrivalsAt } from '../../harness/catalogue/captured.ts';
import { rfc9113 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation } from '../../harness/model/authority.ts';
import { perVisit } from '../../harness/model/axes.ts';
import { awaitReport, type } from '../../harness/model/journey.ts';
import { transports } from '../../servers/names.ts';
import { page, text } from '../../servers/recipe.ts';

const connectionManagement = rfc9113('9.1', 'Connection Management');

/** Requests that are under way together: fewer than browsers open connections for. */
const atOnce = 4;
const path = '/together';
const gate = 'all-there';

export default check({
  id: 'connections/multiplexing',
  title: 'Requests that are under way together share one connection in HTTP/2, and have one each in HTTP/1.1',
  clauses: [connectionManagement],
  lane: 'direct',
  axes: { over: perVisit(transports) },
  visit: ({ over }, stage) => {
    const ask = (to: string) => ({ url: stage.directUrl(over, to, 'other-host'), credentials: 'omit' });
    const cors = [['access-control-allow-origin', '*']] as const;
    return {
      recipes: {
        '/before': text('text/plain', 'there', cors),
        [path]: { ...text('text/plain', 'there', cors), gate },
        '/home': page('askInRounds', {
          // A browser that has no connection yet may open several before it knows that one will do.
          rounds: [[ask('/before')], [ask('/before')], Array.from({ length: atOnce }, (_, number) => ask(`${path}?${String(number)}`))],
          reportAs: 'asked',
        }),
      },
      steps: [
        type(stage.directUrl(over, '/home')),
        {
          do: 'await',
          what: 'the requests that are to be under way together',
          until: (log) => arrivalsAt(path, log).length >= atOnce,
          deadlineMs: 30_000,
          optional: true,
        },
        { do: 'open-gate', gate },
        awaitReport('asked'),
      ],
    };
  },
  read: (_values, log) => {
    const arrivals = arrivalsAt(path, log);
    const { size } = new Set(arrivals.map(({ connection }) => connection.id));
    const seen = size === 1 ? 'one-connection' : size === atOnce ? 'one-each' : `${String(size)}-connections`;
    return arrivals.length === atOnce ? { seen } : { seen, inconclusive: 'not as many requests came as the page made' };
  },
  // HTTP/1.1 leaves open how many connections a client has and what goes out on each.
  expect: ({ over }) => (over === 'http2' ? [expectation(connectionManagement, 'one-connection')] : []),
  evidence: (_values, log) => ({ arrivals: arrivalsAt(path, log) }),
});
