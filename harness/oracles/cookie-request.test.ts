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

describe('a reload or a traversal', () => {
  test('RFC 10025 goes by the client of now, Fetch by the initiator of the navigation that first asked', () => {
    const reload = request({ topLevelNavigation: true, documents: [site], firstAskedBy: [other] });
    expect(expected('; SameSite=Strict', reload)).toEqual(['RFC 10025: sent', 'Fetch: withheld']);
    expect(expected('; SameSite=Lax', reload)).toEqual(agree('sent'));
    const back = request({ topLevelNavigation: true, documents: [other], firstAskedBy: [site] });
    expect(expected('; SameSite=Strict', back)).toEqual(['RFC 10025: withheld', 'Fetch: sent']);
  });
});

describe('which request may set a cookie (RFC 10025, 5.7, step 18; Fetch, parse and store)', () => {
  const typed = request({ documents: [] });
  const setBy = (attributes: string, by: Partial<CookieRequest>, api: 'http' | 'script' = 'http'): string[] =>
    expectOnRequest({ header: `n=v${attributes}`, setAt: site, setBy: request(by), api }, typed).map(
      (one) => `${one.clause.authority} ${one.clause.section}: ${expectationText(one)}`,
    );
  const both = (value: string): string[] => [
    `RFC 10025 5.7 Storage Model: ${value}`,
    `Fetch parse and store response \`Set-Cookie\` headers: ${value}`,
  ];

  test('a cross-site request sets only None', () => {
    for (const attributes of ['', '; SameSite=Strict', '; SameSite=Lax', '; SameSite=None']) {
      expect(setBy(attributes, { documents: [other] })).toEqual(both('withheld'));
    }
    expect(setBy('; SameSite=None; Secure', { documents: [other] })).toEqual(both('sent'));
  });

  test('a top-level navigation sets any, from wherever and by whichever method', () => {
    const form = { documents: [other], topLevelNavigation: true, method: 'POST' } as const;
    for (const attributes of ['', '; SameSite=Strict', '; SameSite=Lax']) expect(setBy(attributes, form)).toEqual(both('sent'));
  });

  test('so does a script in a document whose ancestors are all same-site, and in no other', () => {
    const answered = (value: string): string[] => both(value).slice(0, 1);
    expect(setBy('; SameSite=Strict', { documents: [site] }, 'script')).toEqual(answered('sent'));
    expect(setBy('; SameSite=Strict', { documents: [other, site] }, 'script')).toEqual(answered('withheld'));
    expect(setBy('; SameSite=None; Secure', { documents: [other, site] }, 'script')).toEqual(answered('sent'));
  });

  test('a redirect through another site counts for Fetch alone', () => {
    expect(setBy('; SameSite=Strict', { redirectedFrom: [site, other] }).map((line) => line.split(': ').at(-1))).toEqual([
      'sent',
      'withheld',
    ]);
  });

  test('without credentials nothing is stored', () => {
    expect(setBy('', { credentials: 'omit' })).toEqual(['Fetch credentials mode: withheld']);
  });
});

describe('Lax-allowing-unsafe (RFC 10025, 5.6.7.2)', () => {
  const form = request({ documents: [other], topLevelNavigation: true, method: 'POST' });
  const aged = (...secondsAgo: number[]): string =>
    expectOnRequest({ header: 'n=v', setAt: site, secondsAgo }, form).map(expectationText)[0] ?? '';

  test('ends after two minutes', () => {
    expect(aged(115)).toBe('withheld or sent');
    expect(aged(125)).toBe('withheld');
  });

  test('a cookie that is set again keeps its age (5.7, step 23.3)', () => {
    expect(aged(125, 1)).toBe('withheld');
    expect(aged(115, 1)).toBe('withheld or sent');
  });
});
