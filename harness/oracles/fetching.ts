/**
 * What Fetch says of one request and its redirects: which requests go out, with which method and `Origin`, and
 * whether the asking page gets nothing, an opaque response or a readable one. Pure; URLs in, plain values out.
 */

/** How a response shares itself: the origin it allows (the asking one, anyone, another one, nobody) and credentials. */
export interface Sharing {
  readonly allow: 'asking' | 'anyone' | 'another' | 'nobody';
  readonly allowCredentials: boolean;
}

/** A request as a page or an element makes it. */
export interface Asking {
  /** The origin of the page, serialized. */
  readonly origin: string;
  readonly mode: 'no-cors' | 'cors' | 'same-origin' | 'navigate';
  readonly credentials: 'omit' | 'same-origin' | 'include';
  readonly method: 'GET' | 'POST';
}

/** One URL of a chain and what its server answers; every hop but the last redirects to the next one. */
export interface Hop {
  readonly url: URL;
  readonly sharing: Sharing;
  readonly redirect?: RedirectStatus;
}

export const redirectStatuses = ['301', '302', '303', '307', '308'] as const;
export type RedirectStatus = (typeof redirectStatuses)[number];

/** A request as the network sees it; `origin` is the value of its `Origin` header, undefined when it has none. */
export interface SentRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly origin: string | undefined;
}

export interface Fetched {
  readonly requests: readonly SentRequest[];
  /** The type of the filtered response: only `basic` and `cors` ones can be read. */
  readonly result: 'network-error' | 'basic' | 'cors' | 'opaque';
}

/** Main fetch, HTTP fetch and HTTP-redirect fetch: https://fetch.spec.whatwg.org/#concept-main-fetch */
export function fetchChain(asking: Asking, hops: readonly Hop[]): Fetched {
  const requests: SentRequest[] = [];
  const passed: URL[] = [];
  let tainting: 'basic' | 'cors' | 'opaque' = 'basic';
  let method = asking.method;
  for (const { url, sharing, redirect } of hops) {
    passed.push(url);
    if (asking.mode !== 'navigate' && !(url.origin === asking.origin && tainting === 'basic')) {
      if (asking.mode === 'same-origin') return { requests, result: 'network-error' };
      tainting = asking.mode === 'no-cors' ? 'opaque' : 'cors';
    }
    const serialized = serializedOrigin(asking.origin, passed);
    requests.push({ url, method, origin: originHeader(asking, tainting, method, serialized, url) });
    if (tainting === 'cors' && !passesCorsCheck(asking.credentials, sharing)) return { requests, result: 'network-error' };
    if (redirect !== undefined) method = methodAfter(redirect, method);
  }
  return { requests, result: tainting };
}

/**
 * https://fetch.spec.whatwg.org/#concept-cors-check; a response that allows the asking origin echoes the request's
 * `Origin`, so it fits whatever that says, `null` too.
 */
export function passesCorsCheck(credentials: Asking['credentials'], { allow, allowCredentials }: Sharing): boolean {
  if (allow === 'nobody') return false;
  if (credentials !== 'include' && allow === 'anyone') return true;
  if (allow !== 'asking') return false;
  return credentials !== 'include' || allowCredentials;
}

/**
 * Serializing a request origin: `null` once a redirect left an origin that was not the page's own
 * (https://fetch.spec.whatwg.org/#concept-request-tainted-origin).
 */
export function serializedOrigin(origin: string, urls: readonly URL[]): string {
  const tainted = urls.some((url, index) => {
    const last = urls[index - 1];
    return last !== undefined && url.origin !== last.origin && origin !== last.origin;
  });
  return tainted ? 'null' : origin;
}

/** https://fetch.spec.whatwg.org/#append-a-request-origin-header, under the default referrer policy. */
function originHeader(asking: Asking, tainting: string, method: string, serialized: string, url: URL): string | undefined {
  if (tainting === 'cors') return serialized;
  if (method === 'GET') return undefined;
  const downgrade = asking.mode !== 'cors' && asking.origin.startsWith('https:') && url.protocol !== 'https:';
  return downgrade ? 'null' : serialized;
}

/** https://fetch.spec.whatwg.org/#concept-http-redirect-fetch: which redirects turn a POST into a GET. */
export function methodAfter(status: RedirectStatus, method: 'GET' | 'POST'): 'GET' | 'POST' {
  return status === '307' || status === '308' ? method : 'GET';
}
