import { embeddings } from '../../harness/catalogue/embeddings.ts';
import {
  chainHops,
  chainKeys,
  chainRecipes,
  chainUrls,
  hopPath,
  redirectedKinds,
  routes,
  type RedirectedKind,
  type RedirectedKindName,
  type Route,
} from '../../harness/catalogue/redirect-chains.ts';
import { sharingHeaders } from '../../harness/catalogue/sharing.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchStandard, html, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { fetchChain, redirectStatuses, type RedirectStatus } from '../../harness/oracles/fetching.ts';
import { originHeaderSeen, originHeaderWord } from '../../harness/oracles/origin-header.ts';
import { relations, stageHosts, type HostRole, type Relation } from '../../servers/names.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Arrival } from '../../servers/wire-log.ts';

const questions = ['method', 'origin-header', 'readable'] as const;
interface Values {
  relation: Relation;
  kind: RedirectedKindName;
  status: RedirectStatus;
  hops: Route;
  question: (typeof questions)[number];
}

const kinds = Object.keys(redirectedKinds) as RedirectedKindName[];
const kindOf = (kind: RedirectedKindName): RedirectedKind => redirectedKinds[kind];
const keyOf = (kind: RedirectedKindName, status: RedirectStatus, route: Route): string => `${kind}/${status}/${route}`;
const lastHop = (route: Route): number => (route === 'one' ? 1 : 2);
/** The same request without any redirect, to the page's own origin. */
const controlPath = (kind: RedirectedKindName): string => `/control/${kind}`;

function omit({ kind, hops, question }: Omit<Values, 'relation' | 'status'>): string | undefined {
  if (kindOf(kind).probe !== undefined) return undefined;
  if (hops !== 'one') return 'frames take the longer routes; one hop shows whether the page’s own window follows the same rules';
  return question === 'readable' ? 'the page that could read is gone when its own window has moved on' : undefined;
}

/** What the end of a chain answers; `path` is the one that the page asked for first. */
function answer(kind: RedirectedKindName, path: string): Recipe {
  const { probe, asking, sharing } = kindOf(kind);
  const element =
    asking.mode === 'navigate' ? 'iframe' : probe?.element === 'img' ? 'img' : probe?.element === 'script' ? 'script' : 'fetch';
  return embeddings[element].answer(path, sharingHeaders(sharing));
}

/** The chains of one kind: where each begins and ends, and what answers along it. */
function chains(kind: RedirectedKindName, hosts: Readonly<Record<HostRole, string>>, relation: Relation, end: (first: string) => Recipe) {
  return chainKeys
    .filter(({ route }) => omit({ kind, hops: route, question: 'method' }) === undefined)
    .map(({ status, route }) => {
      const urls = chainUrls(hosts, relation, route, keyOf(kind, status, route));
      const first = urls[0] ?? '';
      return {
        kind,
        first,
        last: urls.at(-1) ?? '',
        recipes: chainRecipes(urls, status, kindOf(kind).sharing, end(new URL(first).pathname)),
      };
    });
}

const sampleHosts = stageHosts('sample', 0);

function expect({ relation, kind, status, hops, question }: Values): readonly Expectation[] {
  const { asking, sharing } = kindOf(kind);
  const urls = chainUrls(sampleHosts, relation, hops, keyOf(kind, status, hops));
  const { origin } = new URL(urls[0] ?? '');
  const { requests, result } = fetchChain({ ...asking, origin }, chainHops(urls, status, sharing));
  const last = requests.length === urls.length ? requests.at(-1) : undefined;
  switch (question) {
    case 'method':
      return [expectation(fetchStandard('concept-http-redirect-fetch', 'HTTP-redirect fetch'), last?.method ?? 'no-request')];
    case 'origin-header':
      return [
        expectation(
          fetchStandard('append-a-request-origin-header', 'append a request `Origin` header'),
          last === undefined ? 'no-request' : originHeaderWord(last.origin, origin),
        ),
      ];
    case 'readable': {
      const isOpen = asking.mode === 'navigate' ? new URL(urls.at(-1) ?? '').origin === origin : result === 'basic' || result === 'cors';
      return [expectation(fetchStandard('concept-main-fetch', 'main fetch'), isOpen ? 'readable' : 'hidden')];
    }
  }
}

