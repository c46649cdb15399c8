import { describe, expect, test } from 'vitest';
import { CookieJarModel, fetchChoices, octets, permittedAnswers, type Choices, type Retrieval } from './index.ts';

const start = new Date('2026-07-01T00:00:00Z').getTime();
const at = (seconds: number): Date => new Date(start + seconds * 1000);
const page = 'https://www.site.example/dir/page';

function jarWith(headers: readonly string[], choices?: Partial<Choices>, url = page): CookieJarModel {
  const jar = new CookieJarModel(choices);
  headers.forEach((header, index) => jar.set(header, { url: new URL(url), api: 'http', now: at(index) }));
  return jar;
}

function sent(headers: readonly string[], url = page, retrieval: Partial<Retrieval> = {}, choices?: Partial<Choices>): string | null {
  return jarWith(headers, choices).cookieHeader(new URL(url), { now: at(60), ...retrieval });
}

describe('RFC 10025, 3.1: the examples', () => {
  const site = 'https://site.example/';
  const jar = new CookieJarModel();
  const set = (header: string) => jar.set(header, { url: new URL(site), api: 'http', now: at(0) }).outcome;
  const read = (url = site) => jar.cookieHeader(new URL(url), { now: at(0) });

  test('in their order', () => {
    set('SID=31d4d96e407aad42');
    expect(read()).toBe('SID=31d4d96e407aad42');
    set('SID=; Max-Age=0');
    expect(read()).toBeNull();
    set('SID=31d4d96e407aad42; Path=/; Domain=site.example');
    expect(read('https://www.site.example/any/path')).toBe('SID=31d4d96e407aad42');
    set('SID=; Domain=site.example; Max-Age=0');
    set('SID=31d4d96e407aad42; Path=/; Secure; HttpOnly');
    set('lang=en-US; Path=/; Domain=site.example');
    expect(read()).toBe('SID=31d4d96e407aad42; lang=en-US');
    expect(read('https://www.site.example/')).toBe('lang=en-US');
    set('sid=31d4d96e407aad42');
    expect(read()).toBe('SID=31d4d96e407aad42; lang=en-US; sid=31d4d96e407aad42');
    set('lang=; Expires=Sun, 06 Nov 1994 08:49:37 GMT');
    expect(read()).toBe('SID=31d4d96e407aad42; lang=en-US; sid=31d4d96e407aad42');
    expect(set('lang=; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Domain=site.example')).toBe('deleted');
    expect(read()).toBe('SID=31d4d96e407aad42; sid=31d4d96e407aad42');
  });
});

describe('RFC 10025, 5.8.3, step 3', () => {
  test.each([
    ['a=b', 'https://www.site.example:8443/dir/', 'a=b'],
    ['a=b', 'http://www.site.example/dir', 'a=b'],
    ['a=b', 'https://site.example/dir/', null],
    ['a=b', 'https://deep.www.site.example/dir/', null],
    ['a=b; Domain=www.site.example', 'https://deep.www.site.example/dir/', 'a=b'],
    ['a=b; Domain=site.example', 'https://site.example/dir/', 'a=b'],
    ['a=b; Domain=site.example', 'https://notsite.example/dir/', null],
    ['a=b; Domain=site.example', 'https://site.example./dir/', null],
    ['a=b', 'https://www.site.example/', null],
    ['a=b; Path=/', 'https://www.site.example/', 'a=b'],
    ['a=b; Path=/dir/', 'https://www.site.example/dir', null],
    ['a=b; Secure', 'http://www.site.example/dir/', null],
    ['a=b; Secure', 'wss://www.site.example/dir/', 'a=b'],
  ])('%s to %s: %s', (header, url, expected) => expect(sent([header], url)).toBe(expected));

  test('HttpOnly stays away from scripts', () => {
    expect(sent(['a=b; HttpOnly', 'c=d'], page, { api: 'script' })).toBe('c=d');
    expect(sent(['a=b; HttpOnly'], page, { api: 'cookie-store' })).toBeNull();
    expect(sent(['a=b; HttpOnly'], page, { api: 'http' })).toBe('a=b');
  });

  test('a host without a canonical name', () => {
    const choices = { hostNames: 'ldh-only' } as const;
    expect(sent(['a=b; Domain=site.example'], 'https://a_b.site.example/dir/', {}, choices)).toBeNull();
    expect(sent(['a=b; Domain=site.example'], 'https://a_b.site.example/dir/')).toBe('a=b');
  });

  test('expired cookies stay away', () => {
    expect(sent(['a=b; Max-Age=60', 'c=d; Max-Age=60', 'e=f; Max-Age=58'], page, { now: at(61) })).toBe('c=d');
  });

  const everySite = ['n=b; SameSite=None; Secure', 'l=b; SameSite=Lax', 's=b; SameSite=Strict', 'd=b'];
  const crossSite = { sameSite: false };
  const link = { ...crossSite, topLevelNavigation: true };

  test.each([
    ['same-site', {}, 'n=b; l=b; s=b; d=b'],
    ['same-site POST', { method: 'POST' }, 'n=b; l=b; s=b; d=b'],
    ['cross-site', crossSite, 'n=b'],
    ['cross-site link', link, 'n=b; l=b; d=b'],
    ['cross-site HEAD', { ...link, method: 'HEAD' }, 'n=b; l=b; d=b'],
    ['cross-site POST', { ...link, method: 'POST' }, 'n=b'],
    ['cross-site script', { ...link, api: 'script' }, 'n=b'],
  ] as const)('SameSite on a %s request', (_name, retrieval, expected) => expect(sent(everySite, page, retrieval)).toBe(expected));

  test.each([
    ['same-site', {}, 'n=b; l=b; s=b; d=b'],
    ['cross-site', crossSite, 'n=b; d=b'],
    ['cross-site link', link, 'n=b; l=b; d=b'],
    ['cross-site POST', { ...link, method: 'POST' }, 'n=b; d=b'],
  ] as const)('Fetch: SameSite on a %s request', (_name, retrieval, expected) =>
    expect(sent(everySite, page, retrieval, fetchChoices)).toBe(expected),
  );

  test('Lax-allowing-unsafe (5.6.7.2): young Default cookies go with a POST', () => {
    const post = { ...link, method: 'POST' };
    const choices = { laxAllowingUnsafe: 120 };
    expect(sent(['d=b', 'l=b; SameSite=Lax'], page, { ...post, now: at(120) }, choices)).toBe('d=b');
    expect(sent(['d=b', 'x=b; SameSite=Other'], page, { ...post, now: at(121) }, choices)).toBe('x=b');
    expect(sent(['d=b'], page, { ...crossSite, method: 'POST' }, choices)).toBeNull();
  });
});

