import { embeddings } from '../../harness/catalogue/embeddings.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc9110 } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page } from '../../servers/recipe.ts';
import { headerValues, pathOf, type Arrival } from '../../servers/wire-log.ts';

/** A client may ask before it sends a body; that it must or must not, nobody says. */
const asking = rfc9110('10.1.1', 'Expect');

const sizes = { '16B': 16, '1KB': 1024, '64KB': 64 * 1024, '1MB': 1024 * 1024 } as const;
type Size = keyof typeof sizes;
const sizeNames = Object.keys(sizes) as Size[];

interface Values {
  readonly way: string;
  readonly size: Size;
}
const pathAt = ({ way, size }: Values): string => `/body/${way}/${size}`;
const afterPath = (values: Values): string => `/after${pathAt(values)}`;
const arrivalOf = (values: Values, log: VisitLog): Arrival | undefined =>
  log.arrivals.find((arrival) => pathOf(arrival) === pathAt(values));

/** An origin reads a request to its end before it says anything, so a body that is there was sent unasked, unless the head asked. */
function read(values: Values, log: VisitLog): Reading {
  const arrival = arrivalOf(values, log);
  if (arrival === undefined) return { seen: 'never', inconclusive: 'the request did not arrive at all' };
  if (headerValues(arrival, 'expect').some((value) => /^100-continue$/i.test(value))) return { seen: 'after-100-continue' };
  return arrival.body.length === sizes[values.size] ? { seen: 'unasked' } : { seen: `unasked-with-${String(arrival.body.length)}` };
}

export default check({
  id: 'post/body-unasked',
  title: 'Whether the body of a POST waits for 100 Continue after its head',
  clauses: [asking],
  claims: ['GP-10'],
  lane: 'direct',
  axes: { scheme: perVisit(['http', 'https']), way: perVisit(['form-post', 'fetch-post']), size: sideBySide(sizeNames) },
  visit: ({ scheme, way }, stage) => {
    const messages = sizeNames.map((size) => ({
      url: stage.directUrl(scheme, pathAt({ way, size })),
      octets: sizes[size],
      after: [stage.directUrl(scheme, afterPath({ way, size }))],
    }));
    return {
      recipes: {
        ...Object.fromEntries(sizeNames.map((size) => [afterPath({ way, size }), embeddings.iframe.answer(afterPath({ way, size }), [])])),
        '/body/*': { status: 204 },
        '/sender': page('sendLong', { way, messages, reportAs: 'sent' }),
      },
      steps: [
        type(stage.directUrl(scheme, '/sender')),
        awaitReport('sent'),
        {
          do: 'await',
          what: 'every body',
          until: (log) => sizeNames.every((size) => arrivalOf({ way, size }, log) !== undefined),
        },
      ],
    };
  },
  read,
  expect: () => [],
  evidence: (values, log) => ({ arrivals: [arrivalOf(values, log) ?? []].flat() }),
});