function read({ kind, status, hops, question }: Values, log: VisitLog): Reading {
  const key = keyOf(kind, status, hops);
  const first = log.arrivalAt(hopPath(key, 0));
  if (first === undefined) return { seen: 'no-request', inconclusive: 'not even the request that was to be redirected arrived' };
  const last = log.arrivalAt(hopPath(key, lastHop(hops)));
  const found = log.reported('followed') as Readonly<Record<string, { readable?: boolean } | null>>;
  const said = found[hopPath(key, 0)];
  // What the browser is not through with may still be on its way.
  if (said === null && (question === 'readable' || last === undefined))
    return {
      seen: question === 'readable' ? 'hidden' : 'no-request',
      inconclusive: 'the browser said neither that it loaded nor that it failed',
    };
  if (question === 'method') return { seen: last?.method ?? 'no-request' };
  if (question === 'origin-header') return { seen: last === undefined ? 'no-request' : originHeaderSeen(last, first) };
  if (said?.readable === true) return { seen: 'readable' };
  const control = found[controlPath(kind)]?.readable === true;
  return control
    ? { seen: 'hidden' }
    : { seen: 'hidden', inconclusive: 'nor is it readable without any redirect, from the page’s own origin' };
}

function arrivalsOf(key: string, route: Route, log: VisitLog): readonly Arrival[] {
  return Array.from({ length: lastHop(route) + 1 }, (_, hop) => log.arrivalAt(hopPath(key, hop))).filter((one) => one !== undefined);
}

export default check({
  id: 'sop/redirects',
  title: 'A request may be redirected to another origin; what it may read afterwards is decided at every hop',
  clauses: [
    fetchStandard('concept-http-redirect-fetch', 'HTTP-redirect fetch'),
    fetchStandard('append-a-request-origin-header', 'append a request `Origin` header'),
    fetchStandard('concept-request-tainted-origin', 'redirect-taint'),
    html('browsing-the-web', 'create-navigation-params-by-fetching', 'create navigation params by fetching'),
  ],
  claims: ['SOP-2', 'SOP-4', 'SOP-7'],
  axes: {
    relation: perVisit(relations),
    kind: sideBySide(kinds),
    status: sideBySide(redirectStatuses),
    hops: sideBySide(routes),
    question: carried(questions),
  },
  omit,
  visit: ({ relation }, stage) => {
    const departuresUrl = stage.at(relation, '/departures');
    const probed = kinds.filter((kind) => kindOf(kind).probe !== undefined);
    const navigations = kinds.filter((kind) => kindOf(kind).probe === undefined);
    const inPage = probed.flatMap((kind) => chains(kind, stage.hosts, relation, (first) => answer(kind, first)));
    const goBack = (paths: readonly string[]): Recipe => page('returnFrom', { url: departuresUrl, paths });
    const departing = navigations.flatMap((kind) => chains(kind, stage.hosts, relation, () => ({})));
    const ends = departing.map(({ last }) => new URL(last).pathname);
    const recipes: readonly Recipes[] = [
      ...inPage.map((chain) => chain.recipes),
      ...departing.map((chain) => chain.recipes),
      Object.fromEntries(ends.map((path) => [path, goBack(ends)])),
      Object.fromEntries(probed.map((kind) => [controlPath(kind), answer(kind, controlPath(kind))])),
    ];
    const firsts = [...probed.map((kind) => ({ kind, first: stage.at(relation, controlPath(kind)) })), ...inPage];
    const items = firsts.map(({ kind, first }) => ({ ...kindOf(kind).probe, url: first, own: stage.at(relation, controlPath(kind)) }));
    return {
      recipes: {
        ...(Object.assign({}, ...recipes) as Recipes),
        '/start': page('embedAll', { items, reportAs: 'followed' }),
        '/departures': page('departByForm', {
          forms: departing.map(({ kind, first }) => ({ url: first, method: kindOf(kind).asking.method.toLowerCase() })),
          reportAs: 'departed',
        }),
      },
      steps: [type(stage.at(relation, '/start')), awaitReport('followed'), type(departuresUrl), awaitReport('departed')],
    };
  },
  read,
  expect,
  evidence: ({ kind, status, hops }, log) => {
    const path = hopPath(keyOf(kind, status, hops), 0);
    const found = log.reported('followed') as Readonly<Record<string, unknown>>;
    return { arrivals: arrivalsOf(keyOf(kind, status, hops), hops, log), page: found[path] ?? null };
  },
});
