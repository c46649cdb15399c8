import { describe, expect, test } from 'vitest';
import { CookieJarModel, fetchChoices, type Choices, type SettingContext, type Storage, type StoredCookie } from './index.ts';

const start = new Date('2026-07-01T00:00:00Z').getTime();
const at = (seconds: number): Date => new Date(start + seconds * 1000);

type Setting = Partial<Omit<SettingContext, 'url'>> & { readonly url?: string };

function setIn(jar: CookieJarModel, header: string, { url = 'https://www.site.example/dir/page', ...context }: Setting = {}): Storage {
  return jar.set(header, { api: 'http', now: at(0), ...context, url: new URL(url) });
}

function set(header: string, setting?: Setting, choices?: Partial<Choices>): Storage {
  return setIn(new CookieJarModel(choices), header, setting);
}

function stored(header: string, setting?: Setting, choices?: Partial<Choices>): StoredCookie {
  const storage = set(header, setting, choices);
  if (storage.outcome !== 'stored') throw new Error(JSON.stringify(storage));
  return storage.cookie;
}

/** `reason (section)` of what is ignored, and otherwise the outcome. */
function fate(storage: Storage): string {
  return storage.outcome === 'ignored' ? `${storage.reason} (${storage.clause.section})` : storage.outcome;
}

const http = 'http://www.site.example/dir/page';

test('the fields of a cookie (5.7)', () => {
  expect(stored('SID=31d4; Domain=Site.example; Path=/p; Secure; HttpOnly; SameSite=Lax; Max-Age=60; Partitioned')).toEqual({
    name: 'SID',
    value: '31d4',
    domain: 'site.example',
    hostOnly: false,
    path: '/p',
    secureOnly: true,
    httpOnly: true,
    enforcement: 'Lax',
    persistent: true,
    expiry: at(60),
    creation: at(0),
    lastAccess: at(0),
    partitioned: true,
  });
  expect(stored('SID=31d4')).toEqual({
    name: 'SID',
    value: '31d4',
    domain: 'www.site.example',
    hostOnly: true,
    path: '/dir',
    secureOnly: false,
    httpOnly: false,
    enforcement: 'Default',
    persistent: false,
    expiry: undefined,
    creation: at(0),
    lastAccess: at(0),
    partitioned: false,
  });
});

describe('step 2', () => {
  test.each(['', '=', ' = ; Path=/', ';', '; a=b'])('%j is empty', (header) =>
    expect(fate(set(header))).toBe('it has neither name nor value (5.7 Storage Model)'),
  );
  test.each(['a', '=a', 'a='])('%j is not', (header) => expect(fate(set(header))).toBe('stored'));
});

test('parsing refuses first (steps 3 and 4, and 5.6)', () => {
  expect(fate(set('a=\x01'))).toBe('it contains a control character (5.6 The Set-Cookie Header Field)');
  expect(fate(set(`a=${'b'.repeat(4096)}`))).toBe('name and value are longer than 4096 octets together (5.6 The Set-Cookie Header Field)');
});

describe('step 6: lifetime', () => {
  const date = 'Sun, 01 Nov 2026 00:00:00 GMT';
  const past = 'Sun, 06 Nov 1994 08:49:37 GMT';

  test('the last Max-Age, else the last Expires', () => {
    expect(stored(`a=b; Expires=${date}`).expiry).toEqual(new Date(date));
    expect(stored(`a=b; Expires=${date}; Max-Age=60`).expiry).toEqual(at(60));
    expect(stored(`a=b; Max-Age=60; Expires=${date}`).expiry).toEqual(at(60));
    expect(stored(`a=b; Max-Age=60; Max-Age=70`).expiry).toEqual(at(70));
    expect(stored(`a=b; Max-Age=60; Max-Age=x`).expiry).toEqual(at(60));
    expect(stored(`a=b; Expires=${past}; Expires=${date}`).expiry).toEqual(new Date(date));
    expect(stored(`a=b; Expires=${past}; Max-Age=60`).expiry).toEqual(at(60));
  });

  test('the past deletes', () => {
    for (const attribute of ['Max-Age=0', 'Max-Age=-1', `Expires=${past}`, `Max-Age=60; Max-Age=0`])
      expect(fate(set(`a=b; ${attribute}`))).toBe('deleted');
    expect(fate(set(`a=b; Max-Age=60; Expires=${past}`))).toBe('stored');
  });

  test('400 days, or what the user agent likes less (5.5)', () => {
    const storage = set('a=b; Max-Age=99999999');
    expect(storage).toMatchObject({
      outcome: 'stored',
      cookie: { expiry: at(34_560_000) },
      notes: [{ reason: 'Max-Age is cut to 400 days' }],
    });
    expect(stored('a=b; Max-Age=99999999', {}, { ageLimit: 604_800 }).expiry).toEqual(at(604_800));
  });

  test('an expired cookie is gone', () => {
    const jar = new CookieJarModel();
    setIn(jar, 'a=b; Max-Age=60');
    expect(jar.cookies(at(60))).toHaveLength(1);
    expect(jar.cookies(at(61))).toHaveLength(0);
  });

  test('the end of a session', () => {
    const jar = new CookieJarModel();
    setIn(jar, 'a=b; Max-Age=60');
    setIn(jar, 'c=d');
    jar.endSession();
    expect(jar.cookies(at(0)).map(({ name }) => name)).toEqual(['a']);
  });
});

