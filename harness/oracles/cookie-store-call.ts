import type { CookieStoreInit } from '../../servers/document-acts.ts';
import { octets } from './cookie-jar/index.ts';
import { isAddress, isPublicSuffix } from './cookie-jar/host.ts';
import { parseHost } from './cookie-jar/parse-host.ts';
import { defaultPath } from './cookie-jar/path.ts';
import { cookieStoreHeader } from './cookie-store-header.ts';

/** Longest name and value together, and longest value of an attribute, in octets (RFC 10025, 5.6). */
const longestPair = 4096;
const longestAttribute = 1024;
const httpPrefixes = ['__host-http-', '__http-'];
const prefixes = ['__host-', '__secure-', ...httpPrefixes];

/**
 * What `cookieStore.set()` at `url` hands to the storage model, as one header of one character an octet; undefined where
 * the call fails before. Cookie Store API, https://cookiestore.spec.whatwg.org/#set-cookie-algorithm
 */
export function setByCookieStore(init: CookieStoreInit, url: URL): string | undefined {
  const { domain } = init;
  const name = normalized(init.name);
  const value = normalized(init.value ?? '');
  if (/[;\x00-\x08\x0a-\x1f\x7f]/.test(name + value) || name.includes('=')) return undefined;
  if (name === '' && (value === '' || value.includes('=') || beginsWith(value, prefixes))) return undefined;
  if (beginsWith(name, httpPrefixes) || octets(name + value).length > longestPair) return undefined;
  const isForHost = beginsWith(name, ['__host-']);
  const path = init.path === '' ? defaultPath(url.pathname) : (init.path ?? '/');
  if (!path.startsWith('/') || (isForHost && path !== '/') || octets(path).length > longestAttribute) return undefined;
  if (domain === undefined) return octets(cookieStoreHeader({ ...init, name, value, path }));
  const parsed = parseHost(domain);
  if (domain.startsWith('.') || isForHost || parsed === undefined || !isSuffixOrEqual(parsed, url.hostname)) return undefined;
  return parsed.length > longestAttribute ? undefined : octets(cookieStoreHeader({ ...init, name, value, path, domain: parsed }));
}

/** The same for `cookieStore.delete()`: https://cookiestore.spec.whatwg.org/#delete-cookie-algorithm */
export function deleteByCookieStore(init: CookieStoreInit, url: URL): string | undefined {
  return setByCookieStore({ ...init, value: normalized(init.name) === '' ? 'any' : '', expires: 0, sameSite: 'strict' }, url);
}

function normalized(text: string): string {
  return text.replace(/^[\t ]+|[\t ]+$/g, '');
}

function beginsWith(text: string, beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => text.toLowerCase().startsWith(beginning));
}

/** HTML, https://html.spec.whatwg.org/multipage/browsers.html#is-a-registrable-domain-suffix-of-or-is-equal-to */
function isSuffixOrEqual(suffix: string, host: string): boolean {
  if (suffix === host) return true;
  return !isAddress(suffix) && !isAddress(host) && host.endsWith(`.${suffix}`) && !isPublicSuffix(suffix);
}
