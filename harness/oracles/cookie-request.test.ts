import { describe, expect, test } from 'vitest';
import { expectationText } from '../model/authority.ts';
import { expectOnRequest, isSameSiteRequest, isThirdParty, siteForCookies, type CookieRequest } from './cookie-request.ts';

const site = new URL('https://site.example/login');
const other = new URL('https://evil.example/');

function request(more: Partial<CookieRequest>): CookieRequest {
  return { url: site, method: 'GET', topLevelNavigation: false, documents: [site], credentials: 'include', redirectedFrom: [], ...more };
}

/** What RFC 10025 and Fetch allow, such as `sent` or `withheld or sent`; the authority is named where only one speaks. */
function expected(attributes: string, of: CookieRequest, setAt = site): string[] {
  return expectOnRequest({ header: `n=v${attributes}`, setAt }, of).map((one) => `${one.clause.authority}: ${expectationText(one)}`);
}
const agree = (value: string): string[] => [`RFC 10025: ${value}`, `Fetch: ${value}`];

describe('RFC 10025, 5.2: same-site and cross-site requests', () => {
  test('a request without a client is same-site', () => {
    expect(isSameSiteRequest(request({ documents: [] }))).toBe(true);
  });

  test('the site for cookies of a top-level document is its origin', () => {
    expect(siteForCookies([site])).toBe(site);
    expect(isSameSiteRequest(request({ documents: [other] }))).toBe(false);
  });

  test('schemes count', () => {
    expect(isSameSiteRequest(request({ documents: [new URL('http://site.example/')] }))).toBe(false);
  });

  test('every ancestor is audited (5.2.1)', () => {
    expect(siteForCookies([site, new URL('https://frame.site.example/')])).toBe(site);
    expect(siteForCookies([other, site])).toBe('opaque');
    expect(siteForCookies([site, other, site])).toBe('opaque');
    expect(siteForCookies([site, 'opaque'])).toBe('opaque');
  });

  test('an opaque site for cookies is same-site with nothing', () => {
    expect(isSameSiteRequest(request({ documents: ['opaque'] }))).toBe(false);
    expect(isSameSiteRequest(request({ documents: [other, site] }))).toBe(false);
  });

  test('a third party is embedded, not navigated to', () => {
    expect(isThirdParty(request({ documents: [other] }))).toBe(true);
    expect(isThirdParty(request({ documents: [other], topLevelNavigation: true }))).toBe(false);
    expect(isThirdParty(request({}))).toBe(false);
  });
});

describe('RFC 10025, 5.8.3: cross-site requests', () => {
  const embedded = request({ documents: [other] });
  const link = request({ documents: [other], topLevelNavigation: true });
  const form = request({ documents: [other], topLevelNavigation: true, method: 'POST' });

  test('Strict goes with same-site requests only', () => {
    expect(expected('; SameSite=Strict', request({}))).toEqual(agree('sent'));
    for (const crossSite of [embedded, link, form]) expect(expected('; SameSite=Strict', crossSite)).toEqual(agree('withheld'));
  });

  test('Lax goes with safe top-level navigations too', () => {
    expect(expected('; SameSite=Lax', embedded)).toEqual(agree('withheld'));
    expect(expected('; SameSite=Lax', link)).toEqual(agree('sent'));
    expect(expected('; SameSite=Lax', form)).toEqual(agree('withheld'));
  });

  test('Default is Lax for the RFC, with a choice for unsafe methods (5.6.7.2); Fetch restricts it not at all', () => {
    for (const attributes of ['', '; SameSite=Sometimes', '; SameSite']) {
      expect(expected(attributes, embedded)).toEqual(['RFC 10025: withheld', 'Fetch: sent']);
      expect(expected(attributes, link)).toEqual(agree('sent'));
      expect(expected(attributes, form)).toEqual(['RFC 10025: withheld or sent', 'Fetch: sent']);
    }
  });

  test('None with Secure goes with every request', () => {
    for (const crossSite of [embedded, link, form]) expect(expected('; SameSite=None; Secure', crossSite)).toEqual(agree('sent'));
  });
});

describe('RFC 10025, 5.7: what is stored', () => {
  test('None without Secure is ignored entirely (step 19)', () => {
    expect(expected('; SameSite=None', request({}))).toEqual(agree('withheld'));
  });

  test('the last SameSite attribute counts, even a bogus one (step 17)', () => {
    const crossSite = request({ documents: [other] });
    expect(expected('; SameSite=None; SameSite=Strict; Secure', crossSite)).toEqual(agree('withheld'));
    expect(expected('; SameSite=Strict; SameSite=None; Secure', crossSite)).toEqual(agree('sent'));
    // The layered draft, which Fetch builds on, passes over a bogus one.
    expect(expected('; SameSite=None; SameSite=Bogus; Secure', crossSite)).toEqual(['RFC 10025: withheld', 'Fetch: sent']);
    expect(expected('; SameSite=Strict; SameSite=Bogus', crossSite)).toEqual(agree('withheld'));
  });

  test('names and values of attributes are case-insensitive (5.6.7)', () => {
    expect(expected('; sAmEsItE=sTrIcT', request({ documents: [other] }))).toEqual(agree('withheld'));
  });

  test('a cookie for a public suffix, another domain or another path does not reach the URL', () => {
    const page = new URL('https://a.github.io/');
    expect(expected('; Domain=github.io', request({ url: page, documents: [page] }), page)).toEqual(agree('withheld'));
    expect(expected('; Domain=evil.example', request({}))).toEqual(agree('withheld'));
    expect(expected('; Path=/elsewhere', request({}))).toEqual(agree('withheld'));
    expect(expected('; Path=/', request({ url: new URL('https://sub.site.example/') }))).toEqual(agree('withheld'));
    expect(expected('; Domain=site.example', request({ url: new URL('https://sub.site.example/') }))).toEqual(agree('sent'));
  });

  test('a Secure cookie does not reach plain http', () => {
    const plain = new URL('http://site.example/login');
    expect(expected('; Secure', request({ url: plain, documents: [plain] }))).toEqual(agree('withheld'));
  });
});

describe('Fetch', () => {
  test('the credentials mode comes first', () => {
    expect(expected('', request({ credentials: 'omit' }))).toEqual(['Fetch: withheld']);
    expect(expected('', request({ credentials: 'same-origin' }))).toEqual(agree('sent'));
    const sibling = new URL('https://sub.site.example/');
    expect(expected('', request({ credentials: 'same-origin', documents: [sibling] }))).toEqual(['Fetch: withheld']);
    expect(expected('', request({ credentials: 'same-origin', documents: ['opaque'] }))).toEqual(['Fetch: withheld']);
  });

  test('a redirect through another site makes a request cross-site, which the RFC dropped', () => {
    const bounced = request({ redirectedFrom: [site, other] });
    expect(expected('; SameSite=Strict', bounced)).toEqual(['RFC 10025: sent', 'Fetch: withheld']);
    expect(expected('; SameSite=Strict', request({ redirectedFrom: [new URL('https://sub.site.example/')] }))).toEqual(agree('sent'));
  });
});
