import { chainOver, chainRecipes, hopPath } from '../../harness/catalogue/redirect-chains.ts';
import { readSent, sameSiteCookie, setCookieLines, type SameSiteAttribute } from '../../harness/catalogue/samesite-cookies.ts';
import { sharingHeaders } from '../../harness/catalogue/sharing.ts';
import { check } from '../../harness/fixtures.ts';
import { fetchStandard, rfc10025 } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { expectOnRequest, type CookieRequest } from '../../harness/oracles/cookie-request.ts';
import { methodAfter, redirectStatuses, type RedirectStatus, type Sharing } from '../../harness/oracles/fetching.ts';
import { stageHosts, type HostRole } from '../../servers/names.ts';
import { media, page, text, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Arrival } from '../../servers/wire-log.ts';

/** The hosts that a chain passes: A is the target, whose cookies are asked for, sub its sibling, B another site. */
const routes = {
  'sub-A': ['sibling', 'target'],
  'B-A': ['other-site', 'target'],
  'A-B-A': ['target', 'other-site', 'target'],
  'B-sub-A': ['other-site', 'sibling', 'target'],
  'A-B-sub-A': ['target', 'other-site', 'sibling', 'target'],
} as const satisfies Readonly<Record<string, readonly HostRole[]>>;
type Route = keyof typeof routes;
const routeNames = Object.keys(routes) as Route[];

/** Who asks for the beginning of a chain: a page of A, a page of B, or a person who types the address. */
const initiators = { A: 'target', B: 'other-site', typed: undefined } as const;
type Initiator = keyof typeof initiators;

interface Way {
  readonly method: 'GET' | 'POST';
  /** The page library's name for it; none for navigations of the page's own window. */
  readonly trigger?: string;
}
const ways = {
  'navigation-get': { method: 'GET' },
  'navigation-post': { method: 'POST' },
  'iframe-get': { method: 'GET', trigger: 'iframe' },
  'iframe-post': { method: 'POST', trigger: 'iframe-form-post' },
  img: { method: 'GET', trigger: 'img' },
  'fetch-get': { method: 'GET', trigger: 'fetch-include-cors' },
  'fetch-post': { method: 'POST', trigger: 'fetch-post-include-no-cors' },
} as const satisfies Readonly<Record<string, Way>>;
type Via = keyof typeof ways;
const vias = Object.keys(ways) as Via[];
const wayOf = (via: Via): Way => ways[via];

const attributes = ['Strict', 'Lax', 'None-Secure', 'absent'] as const satisfies readonly SameSiteAttribute[];

interface Values {
  initiator: Initiator;
  via: Via;
  status: RedirectStatus;
  route: Route;
  attribute: SameSiteAttribute;
}
type Chain = Pick<Values, 'via' | 'status' | 'route'>;

/** The statuses that stand for all where the method is GET anyway. */
const statusesForGet: readonly RedirectStatus[] = ['302', '307'];

function omit({ initiator, via, status }: Pick<Values, 'initiator' | 'via' | 'status'>): string | undefined {
  if (initiator === 'typed' && via !== 'navigation-get') return 'a person who types an address asks for a page, by GET';
  if (wayOf(via).method === 'GET' && !statusesForGet.includes(status)) return 'a GET stays a GET whatever the status; two stand for all';
  return undefined;
}

const keyOf = ({ via, status, route }: Chain): string => `${via}/${status}/${route}`;
const lastPath = (chain: Chain): string => hopPath(keyOf(chain), routes[chain.route].length - 1);

function chainsOf(initiator: Initiator): readonly Chain[] {
  const all = vias.flatMap((via) => redirectStatuses.flatMap((status) => routeNames.map((route) => ({ via, status, route }))));
  return all.filter((chain) => omit({ initiator, ...chain }) === undefined);
}

/** The oracle only needs names that relate as a stage's names do. */
const sampleHosts = stageHosts('sample', 0);
const loginUrl = new URL(`https://${sampleHosts.target}/login`);

function requestOf({ initiator, via, status, route }: Omit<Values, 'attribute'>): CookieRequest {
  const urls = chainOver(sampleHosts, routes[route], keyOf({ via, status, route })).map((url) => new URL(url));
  const role = initiators[initiator];
  return {
    url: urls.at(-1) ?? loginUrl,
    method: methodAfter(status, wayOf(via).method),
    topLevelNavigation: wayOf(via).trigger === undefined,
    documents: role === undefined ? [] : [new URL(`https://${sampleHosts[role]}/`)],
    credentials: 'include',
    redirectedFrom: urls.slice(0, -1),
  };
}

