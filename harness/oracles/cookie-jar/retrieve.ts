import { type Choices } from './choices.ts';
import { type StoredCookie } from './cookie.ts';
import { canonicalHost, domainMatches, isSecureConnection } from './host.ts';
import { pathMatches } from './path.ts';

/** What a retrieval has to say of itself besides its URL. */
export interface Retrieval {
  /** `script` is a non-HTTP API; `http` where nothing is said. */
  readonly api?: 'http' | 'script' | 'cookie-store';
  /** The request, or the document, is same-site (RFC 10025, 5.2); true where nothing is said. */
  readonly sameSite?: boolean;
  /** It is a navigation of a top-level traversable; false where nothing is said. */
  readonly topLevelNavigation?: boolean;
  /** `GET` where nothing is said. */
  readonly method?: string;
  readonly now: Date;
}

/** RFC 9110, 9.2.1. */
const safeMethods = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/**
 * RFC 10025, 5.8.3, steps 1 to 4: the cookies that go along, in order. A domain that became a public suffix later is not
 * thought of: the list does not change while a jar lives.
 * @param cookies the store, without expired cookies, earlier creation first.
 */
export function retrieve(url: URL, retrieval: Retrieval, cookies: readonly StoredCookie[], choices: Choices): readonly StoredCookie[] {
  const host = canonicalHost(url, choices);
  if (host === undefined) return [];
  const secure = isSecureConnection(url, choices);
  const isHttp = (retrieval.api ?? 'http') === 'http';
  return cookies
    .filter((cookie) => (cookie.hostOnly ? host === cookie.domain : domainMatches(host, cookie.domain)))
    .filter((cookie) => pathMatches(url.pathname, cookie.path))
    .filter((cookie) => secure || !cookie.secureOnly)
    .filter((cookie) => isHttp || !cookie.httpOnly)
    .filter((cookie) => isSiteAllowed(cookie, retrieval, choices))
    .sort((left, right) => pathLength(right, choices) - pathLength(left, choices) || left.creation.getTime() - right.creation.getTime());
}

/** Whether a cookie's SameSite lets it go along. */
function isSiteAllowed({ enforcement, creation }: StoredCookie, retrieval: Retrieval, { text, laxAllowingUnsafe }: Choices): boolean {
  const { api = 'http', sameSite = true, topLevelNavigation = false, method = 'GET', now } = retrieval;
  if (enforcement === 'None' || sameSite) return true;
  // Fetch never asks for less than `unset-or-less` (https://fetch.spec.whatwg.org/#determine-the-same-site-mode).
  if (text === 'layered') return enforcement === 'Default' || (enforcement === 'Lax' && topLevelNavigation && method === 'GET');
  // RFC 10025, 5.8.3, the last requirement of step 3, with 5.6.7.2 where the jar is so set.
  if (api !== 'http' || !topLevelNavigation || enforcement === 'Strict') return false;
  const age = (now.getTime() - creation.getTime()) / 1000;
  return safeMethods.includes(method) || (enforcement === 'Default' && laxAllowingUnsafe > 0 && age <= laxAllowingUnsafe);
}

/** RFC 10025 sorts by the length of the path, the layered draft by the number of its segments. */
function pathLength({ path }: StoredCookie, { text }: Choices): number {
  return text === 'rfc10025' ? path.length : path.split('/').length;
}

/** RFC 10025, 5.8.3, step 6: the cookie-string. */
export function serialize(cookies: readonly StoredCookie[]): string {
  return cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');
}
