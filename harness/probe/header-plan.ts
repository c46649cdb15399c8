import { getDomain } from 'tldts';
import type { Clause, Expectation } from '../model/authority.ts';
import { triggerFacts } from '../catalogue/triggers.ts';
import { expectOnRequest, type CookieRequest } from '../oracles/cookie-request.ts';
import { cite, CookieJarModel, octets, type Note, type StoredCookie } from '../oracles/cookie-jar/index.ts';
import { isSameSite } from '../oracles/site.ts';
import { UserError } from '../user-error.ts';
import { withoutFragment } from './cookie-case.ts';

/** Where a request comes from, relative to where the cookie belongs. */
export const origins = ['same-origin', 'same-site', 'cross-site'] as const;
export type Origin = (typeof origins)[number];

/** Kinds of request, by the names of the triggers that make them. */
export const kinds = {
  link: 'link-click',
  'form POST': 'form-post',
  iframe: 'iframe',
  img: 'img',
  fetch: 'fetch-include-cors',
} as const;
export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

/** What a probe of one header does and what is expected of it. */
export interface HeaderPlan {
  /** As it goes out: one character an octet. */
  readonly header: string;
  readonly setAt: string;
  /** Where the requests go: where the header is set, or below the cookie's own path where that is elsewhere. */
  readonly askAt: string;
  /** A URL on the origin of the pages that ask. */
  readonly pages: Readonly<Record<Origin, string>>;
  /** A header whose cookie no rule keeps from any of these requests where a cookie of that kind can be at all. */
  readonly control: string;
  readonly expected: ExpectedCookie;
}

/** What RFC 10025 makes of the header. */
export interface ExpectedCookie {
  readonly cookie: StoredCookie | undefined;
  /** Why it is not stored, or what is left out of it. */
  readonly notes: readonly Note[];
}

export const controlName = 'originwatch-control';

/** @throws UserError when `from` is not cross-site. */
export function planHeader(text: string, setAtText: string, from: string): HeaderPlan {
  const [setAt, header] = [new URL(withoutFragment(setAtText)), octets(text)];
  if (isSameSite(setAt, new URL(from)))
    throw new UserError(`${from} is of the same site as ${setAt.href}; --from is for a page of another site`);
  const expected = expectedCookie(header, setAt);
  const askAt = new URL(setAt);
  if (expected.cookie !== undefined && !isInScope(header, setAt)) askAt.pathname = expected.cookie.path;
  return {
    header,
    setAt: setAt.href,
    askAt: askAt.href,
    pages: { 'same-origin': setAt.origin, 'same-site': sameSiteOrigin(setAt), 'cross-site': new URL(from).origin },
    control: `${controlName}=1; Path=/${setAt.protocol === 'https:' ? '; Secure; SameSite=None' : ''}`,
    expected,
  };
}

function expectedCookie(header: string, url: URL): ExpectedCookie {
  const storage = new CookieJarModel().set(header, { url, api: 'http', topLevelNavigation: true, now: new Date() });
  switch (storage.outcome) {
    case 'stored':
      return { cookie: storage.cookie, notes: storage.notes };
    case 'deleted':
      return {
        cookie: undefined,
        notes: [{ reason: 'its lifetime is over as soon as it comes', clause: cite('rfc10025', 'storage') }, ...storage.notes],
      };
    case 'ignored':
      return { cookie: undefined, notes: [{ reason: storage.reason, clause: storage.clause }] };
  }
}

function isInScope(header: string, url: URL): boolean {
  const jar = new CookieJarModel();
  jar.set(header, { url, api: 'http', topLevelNavigation: true, now: new Date() });
  return jar.cookieHeader(url, { topLevelNavigation: true, now: new Date() }) !== null;
}

/** Another host below the same registrable domain; another port of the same host where it has none. */
function sameSiteOrigin({ protocol, hostname, port }: URL): string {
  const domain = getDomain(hostname, { allowPrivateDomains: true });
  if (domain === null) return `${protocol}//${hostname}:${port === '8443' ? '9443' : '8443'}`;
  const host = hostname === `other.${domain}` ? `sub.${domain}` : `other.${domain}`;
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}`;
}

/** The request of a kind from a page of an origin, as the oracles see it. */
export function requestOf({ askAt, pages }: HeaderPlan, origin: Origin, kind: Kind): CookieRequest {
  const facts = triggerFacts[kinds[kind]];
  if (facts === undefined) throw new Error(`no facts are known about the trigger ${kinds[kind]}`);
  return {
    url: new URL(askAt),
    method: facts.method,
    topLevelNavigation: facts.topLevel,
    documents: [new URL(pages[origin])],
    credentials: facts.credentials,
    redirectedFrom: [],
  };
}

/** What the authorities expect of a request of a kind from a page of an origin. */
export function expectationsOf(plan: HeaderPlan, origin: Origin, kind: Kind): readonly Expectation[] {
  return expectOnRequest({ header: plan.header, setAt: new URL(plan.setAt) }, requestOf(plan, origin, kind));
}

/** `RFC 10025, 5.7 Storage Model`. */
export function clauseText({ authority, section }: Clause): string {
  return `${authority}, ${section}`;
}