describe('steps 7 to 10: Domain', () => {
  test.each([
    ['', 'www.site.example', true],
    ['; Domain=site.example', 'site.example', false],
    ['; Domain=.SITE.example', 'site.example', false],
    ['; Domain=www.site.example', 'www.site.example', false],
    ['; Domain=', 'www.site.example', true],
    ['; Domain', 'www.site.example', true],
    ['; Domain=.', 'www.site.example', true],
    ['; Domain=evil.example; Domain=site.example', 'site.example', false],
    ['; Domain=site.example; Domain=', 'www.site.example', true],
    [`; Domain=site.example; Domain=${'x'.repeat(1025)}`, 'site.example', false],
  ])('a=b%s', (attributes, domain, hostOnly) => expect(stored(`a=b${attributes}`)).toMatchObject({ domain, hostOnly }));

  test.each([
    ['bar.www.site.example', 'its host is not in its Domain (5.1.3 Domain Matching)'],
    ['other.example', 'its host is not in its Domain (5.1.3 Domain Matching)'],
    ['ite.example', 'its host is not in its Domain (5.1.3 Domain Matching)'],
    ['..site.example', 'its host is not in its Domain (5.1.3 Domain Matching)'],
    ['site.example.', 'its host is not in its Domain (5.1.3 Domain Matching)'],
    ['"site.example"', 'its host is not in its Domain (5.1.3 Domain Matching)'],
    ['%73ite.example', 'its host is not in its Domain (5.1.3 Domain Matching)'],
    ['example', 'its Domain is a public suffix (5.7 Storage Model)'],
    ['.example', 'its Domain is a public suffix (5.7 Storage Model)'],
    ['co.uk', 'its Domain is a public suffix (5.7 Storage Model)'],
    ['b\xc3\xbccher.example', 'its Domain contains a character beyond ASCII (5.7 Storage Model)'],
  ])('Domain=%s is refused', (domain, reason) => expect(fate(set(`a=b; Domain=${domain}`))).toBe(reason));

  test.each([
    ['https://xn--bcher-kva.example/', 'xn--bcher-kva.example', false],
    ['https://xn--bcher-kva.example/', 'XN--BCHER-KVA.EXAMPLE', false],
    ['https://a.github.io/', 'a.github.io', false],
    ['https://github.io/', 'github.io', true],
    ['https://localhost/', 'localhost', true],
    ['http://198.18.0.1/', '198.18.0.1', false],
    ['https://site.example./', 'site.example.', false],
  ])('%s may have Domain=%s', (url, domain, hostOnly) => {
    expect(stored(`a=b; Domain=${domain}`, { url })).toMatchObject({ domain: domain.toLowerCase(), hostOnly });
  });

  test.each([
    ['http://198.18.0.1/', '18.0.1'],
    ['http://[2001:db8::1]/', '2001:db8::1'],
    ['https://a.github.io/', 'github.io'],
    ['https://site.example./', 'site.example'],
    ['https://www.com./', 'com.'],
  ])('%s may not have Domain=%s', (url, domain) => expect(set(`a=b; Domain=${domain}`, { url }).outcome).toBe('ignored'));

  test('a host that has no canonical name', () => {
    expect(fate(set('a=b', { url: 'https://a_b.example/' }, { hostNames: 'ldh-only' }))).toBe(
      'its host has no canonical name (5.1.2 Canonicalized Host Names)',
    );
  });

  test('the layered draft parses a Domain as a host', () => {
    expect(set('a=b; Domain=', {}, fetchChoices)).toMatchObject({ outcome: 'ignored', reason: 'its Domain is not a host' });
    expect(stored('a=b; Domain=%73ite.example', {}, fetchChoices)).toMatchObject({ domain: 'site.example', hostOnly: false });
    expect(set('a=b; Domain=example', {}, fetchChoices)).toMatchObject({ outcome: 'ignored', reason: 'its Domain is a public suffix' });
  });
});

