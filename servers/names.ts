/**
 * The names of one visit's world. Every stage gets registrable domains of its own, so cookies, caches, storage,
 * HSTS and connections of two visits can never meet: isolation by name instead of by clearing.
 */

/** The hosts every stage owns, by the part they play relative to the target. */
export const hostRoles = [
  'target',
  'sibling',
  'parent',
  'nested',
  'other-site',
  'third-site',
  'public-suffix-uk',
  'public-suffix-pages',
  'public-suffix-pages-sibling',
  'idn',
  'ipv4',
  'ipv4-other',
  'ipv6',
] as const;
export type HostRole = (typeof hostRoles)[number];

/** The part of the loopback range where stages have origins that browsers reach without the proxy. */
export const directAddresses = '127.76.0.0/14';

/** A stage's origins on the direct lane; `other-port` is at the host of `home`. */
export const directPlaces = ['home', 'other-port', 'other-host', 'third-host'] as const;
export type DirectPlace = (typeof directPlaces)[number];

/** The address of a place on the direct lane that no other of the latest 65,536 stages of a world has. */
export function directAddress(place: DirectPlace, index: number): string {
  const range = { home: 77, 'other-port': 77, 'other-host': 78, 'third-host': 79 }[place];
  return `127.${String(range)}.${String((index >> 8) & 255)}.${String(index & 255)}`;
}

/** Names of this domain are reached without the proxy, too: to browsers all below `localhost` are loopback (RFC 6761, 6.3). */
export const directDomain = 'direct.localhost';

/** Hosts of a stage at one address and port, where HTTP/2 is spoken: `one` and `two` on one certificate, `apart` on its own. */
export const namedPlaces = ['one', 'two', 'apart'] as const;
export type NamedPlace = (typeof namedPlaces)[number];

/** The host of a named place of a stage. */
export function directName(place: NamedPlace, id: string): string {
  return `${place}-${id}.${directDomain}`;
}

/** Ports as the browser sees them; the real ports are chosen by the system. */
export const ports = { http: { standard: 80, other: 8080 }, https: { standard: 443, other: 8443 } } as const;
export type Scheme = keyof typeof ports;

/** What an origin on the direct lane speaks: HTTP/1.1, the same over TLS, or HTTP/2 over TLS. */
export const transports = ['http', 'https', 'http2'] as const;
export type Transport = (typeof transports)[number];

/**
 * Origins named by how they relate to the target origin, `https` on the target host.
 * `same-host-other-scheme` is plain http on the same host: never same-origin, and cross-site when schemes count.
 */
export const relations = ['same-origin', 'same-site', 'other-port', 'other-scheme', 'cross-site'] as const;
export type Relation = (typeof relations)[number];

/**
 * The host names of a stage.
 * @param id lower-case letters and digits only, so that names survive any canonicalization.
 * @param index the stage's number in its world: it picks addresses out of the ranges that are reserved for
 *   benchmarks (RFC 2544, 198.18.0.0/15) and documentation (RFC 3849, 2001:db8::/32), which no real host has.
 */
export function stageHosts(id: string, index: number): Readonly<Record<HostRole, string>> {
  const low = `${String((index >> 8) & 255)}.${String(index & 255)}`;
  return {
    target: `www.a-${id}.test`,
    sibling: `sub.a-${id}.test`,
    parent: `a-${id}.test`,
    nested: `deep.www.a-${id}.test`,
    'other-site': `www.b-${id}.test`,
    'third-site': `www.c-${id}.test`,
    'public-suffix-uk': `p-${id}.co.uk`,
    'public-suffix-pages': `q-${id}.github.io`,
    'public-suffix-pages-sibling': `r-${id}.github.io`,
    // «bücher-ID» in its ASCII form; the Punycode suffix depends on the id, so the URL parser makes it.
    idn: new URL(`http://bücher-${id}.test`).hostname,
    ipv4: `198.18.${low}`,
    'ipv4-other': `198.19.${low}`,
    ipv6: `[2001:db8::${(index & 0xffff).toString(16)}]`,
  };
}

/**
 * A host of a stage's own under a registrable domain of its own: `h3.g7-ID.co.uk` for `extraHost(id, 'g7', 'h3')`.
 * A stage owns every host whose registrable domain ends so, as many as a check needs.
 * They stand below a public suffix that is on every list, however old: below `.test`, which is on none, WebKitGTK's
 * libsoup finds no registrable domain and takes a host's siblings for third parties.
 */
export function extraHost(id: string, domain: string, ...labels: readonly string[]): string {
  return [...labels, `${domain}-${id}.co.uk`].join('.');
}

/**
 * The URL of `path` on an extra host. Plain http stands at the other port, because browsers turn a navigation to port 80
 * of a name that might be public into https; cookies know no ports.
 */
export function extraUrl(scheme: Scheme, host: string, path: string): string {
  return urlOf(scheme, host, scheme === 'http' ? 'other' : 'standard', path);
}

/** The id of the stage whose extra host this would be. */
export function stageIdOf(host: string): string | undefined {
  return /-([a-z0-9]+)\.co\.uk$/.exec(host)?.[1];
}

/** An absolute URL; default ports are left out, as a browser writes them. */
export function urlOf(scheme: Scheme, host: string, port: 'standard' | 'other', path: string): string {
  const suffix = port === 'standard' ? '' : `:${String(ports[scheme].other)}`;
  return `${scheme}://${host}${suffix}${path}`;
}

/** The URL of `path` on the origin that stands in `relation` to the target origin of a stage. */
export function relationUrl(hosts: Readonly<Record<HostRole, string>>, relation: Relation, path: string): string {
  switch (relation) {
    case 'same-origin':
      return urlOf('https', hosts.target, 'standard', path);
    case 'same-site':
      return urlOf('https', hosts.sibling, 'standard', path);
    case 'other-port':
      return urlOf('https', hosts.target, 'other', path);
    case 'other-scheme':
      return urlOf('http', hosts.target, 'standard', path);
    case 'cross-site':
      return urlOf('https', hosts['other-site'], 'standard', path);
  }
}