function read({ attribute, ...chain }: Values, log: VisitLog): Reading {
  const arrival = log.arrivalAt(lastPath(chain));
  if (arrival !== undefined) return readSent(attribute, arrival, requestOf(chain));
  return { seen: 'no-request', inconclusive: 'the end of the chain was never asked for' };
}

/** Every answer lets the asking page read it with credentials, and none is kept. */
const sharing: Sharing = { allow: 'asking', allowCredentials: true };

function answer(via: Via): Recipe {
  const headers = sharingHeaders(sharing);
  if (via === 'img') return media('dot.png', headers);
  return text(via.startsWith('iframe') ? 'text/html' : 'text/plain', 'there', headers);
}

export default check({
  id: 'cookies/samesite-redirects',
  title: 'Which cookies a request carries once it has been redirected',
  clauses: [
    rfc10025('5.2', '«Same-site» and «cross-site» Requests'),
    rfc10025('5.8.3', 'Retrieval Algorithm'),
    fetchStandard('concept-request-tainted-origin', 'redirect-taint'),
    fetchStandard('append-a-request-cookie-header', 'append a request `Cookie` header'),
  ],
  claims: ['CK-4', 'CK-5'],
  axes: {
    initiator: perVisit(['A', 'B', 'typed']),
    via: sideBySide(vias),
    status: sideBySide(redirectStatuses),
    route: sideBySide(routeNames),
    attribute: carried(attributes),
  },
  omit,
  visit: ({ initiator }, stage) => {
    const chains = chainsOf(initiator).map((chain) => {
      const urls = chainOver(stage.hosts, routes[chain.route], keyOf(chain));
      return { ...chain, urls, first: urls[0] ?? '' };
    });
    const navigations = chains.filter(({ via }) => wayOf(via).trigger === undefined);
    const embedded = chains.filter(({ via }) => wayOf(via).trigger !== undefined);
    const role = initiators[initiator];
    const cookies = setCookieLines(attributes.map((attribute) => sameSiteCookie(attribute)));
    const recipes = (ends: (chain: Chain) => Recipe): Recipes =>
      Object.assign({}, ...chains.map((chain) => chainRecipes(chain.urls, chain.status, sharing, ends(chain)))) as Recipes;
    if (role === undefined) {
      return {
        recipes: {
          '/login': page('announce', { name: 'set' }, { headers: cookies }),
          ...recipes((chain) => page('announce', { name: keyOf(chain) })),
        },
        steps: [
          type(stage.at('same-origin', '/login')),
          awaitReport('set'),
          ...navigations.flatMap((chain) => [type(chain.first), awaitReport(keyOf(chain))]),
        ],
      };
    }
    const departuresUrl = stage.url('https', role, '/departures');
    const goBack = page('returnFrom', { url: departuresUrl, paths: navigations.map(lastPath) });
    return {
      recipes: {
        '/login': page('goTo', { url: stage.url('https', role, '/start') }, { headers: cookies }),
        '/start': page('loadInRounds', {
          rounds: vias.map((via) =>
            embedded.filter((chain) => chain.via === via).map(({ first }) => ({ trigger: wayOf(via).trigger, url: first })),
          ),
          reportAs: 'followed',
          next: departuresUrl,
        }),
        '/departures': page('departByForm', {
          forms: navigations.map(({ first, via }) => ({ url: first, method: wayOf(via).method.toLowerCase() })),
          reportAs: 'departed',
        }),
        ...recipes(({ via }) => (wayOf(via).trigger === undefined ? goBack : answer(via))),
      },
      steps: [type(stage.at('same-origin', '/login')), awaitReport('followed'), awaitReport('departed')],
    };
  },
  read,
  expect: ({ attribute, ...chain }) => expectOnRequest({ header: sameSiteCookie(attribute), setAt: loginUrl }, requestOf(chain)),
  evidence: (chain, log) => ({ arrivals: arrivalsOf(chain, log) }),
});

function arrivalsOf(chain: Chain, log: VisitLog): readonly Arrival[] {
  const arrivals = [log.arrivalAt('/login'), ...routes[chain.route].map((_, hop) => log.arrivalAt(hopPath(keyOf(chain), hop)))];
  return arrivals.filter((one) => one !== undefined);
}