test('step 11: the last Path, else the default-path', () => {
  expect(stored('a=b; Path=/x; Path=/y').path).toBe('/y');
  expect(stored('a=b; Path=/x; Path=y').path).toBe('/dir');
  expect(stored('a=b; Path=/x; Path=y', {}, fetchChoices).path).toBe('/x');
  expect(stored(`a=b; Path=/${'p'.repeat(1024)}`).path).toBe('/dir');
  expect(stored('a=b; Path=/x?y#z').path).toBe('/x?y#z');
});

describe('steps 12 and 13: Secure', () => {
  test('asks for a secure connection', () => {
    expect(fate(set('a=b; Secure', { url: http }))).toBe('it is Secure, and its connection is not (5.7 Storage Model)');
    expect(fate(set('a=b; Secure'))).toBe('stored');
  });

  test('localhost, as the user agent likes', () => {
    const url = 'http://localhost/';
    expect(set('a=b; Secure', { url }, { secureConnections: 'tls-or-loopback' }).outcome).toBe('stored');
    expect(set('a=b; Secure', { url }, { secureConnections: 'tls' }).outcome).toBe('ignored');
    expect(set('a=b; Secure', { url }, fetchChoices).outcome).toBe('ignored');
  });
});

describe('steps 14, 15 and 23.2: HttpOnly', () => {
  test('a script sets none', () => {
    for (const api of ['script', 'cookie-store'] as const) {
      expect(fate(set('a=b; HttpOnly', { api }))).toBe('it is HttpOnly, and a script sets it (5.7 Storage Model)');
    }
    expect(fate(set('a=b', { api: 'script' }))).toBe('stored');
  });

  test('a script replaces none, nor deletes it', () => {
    const jar = new CookieJarModel();
    setIn(jar, 'a=b; HttpOnly');
    for (const header of ['a=c', 'a=c; Max-Age=0']) {
      expect(fate(setIn(jar, header, { api: 'script' }))).toBe(
        'an HttpOnly cookie is in its place, and a script sets it (5.7 Storage Model)',
      );
    }
    expect(fate(setIn(jar, 'a=c; Path=/', { api: 'script' }))).toBe('stored');
    expect(fate(setIn(jar, 'a=d'))).toBe('stored');
    expect(fate(setIn(jar, 'a=e', { api: 'script' }))).toBe('stored');
  });
});

describe('step 16: no cookie over a Secure one', () => {
  const shadow = 'a Secure cookie of this name is there, and its connection is not secure (5.7 Storage Model)';
  const over = (existing: string, header: string, url = 'http://www.site.example/login/en/page') => {
    const jar = new CookieJarModel();
    setIn(jar, existing);
    return fate(setIn(jar, header, { url }));
  };

  test.each([
    ['a=1; Secure; Path=/login', 'a=2; Path=/login', shadow],
    ['a=1; Secure; Path=/login', 'a=2; Path=/login/en', shadow],
    ['a=1; Secure; Path=/login', 'a=2', shadow],
    ['a=1; Secure; Path=/login', 'a=2; Path=/login; Max-Age=0', shadow],
    ['a=1; Secure; Path=/login', 'a=2; Path=/login; Domain=site.example', shadow],
    ['a=1; Secure; Path=/login; Domain=site.example', 'a=2; Path=/login', shadow],
    ['a=1; Secure; Path=/login', 'a=2; Path=/', 'stored'],
    ['a=1; Secure; Path=/login', 'a=2; Path=/foo', 'stored'],
    ['a=1; Secure; Path=/login', 'A=2; Path=/login', 'stored'],
    ['a=1; Path=/login', 'a=2; Path=/login', 'stored'],
    ['a=1; Secure; Path=/login; Max-Age=0', 'a=2; Path=/login', 'stored'],
  ])('%s, then over http %s: %s', (existing, header, expected) => expect(over(existing, header)).toBe(expected));

  test('a sibling’s cookie does not matter, and over https none does', () => {
    expect(over('a=1; Secure; Path=/', 'a=2; Path=/', 'http://other.site.example/')).toBe('stored');
    expect(over('a=1; Secure; Path=/', 'a=2; Path=/', 'https://www.site.example/')).toBe('stored');
  });
});

