import { arrivalsAt, conversationOf } from '../../harness/catalogue/captured.ts';
import { rfc9112 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Conversation } from '../../servers/capture/conversation.ts';
import { page, text } from '../../servers/recipe.ts';
import type { Arrival } from '../../servers/wire-log.ts';

const bodyLengths = { nothing: 0, '100-octets': 100, '1000-octets': 1_000, '10000-octets': 10_000, '100000-octets': 100_000 } as const;
type Body = keyof typeof bodyLengths;

const path = (method: string, body: string): string => `/${method}/${body}`;
const headEnd = '\r\n\r\n';

/** How a request left; undefined where the capture lacks some of it. */
function cutOf({ method, target, body }: Arrival, { said }: Conversation): string | undefined {
  const sent = said.filter(({ by, length }) => by === 'browser' && length > 0);
  const start = sent.findIndex(({ payload }) => payload.toString('latin1').startsWith(`${method} ${target} `));
  if (start < 0) return undefined;
  const segments = sent.slice(start);
  const headLength =
    segments
      .map(({ payload }) => payload.toString('latin1'))
      .join('')
      .indexOf(headEnd) + headEnd.length;
  // How much had left with each segment.
  const left = segments.map((_, place) => segments.slice(0, place + 1).reduce((sum, { length }) => sum + length, 0));
  const headEnds = left.find((sum) => sum >= headLength);
  if (headLength < headEnd.length || headEnds === undefined || (left.at(-1) ?? 0) < headLength + body.length) return undefined;
  if (left[0] === headLength + body.length) return 'one-segment';
  return headEnds > headLength ? 'body-begins-with-head' : 'head-apart';
}

const isWhole = (arrival: Arrival, log: VisitLog): boolean => {
  const conversation = conversationOf(arrival, log);
  return conversation !== undefined && cutOf(arrival, conversation) !== undefined;
};

function read({ method, body }: { method: string; body: string }, log: VisitLog): Reading {
  const [arrival] = arrivalsAt(path(method, body), log);
  const conversation = arrival && conversationOf(arrival, log);
  const cut = conversation && cutOf(arrival, conversation);
  return cut === undefined ? { seen: 'not-captured', inconclusive: 'the request was not captured whole' } : { seen: cut };
}

export default check({
  id: 'connections/request-segments',
  title: 'In which segments the head and the body of a request leave',
  clauses: [rfc9112('2.1', 'Message Format')],
  claims: ['GP-10'],
  lane: 'captured',
  axes: {
    // Inside TLS nobody sees where the head ends.
    scheme: perVisit(['http']),
    method: sideBySide(['GET', 'POST']),
    body: sideBySide(Object.keys(bodyLengths) as Body[]),
  },
  omit: ({ method, body }) => (method === 'GET' && body !== 'nothing' ? 'fetch() sends no body with GET' : undefined),
  visit: ({ scheme }, stage) => {
    const ask = (method: string, body: Body) => [
      { url: path(method, body), method, ...(bodyLengths[body] === 0 ? {} : { bodyLength: bodyLengths[body] }) },
    ];
    const requests = [ask('GET', 'nothing'), ...(Object.keys(bodyLengths) as Body[]).map((body) => ask('POST', body))];
    return {
      recipes: {
        '/GET/*': text('text/plain', 'there'),
        '/POST/*': text('text/plain', 'there'),
        '/home': page('askInRounds', { rounds: requests, reportAs: 'asked' }),
      },
      steps: [
        type(stage.directUrl(scheme, '/home')),
        awaitReport('asked'),
        {
          do: 'await',
          what: 'the requests on the wire',
          until: (log) => log.arrivals.filter(({ target }) => /^\/(GET|POST)\//.test(target)).every((arrival) => isWhole(arrival, log)),
          deadlineMs: 30_000,
          optional: true,
        },
      ],
    };
  },
  read,
  // A message is a sequence of octets; how TCP cuts it no document on HTTP says.
  expect: () => [],
  evidence: ({ method, body }, log) => {
    const arrivals = arrivalsAt(path(method, body), log);
    return { arrivals, connections: arrivals.flatMap((arrival) => conversationOf(arrival, log) ?? []) };
  },
});
