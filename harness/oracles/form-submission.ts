import { fetchChain, type RedirectStatus } from './fetching.ts';
import type { Carrier } from './form-body.ts';
import { originHeaderWord } from './origin-header.ts';
import { isSameSite } from './site.ts';

/** A form that a page's script submits in the page's own window, and the redirects on the way. */
export interface Submission {
  readonly page: URL;
  readonly method: 'GET' | 'POST';
  /** How the form's data travel: in the query, or in a body of one of the three types. */
  readonly carrier: Carrier;
  /** The form's target and, one after another, where it and the next ones redirect to. */
  readonly urls: readonly URL[];
  readonly status?: RedirectStatus;
}

/** What the last request of a submission says about itself. */
export interface SubmittedRequest {
  readonly method: 'GET' | 'POST';
  readonly body: Carrier;
  /** The media type without parameters. */
  readonly 'content-type': string;
  readonly 'content-length': 'length-of-body' | 'absent';
  readonly origin: string;
  readonly referer: 'absent' | 'origin' | 'url';
  readonly 'sec-fetch-site': string;
  readonly 'sec-fetch-mode': string;
  readonly 'sec-fetch-dest': string;
  readonly 'sec-fetch-user': 'absent';
}

const mediaTypes: Partial<Readonly<Record<Carrier, string>>> = {
  urlencoded: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
  'text-plain': 'text/plain',
};

/**
 * HTML's form submission; Fetch's HTTP-redirect fetch, which takes the body and its headers away where it makes a GET of a POST;
 * Referrer Policy under the default policy; Fetch Metadata, which speaks to https only. All URLs are http or https.
 */
export function lastRequest({ page, method, carrier, urls, status }: Submission): SubmittedRequest {
  const last = urls.at(-1) ?? page;
  const redirect = status === undefined ? {} : { redirect: status };
  const hops = urls.map((url, index) => ({ url, sharing: unshared, ...(index < urls.length - 1 ? redirect : {}) }));
  const sent = fetchChain({ origin: page.origin, mode: 'navigate', credentials: 'include', method }, hops).requests.at(-1);
  const hasBody = sent?.method === 'POST';
  const secure = last.protocol === 'https:';
  return {
    method: sent?.method ?? method,
    // A query is part of the URL, which a redirect replaces.
    body: hasBody || urls.length === 1 ? carrier : 'none',
    'content-type': (hasBody ? mediaTypes[carrier] : undefined) ?? 'absent',
    'content-length': hasBody ? 'length-of-body' : 'absent',
    origin: originHeaderWord(sent?.origin, page.origin),
    referer: referer(page, urls),
    'sec-fetch-site': secure ? fetchSite(page, urls) : 'absent',
    'sec-fetch-mode': secure ? 'navigate' : 'absent',
    'sec-fetch-dest': secure ? 'document' : 'absent',
    'sec-fetch-user': 'absent',
  };
}

const unshared = { allow: 'nobody', allowCredentials: false } as const;

/**
 * strict-origin-when-cross-origin: https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer
 * Fetch's main fetch keeps what it determined for each hop, so what one hop took away does not come back at the next.
 */
function referer(page: URL, urls: readonly URL[]): SubmittedRequest['referer'] {
  if (urls.some((url) => page.protocol === 'https:' && url.protocol !== 'https:')) return 'absent';
  return urls.every((url) => url.origin === page.origin) ? 'url' : 'origin';
}

/** https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header */
function fetchSite(page: URL, urls: readonly URL[]): string {
  const others = urls.filter((url) => url.origin !== page.origin);
  if (others.length === 0) return 'same-origin';
  return others.every((url) => isSameSite(page, url)) ? 'same-site' : 'cross-site';
}