describe('steps 17 to 19: SameSite', () => {
  const crossSite = 'it is for the same site, and it is set from a cross-site one (5.7 Storage Model)';

  test.each(['', '; SameSite', '; SameSite=Other', '; SameSite=Lax', '; SameSite=Strict', '; SameSite=None; SameSite=Other; Secure'])(
    'a=b%s',
    (attributes) => {
      expect(fate(set(`a=b${attributes}`))).toBe('stored');
      expect(fate(set(`a=b${attributes}`, { sameSite: false }))).toBe(crossSite);
      expect(fate(set(`a=b${attributes}`, { sameSite: false, topLevelNavigation: true }))).toBe('stored');
      expect(fate(set(`a=b${attributes}`, { api: 'script' }))).toBe('stored');
      expect(fate(set(`a=b${attributes}`, { api: 'script', sameSite: false }))).toBe(crossSite);
    },
  );

  test('None goes everywhere, but asks for Secure', () => {
    for (const setting of [
      {},
      { sameSite: false },
      { sameSite: false, topLevelNavigation: true },
      { api: 'script', sameSite: false },
    ] as const) {
      expect(fate(set('a=b; SameSite=None; Secure', setting))).toBe('stored');
      expect(fate(set('a=b; SameSite=None', setting))).toBe('SameSite=None asks for Secure (5.7 Storage Model)');
    }
  });
});

test('steps 20 to 22: prefixes come with their clause', () => {
  expect(fate(set('__Host-a=b'))).toBe('a name that begins with __Host- asks for Secure, Path=/ and no Domain (5.4 Cookie Name Prefixes)');
  expect(fate(set('__Host-a'))).toBe('it has no name, and its value begins with __Host- (5.4 Cookie Name Prefixes)');
});

describe('steps 23 and 24: identity', () => {
  test('name, domain, host-only-flag and path', () => {
    const jar = new CookieJarModel();
    for (const header of [
      'a=1',
      'A=1',
      'a=1; Path=/',
      'a=1; Domain=www.site.example',
      'a=1; Domain=site.example',
      '=1',
      '=2; Path=/dir/',
    ]) {
      expect(setIn(jar, header)).toMatchObject({ outcome: 'stored', replaced: undefined });
    }
    expect(jar.cookies(at(0))).toHaveLength(7);
    for (const header of ['a=2; Path=/dir; Secure; HttpOnly; Max-Age=9', 'A=2', 'a=2; Path=/', 'a=2; Domain=.WWW.site.example', '2']) {
      expect(setIn(jar, header)).toMatchObject({ outcome: 'stored', replaced: { value: '1' } });
    }
    expect(jar.cookies(at(0))).toHaveLength(7);
  });

  test('the creation-time is kept', () => {
    const jar = new CookieJarModel();
    setIn(jar, 'a=1');
    expect(setIn(jar, 'a=2', { now: at(5) })).toMatchObject({ cookie: { value: '2', creation: at(0), lastAccess: at(5) } });
  });

  test('only the same cookie is deleted', () => {
    const jar = new CookieJarModel();
    setIn(jar, 'a=1');
    for (const header of ['a=; Path=/; Max-Age=0', 'a=; Domain=site.example; Max-Age=0', 'A=; Max-Age=0']) {
      expect(setIn(jar, header)).toMatchObject({ outcome: 'deleted', replaced: undefined });
    }
    expect(setIn(jar, 'a=; Max-Age=0')).toMatchObject({ outcome: 'deleted', replaced: { value: '1' } });
    expect(jar.cookies(at(0))).toHaveLength(0);
  });

  test('an ignored cookie leaves the old one', () => {
    const jar = new CookieJarModel();
    setIn(jar, 'a=1');
    expect(setIn(jar, 'a=2; SameSite=None').outcome).toBe('ignored');
    expect(jar.cookies(at(0))).toMatchObject([{ value: '1' }]);
  });
});