describe('RFC 10025, 5.8.3, step 4: order', () => {
  const headers = ['a=1; Path=/', 'b=1; Path=/dir', 'c=1; Path=/', 'd=1; Path=/dir/'];

  test('longer paths, then earlier creation', () => {
    expect(sent(headers, 'https://www.site.example/dir/')).toBe('d=1; b=1; a=1; c=1');
  });

  test('a replaced cookie keeps its place, a deleted one does not', () => {
    expect(sent([...headers, 'a=2; Path=/'])).toBe('d=1; b=1; a=2; c=1');
    expect(sent([...headers, 'a=; Path=/; Max-Age=0', 'a=2; Path=/'])).toBe('d=1; b=1; c=1; a=2');
  });

  test('of one moment: the header’s order', () => {
    const jar = new CookieJarModel();
    for (const name of ['z', 'y', 'x']) jar.set(`${name}=1`, { url: new URL(page), api: 'http', now: at(0) });
    expect(jar.cookieHeader(new URL(page), { now: at(0) })).toBe('z=1; y=1; x=1');
  });

  test('the layered draft counts segments, so that `/` and `/dir`, or `/dir/` and `/dir/page`, are equals', () => {
    const made = ['a=1; Path=/', 'b=1; Path=/dir', 'c=1; Path=/dir/', 'd=1; Path=/dir/page'];
    expect(sent(made)).toBe('d=1; c=1; b=1; a=1');
    expect(sent(made, page, {}, fetchChoices)).toBe('c=1; d=1; a=1; b=1');
  });
});

test('RFC 10025, 5.8.3, step 5: the last-access-time', () => {
  const jar = jarWith(['a=b', 'c=d; Path=/elsewhere']);
  jar.cookieHeader(new URL(page), { now: at(9) });
  expect(jar.cookies(at(9)).map(({ lastAccess }) => lastAccess)).toEqual([at(9), at(1)]);
});

test('RFC 10025, 5.8.3, step 6: serialization', () => {
  expect(sent(['a="b c"', 'e=', '=n', '==m; Path=/', 'u=\xc3\xbc'])).toBe('a="b c"; e=; n; u=\xc3\xbc; =m');
});

test('octets of a script’s text', () => {
  expect(octets('a=ü€😀')).toBe('a=\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80');
  expect(octets('a=\ud800')).toBe('a=\xef\xbf\xbd');
});

describe('permitted answers', () => {
  const outcome = (url: string) => (jar: CookieJarModel) => jar.set('a=b; Secure', { url: new URL(url), api: 'http', now: at(0) }).outcome;

  test('one where the text leaves no choice', () => {
    expect(permittedAnswers('rfc10025', outcome('https://site.example/'))).toEqual(['stored']);
    expect(permittedAnswers('rfc10025', outcome('http://site.example/'))).toEqual(['ignored']);
  });

  test('several where it does, the usual one first', () => {
    expect(permittedAnswers('rfc10025', outcome('http://localhost/'))).toEqual(['stored', 'ignored']);
    expect(permittedAnswers('rfc10025', outcome('https://a_b.example/'))).toEqual(['stored', 'ignored']);
    expect(permittedAnswers('layered', outcome('http://localhost/'))).toEqual(['ignored']);
  });
});
