import type { DefenceName } from '../../servers/apps/defences.ts';
import { fetchMetadata, fetchStandard, rfc10025, type Clause } from '../model/authority.ts';
import { isSameSite } from './site.ts';

/** A request that is to change something at a server, as the server's defence sees it. */
export interface ChangingRequest {
  /** The page that makes the browser send it. */
  readonly page: URL;
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** Fetch's mode: https://fetch.spec.whatwg.org/#concept-request-mode */
  readonly mode: 'navigate' | 'no-cors' | 'cors' | 'websocket';
  /** It carries a header that CORS asks about first, the custom one among them. */
  readonly unsafeHeaders: boolean;
  /** The token that it carries beside its cookies. */
  readonly token: string;
}

/** The token that the server issued to its own pages. */
export const issuedToken = 'issued';

const preflight = fetchStandard('cors-preflight-fetch', 'CORS-preflight fetch');

/** Why a server is safe from a request whatever its cookies are. */
export interface Safety {
  readonly clause: Clause;
}

/**
 * Whether a request is kept from changing anything before the cookies matter: by the browser, which does not send it, or by
 * what it says of itself.
 */
export function safeWithoutCookies(defence: DefenceName, request: ChangingRequest): Safety | undefined {
  const isOwn = request.page.origin === request.url.origin;
  const sharesWithAll = defence === 'custom-header-open-cors';
  if (!isOwn && request.mode === 'cors' && request.unsafeHeaders && !sharesWithAll) return { clause: preflight };
  switch (defence) {
    case 'none':
    case 'double-submit':
      return undefined;
    case 'signed-double-submit':
      return isSafe(request) || request.token === issuedToken ? undefined : { clause: rfc10025('5.7', 'Storage Model') };
    case 'origin-check':
      return (isSafe(request) && request.mode !== 'websocket') || isOwn
        ? undefined
        : { clause: fetchStandard('append-a-request-origin-header', 'append a request `Origin` header') };
    case 'fetch-metadata': {
      const isPlain = request.mode === 'navigate' && isSafe(request);
      return isSameSite(request.page, request.url) || isPlain ? undefined : { clause: fetchMetadata('Sec-Fetch-Site') };
    }
    case 'custom-header':
    case 'custom-header-open-cors':
      return request.unsafeHeaders ? undefined : { clause: preflight };
  }
}

/** Whether the plain double submit lets a request through that came with this value in the token's cookie. */
export function matchesCookie(request: ChangingRequest, cookie: string | undefined): boolean {
  return isSafe(request) || request.token === cookie;
}

/** RFC 9110, 9.2.1: token and origin defences let through what is not to change anything. */
function isSafe({ method }: ChangingRequest): boolean {
  return method === 'GET';
}
