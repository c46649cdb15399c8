import { requestsFor, secondTime } from '../../harness/catalogue/cache-second-time.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchStandard, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { extraHost, extraUrl, type Scheme } from '../../servers/names.ts';
import { page, text, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';

/** Domain and label of each host; below a public suffix that every browser knows, for else some find no site to partition by. */
const hosts = { target: ['t', 'www'], sibling: ['t', 'sub'], 'other-site': ['a', 'www'], 'third-site': ['b', 'www'] } as const;
type Host = keyof typeof hosts;

function urlOf(scheme: Scheme, host: Host, path: string, stage: Stage): string {
  const [domain, label] = hosts[host];
  return extraUrl(scheme, extraHost(stage.id, domain, label), path);
}

/** Where something of the target origin is asked for: the hosts of the nested documents, outermost first. */
const contexts = {
  own: ['target'],
  'own-subdomain': ['sibling'],
  a: ['other-site'],
  'a-over-http': ['other-site'],
  b: ['third-site'],
  'own-in-a': ['other-site', 'target'],
  'own-in-b': ['third-site', 'target'],
  'b-in-a': ['other-site', 'third-site'],
  'a-in-own': ['target', 'other-site'],
  'own-in-a-in-own': ['target', 'other-site', 'target'],
} as const satisfies Record<string, readonly Host[]>;
type Context = keyof typeof contexts;
const names = Object.keys(contexts) as Context[];

const schemeOf = (context: Context): Scheme => (context === 'a-over-http' ? 'http' : 'https');
/** The site of the top-level document; its scheme counts. */
const siteOf = (context: Context): string => {
  const [top] = contexts[context];
  return `${schemeOf(context)} ${top === 'sibling' ? 'target' : top}`;
};
const pathTo = (stored: Context, asked: Context): string => `/thing/${stored}/${asked}`;
const phases = ['store', 'ask'] as const;
type Phase = (typeof phases)[number];
const pageOf = (context: Context, phase: Phase, depth: number): string => `/context/${phase}/${context}/${String(depth)}`;

/** The pages of a context: each frames the next, and the innermost asks for its things. */
function pagesOf(context: Context, phase: Phase, stage: Stage): Recipes {
  const nested: readonly Host[] = contexts[context];
  const urls = names.map((other) => urlOf('https', 'target', phase === 'store' ? pathTo(context, other) : pathTo(other, context), stage));
  return Object.fromEntries(
    nested.map((_, depth) => {
      const next = nested[depth + 1];
      const frame = next === undefined ? {} : { frame: urlOf(schemeOf(context), next, pageOf(context, phase, depth + 1), stage) };
      return [pageOf(context, phase, depth), page('loadInContext', { ...frame, urls, reportAs: `${phase}-${context}` })];
    }),
  );
}

function read({ stored, asked }: { stored: Context; asked: Context }, log: VisitLog): Reading {
  const requests = requestsFor(log, pathTo(stored, asked));
  const seen = secondTime(requests);
  if (requests.length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  const cacheless = [stored, asked].find((context) => secondTime(requestsFor(log, pathTo(context, context))) !== 'reused');
  if (seen !== 'reused' && cacheless !== undefined) {
    return { seen, masked: `what was stored in the context ${cacheless} was not even reused there` };
  }
  return { seen };
}

const partitionKey = fetchStandard('determine-the-http-cache-partition', 'determine the HTTP cache partition');
const networkKey = fetchStandard('network-partition-keys', 'network partition key');

/** The key is the top-level site and something that each implementation chooses; only in one and the same place it is surely the same. */
function expect({ stored, asked }: { stored: Context; asked: Context }): readonly Expectation[] {
  if (siteOf(stored) !== siteOf(asked)) return [expectation(partitionKey, 'requested')];
  return stored === asked ? [expectation(partitionKey, 'reused')] : [];
}

export default check({
  id: 'caching/partition',
  title: 'What is stored below one top-level site is not there below another',
  clauses: [partitionKey, networkKey],
  axes: { stored: sideBySide(names), asked: sideBySide(names) },
  visit: (_, stage) => ({
    recipes: {
      '/thing/*': text('text/plain', 'a thing', [['cache-control', 'max-age=3600']]),
      ...Object.assign({}, ...phases.flatMap((phase) => names.map((context) => pagesOf(context, phase, stage)))),
    } as Recipes,
    steps: phases.flatMap((phase) =>
      names.flatMap((context) => [
        type(urlOf(schemeOf(context), contexts[context][0], pageOf(context, phase, 0), stage)),
        awaitReport(`${phase}-${context}`),
      ]),
    ),
  }),
  read,
  expect,
  evidence: ({ stored, asked }, log) => ({ arrivals: requestsFor(log, pathTo(stored, asked)) }),
});
