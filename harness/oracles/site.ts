import { getDomain } from 'tldts';

/**
 * «Same site» of two origins: equal schemes, and equal registrable domains (or equal hosts where there is none).
 * HTML, https://html.spec.whatwg.org/multipage/browsers.html#same-site
 */
export function isSameSite(left: URL, right: URL): boolean {
  return left.protocol === right.protocol && isSchemelesslySameSite(left, right);
}

/** HTML, https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site */
function isSchemelesslySameSite(left: URL, right: URL): boolean {
  return siteHost(left) === siteHost(right);
}

/** The registrable domain of a URL's host, with the private part of the Public Suffix List; the host itself where there is none. */
function siteHost(url: URL): string {
  return getDomain(url.hostname, { allowPrivateDomains: true }) ?? url.hostname;
}
