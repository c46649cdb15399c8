import { arrivalsAt } from '../../harness/catalogue/captured.ts';
import { rfc9293 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { perVisit } from '../../harness/model/axes.ts';
import { awaitReport, type } from '../../harness/model/journey.ts';
import { page, text } from '../../servers/recipe.ts';

const keepAlives = rfc9293('3.8.4', 'TCP Keep-Alives');

const minute = 60;
const hour = 60 * minute;

/** What the time until the first question says, whatever has passed of it on a busy machine. */
function word(seconds: number | null): string {
  if (seconds === null) return 'never';
  if (seconds > hour) return seconds <= 2 * hour ? 'after-two-hours' : 'later';
  return seconds <= minute ? 'within-a-minute' : 'within-an-hour';
}

export default check({
  id: 'connections/probes',
  title: 'When the other side of a connection that a browser leaves idle is first asked for a sign of life',
  clauses: [keepAlives],
  claims: ['CN-13'],
  lane: 'direct',
  axes: { scheme: perVisit(['http', 'https']) },
  visit: ({ scheme }, stage) => ({
    recipes: {
      '/idle': { ...text('text/plain', 'there', [['access-control-allow-origin', '*']]), looksUpProbe: true },
      '/home': page('askInRounds', {
        rounds: [[{ url: stage.directUrl(scheme, '/idle', 'other-host'), credentials: 'omit' }]],
        reportAs: 'asked',
      }),
    },
    steps: [type(stage.directUrl(scheme, '/home')), awaitReport('asked')],
  }),
  read: (_values, log) => {
    const probeAfter = arrivalsAt('/idle', log)[0]?.connection.probeAfter;
    if (probeAfter === undefined) return { unsupported: 'this machine does not show the timers of its connections' };
    return { seen: word(probeAfter) };
  },
  // The default of TCP is never, and two hours where a program asks for probes; one may ask for other times.
  expect: () => [],
  evidence: (_values, log) => ({
    arrivals: arrivalsAt('/idle', log),
    beside: { secondsUntilProbe: arrivalsAt('/idle', log)[0]?.connection.probeAfter },
  }),
});
