import { relationUrl, urlOf, type HostRole, type Relation } from '../../servers/names.ts';
import { redirect, type Recipe, type Recipes } from '../../servers/recipe.ts';
import { redirectStatuses, type Asking, type Hop, type RedirectStatus, type Sharing } from '../oracles/fetching.ts';
import { sharingHeaders } from './sharing.ts';

/** Who redirects on the way from the page's own origin: one hop to the target, two hops, or to the target and back. */
export const routes = ['one', 'two', 'to-and-back'] as const;
export type Route = (typeof routes)[number];

/** A request that is redirected: how it asks, and whether every answer on its way shares itself. */
export interface RedirectedKind {
  readonly asking: Omit<Asking, 'origin'>;
  readonly sharing: Sharing;
  /** The page library's probe and its CORS attribute; none for navigations of the page's own window. */
  readonly probe?: { readonly element: string; readonly crossorigin?: 'anonymous' };
}

const shared: Sharing = { allow: 'asking', allowCredentials: false };
const unshared: Sharing = { allow: 'nobody', allowCredentials: false };
const asking = (mode: Asking['mode'], method: Asking['method'] = 'GET'): RedirectedKind['asking'] => ({
  mode,
  method,
  credentials: mode === 'cors' ? 'same-origin' : 'include',
});

export const redirectedKinds = {
  'navigation-get': { asking: asking('navigate'), sharing: unshared },
  'navigation-post': { asking: asking('navigate', 'POST'), sharing: unshared },
  'frame-get': { asking: asking('navigate'), sharing: unshared, probe: { element: 'frame-get' } },
  'frame-post': { asking: asking('navigate', 'POST'), sharing: unshared, probe: { element: 'frame-post' } },
  'fetch-get': { asking: asking('cors'), sharing: shared, probe: { element: 'fetch' } },
  'fetch-post': { asking: asking('cors', 'POST'), sharing: shared, probe: { element: 'fetch-post' } },
  'fetch-get-unshared': { asking: asking('cors'), sharing: unshared, probe: { element: 'fetch' } },
  'no-cors-post': { asking: asking('no-cors', 'POST'), sharing: unshared, probe: { element: 'fetch-no-cors-post' } },
  img: { asking: asking('no-cors'), sharing: unshared, probe: { element: 'img' } },
  'img-anonymous': { asking: asking('cors'), sharing: shared, probe: { element: 'img', crossorigin: 'anonymous' } },
  script: { asking: asking('no-cors'), sharing: unshared, probe: { element: 'script' } },
} as const satisfies Readonly<Record<string, RedirectedKind>>;
export type RedirectedKindName = keyof typeof redirectedKinds;

/** The path at which hop number `hop` of a chain answers. */
export const hopPath = (key: string, hop: number): string => `/hop${String(hop)}/${key}`;

/** The URLs of a chain, first to last; every one but the last redirects to the next. */
export function chainUrls(hosts: Readonly<Record<HostRole, string>>, relation: Relation, route: Route, key: string): readonly string[] {
  const own = (hop: number): string => relationUrl(hosts, relation, hopPath(key, hop));
  const target = (hop: number): string => relationUrl(hosts, 'same-origin', hopPath(key, hop));
  switch (route) {
    case 'one':
      return [own(0), target(1)];
    case 'two':
      return [own(0), urlOf('https', hosts['third-site'], 'standard', hopPath(key, 1)), target(2)];
    case 'to-and-back':
      return [own(0), target(1), own(2)];
  }
}

/** The URLs of a chain over hosts in this order, all by https. */
export function chainOver(hosts: Readonly<Record<HostRole, string>>, roles: readonly HostRole[], key: string): readonly string[] {
  return roles.map((role, hop) => urlOf('https', hosts[role], 'standard', hopPath(key, hop)));
}

/** The chain as the Fetch oracle takes it. */
export function chainHops(urls: readonly string[], status: RedirectStatus, sharing: Sharing): readonly Hop[] {
  return urls.map((url, index) => ({ url: new URL(url), sharing, ...(index < urls.length - 1 ? { redirect: status } : {}) }));
}

/** The answers along a chain: redirects, then `last`. */
export function chainRecipes(urls: readonly string[], status: RedirectStatus, sharing: Sharing, last: Recipe): Recipes {
  const code = statusCodes[status];
  return Object.fromEntries(
    urls.map((url, index) => {
      const next = urls[index + 1];
      return [new URL(url).pathname, next === undefined ? last : redirect(code, next, sharingHeaders(sharing))];
    }),
  );
}

const statusCodes = { '301': 301, '302': 302, '303': 303, '307': 307, '308': 308 } as const satisfies Record<RedirectStatus, number>;

/** Every status and route, as parts of a chain's key. */
export const chainKeys: readonly { readonly status: RedirectStatus; readonly route: Route }[] = redirectStatuses.flatMap((status) =>
  routes.map((route) => ({ status, route })),
);
