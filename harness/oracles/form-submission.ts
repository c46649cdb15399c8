import { methodAfter, type RedirectStatus } from './fetching.ts';
import { isSameSite } from './site.ts';

/** A form that a page's script submits in the page's own window, and the redirects on the way. */
export interface Submission {
  readonly page: URL;
  readonly method: 'GET' | 'POST';
  readonly enctype: string;
  /** The form's target and, one after another, where it and the next ones redirect to. */
  readonly urls: readonly URL[];
  readonly status?: RedirectStatus;
}

/** What the last request of a submission says about itself. */
export interface SubmissionHeaders {
  /** The media type without parameters. */
  readonly 'content-type': string;
  readonly 'content-length': 'length-of-body' | 'absent';
  readonly referer: 'absent' | 'origin' | 'url';
  readonly 'sec-fetch-site': string;
  readonly 'sec-fetch-mode': string;
  readonly 'sec-fetch-dest': string;
  readonly 'sec-fetch-user': 'absent';
}

/**
 * HTML's form submission; Fetch's HTTP-redirect fetch, which takes the body and its headers away where it makes a GET of a POST;
 * Referrer Policy under the default policy; Fetch Metadata, which speaks to https only. All URLs are http or https.
 */
export function lastHeaders({ page, method, enctype, urls, status }: Submission): SubmissionHeaders {
  const last = urls.at(-1) ?? page;
  const hasBody = method === 'POST' && (urls.length === 1 || status === undefined || methodAfter(status, method) === 'POST');
  const secure = last.protocol === 'https:';
  return {
    'content-type': hasBody ? enctype : 'absent',
    'content-length': hasBody ? 'length-of-body' : 'absent',
    referer: referer(page, last),
    'sec-fetch-site': secure ? fetchSite(page, urls) : 'absent',
    'sec-fetch-mode': secure ? 'navigate' : 'absent',
    'sec-fetch-dest': secure ? 'document' : 'absent',
    'sec-fetch-user': 'absent',
  };
}

/** strict-origin-when-cross-origin: https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer */
function referer(page: URL, url: URL): SubmissionHeaders['referer'] {
  if (page.origin === url.origin) return 'url';
  return page.protocol === 'https:' && url.protocol !== 'https:' ? 'absent' : 'origin';
}

/** https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header */
function fetchSite(page: URL, urls: readonly URL[]): string {
  const others = urls.filter((url) => url.origin !== page.origin);
  if (others.length === 0) return 'same-origin';
  return others.every((url) => isSameSite(page, url)) ? 'same-site' : 'cross-site';
}
