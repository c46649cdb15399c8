import { requestsFor, secondTime } from '../../harness/catalogue/cache-second-time.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchStandard, rfc9111, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, type Recipe } from '../../servers/recipe.ts';

/** Ways of asking another origin, as the page library names them, and whether the request says its origin and carries credentials. */
const kinds = {
  'fetch-omit-cors': { origin: true, credentials: false },
  'fetch-include-cors': { origin: true, credentials: true },
  'fetch-omit-no-cors': { origin: false, credentials: false },
  'fetch-include-no-cors': { origin: false, credentials: true },
  img: { origin: false, credentials: true },
  'img-crossorigin-anonymous': { origin: true, credentials: false },
} as const;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as Kind[];
const varies = ['plain', 'vary-origin'] as const;
type Varies = (typeof varies)[number];

const pairs = varies.flatMap((vary) => kindNames.flatMap((first) => kindNames.map((second) => ({ vary, first, second }))));
const pathTo = (vary: Varies, first: Kind, second: Kind): string => `/shared/${vary}/${first}/${second}`;

/** Every page may read it, so that no answer is refused because of whom it was first given to. */
function shared(vary: Varies): Recipe {
  return {
    headers: [
      ['cache-control', 'max-age=3600'],
      ['access-control-allow-origin', '{origin}'],
      ['access-control-allow-credentials', 'true'],
      ...(vary === 'plain' ? [] : [['vary', 'Origin'] as const]),
    ],
    body: { kind: 'file', file: 'dot.png' },
  };
}

function read({ vary, first, second }: { vary: Varies; first: Kind; second: Kind }, log: VisitLog): Reading {
  const requests = requestsFor(log, pathTo(vary, first, second));
  const seen = secondTime(requests);
  if (requests.length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  const cacheless = [first, second].find((kind) => secondTime(requestsFor(log, pathTo('plain', kind, kind))) !== 'reused');
  if (seen !== 'reused' && cacheless !== undefined) return { seen, masked: `${cacheless} does not even reuse its own response` };
  return { seen };
}

const vary = rfc9111('4.1', 'Calculating Cache Keys with the Vary Header Field');
const cachePartition = fetchStandard('determine-the-http-cache-partition', 'determine the HTTP cache partition');

/** Credentials and mode are no part of a cache's key; the Origin field is where Vary names it. */
function expect(values: { vary: Varies; first: Kind; second: Kind }): readonly Expectation[] {
  const sameOrigin = kinds[values.first].origin === kinds[values.second].origin;
  if (values.vary === 'vary-origin' && !sameOrigin) return [expectation(vary, 'requested')];
  return [expectation(vary, 'reused', 'requested'), expectation(cachePartition, 'reused')];
}

export default check({
  id: 'caching/cross-origin',
  title: 'Requests of other modes and credentials meet in one cache, unless Vary names their Origin',
  clauses: [vary, cachePartition],
  axes: {
    scheme: perVisit(['http', 'https']),
    vary: sideBySide(varies),
    first: sideBySide(kindNames),
    second: sideBySide(kindNames),
  },
  visit: ({ scheme }, stage) => {
    const url = (values: (typeof pairs)[number]): string =>
      stage.url(scheme, 'other-site', pathTo(values.vary, values.first, values.second));
    const round = (which: 'first' | 'second', next?: string): Recipe =>
      page('loadInRounds', {
        rounds: [pairs.map((pair) => ({ trigger: pair[which], url: url(pair) }))],
        reportAs: which,
        ...(next === undefined ? {} : { next }),
      });
    return {
      recipes: {
        '/first': round('first', stage.url(scheme, 'target', '/second')),
        '/second': round('second'),
        ...Object.fromEntries(varies.map((one) => [`/shared/${one}/*`, shared(one)])),
      },
      steps: [type(stage.url(scheme, 'target', '/first')), awaitReport('first'), awaitReport('second')],
    };
  },
  read,
  expect,
  evidence: (values, log) => ({ arrivals: requestsFor(log, pathTo(values.vary, values.first, values.second)) }),
});
