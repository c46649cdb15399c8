import { arrivalsAt } from '../../harness/catalogue/captured.ts';
import { obtainConnection, rfc9113 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type } from '../../harness/model/journey.ts';
import type { NamedPlace } from '../../servers/names.ts';
import { page, text } from '../../servers/recipe.ts';

const connectionReuse = rfc9113('9.1.1', 'Connection Reuse');

/** Hosts at one address and port that are asked after `one`, and whether its certificate is right for them. */
const hosts = {
  'same-host': { place: 'one', covered: true },
  'host-on-the-certificate': { place: 'two', covered: true },
  'host-not-on-the-certificate': { place: 'apart', covered: false },
} as const satisfies Readonly<Record<string, { place: NamedPlace; covered: boolean }>>;
type Host = keyof typeof hosts;
const hostNames = Object.keys(hosts) as Host[];
const path = (host: Host): string => `/next/${host}`;

/** Seen in a browser that shares such a connection where it trusts the certificate of its own accord. */
const forced = 'the certificate is accepted here against the browser’s own judgement, and such a one counts for no other host';

export default check({
  id: 'connections/coalescing',
  title: 'A connection of HTTP/2 carries requests for another host with the same address whose name its certificate has, too',
  clauses: [connectionReuse, obtainConnection],
  lane: 'direct',
  axes: { host: sideBySide(hostNames) },
  visit: (_values, stage) => {
    const ask = (place: NamedPlace, to: string) => ({ url: stage.namedUrl(place, to), credentials: 'omit' });
    const cors = [['access-control-allow-origin', '*']] as const;
    return {
      recipes: {
        '/first': text('text/plain', 'there', cors),
        '/next/*': text('text/plain', 'there', cors),
        '/home': page('askInRounds', {
          rounds: [
            [ask('one', '/first')],
            [ask('one', '/first')],
            // The same host last: that it is asked on the connection shows that this was there all the time.
            ...[...hostNames].reverse().map((host) => [ask(hosts[host].place, path(host))]),
          ],
          reportAs: 'asked',
        }),
      },
      steps: [type(stage.directUrl('http2', '/home')), awaitReport('asked')],
    };
  },
  read: ({ host }, log) => {
    const used = new Set(arrivalsAt('/first', log).map(({ connection }) => connection.id));
    const seenAt = (one: Host): string | undefined => {
      const [asked] = arrivalsAt(path(one), log);
      return asked && (used.has(asked.connection.id) ? 'same' : 'other');
    };
    const seen = seenAt(host);
    if (seen === undefined || used.size === 0) return { seen: 'not-asked', inconclusive: 'one of the hosts was never asked' };
    if (seenAt('same-host') !== 'same') return { seen, masked: 'not even the same host was asked on that connection' };
    const isForced = log.settings.some(({ name }) => name === 'acceptInsecureCerts');
    return host === 'host-on-the-certificate' && seen === 'other' && isForced ? { seen, masked: forced } : { seen };
  },
  // The pool of Fetch is by origin; RFC 9113 allows more, and a certificate is its bound.
  expect: ({ host }) => {
    if (host === 'same-host') return [expectation(obtainConnection, 'same')];
    const { covered } = hosts[host];
    return [
      expectation(obtainConnection, 'other'),
      covered ? expectation(connectionReuse, 'same', 'other') : expectation(connectionReuse, 'other'),
    ];
  },
  evidence: ({ host }, log) => ({ arrivals: [...arrivalsAt('/first', log), ...arrivalsAt(path(host), log)] }),
});
