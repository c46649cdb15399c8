import { describe, expect, test } from 'vitest';
import { usualChoices } from './choices.ts';
import { canonicalHost, domainMatches, isPublicSuffix, isSecureConnection } from './host.ts';

describe('RFC 10025, 5.1.2: canonicalized host names', () => {
  const any = (url: string) => canonicalHost(new URL(url), usualChoices);
  const letter = (url: string) => canonicalHost(new URL(url), { ...usualChoices, hostNames: 'ldh-only' });

  test.each([
    ['https://WWW.Site.EXAMPLE/', 'www.site.example'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['https://XN--BCHER-KVA.example/', 'xn--bcher-kva.example'],
    ['http://127.1/', '127.0.0.1'],
    ['http://[2001:DB8::0:1]/', '[2001:db8::1]'],
    ['http://localhost/', 'localhost'],
  ])('%s', (url, host) => {
    expect(any(url)).toBe(host);
    expect(letter(url)).toBe(host);
  });

  test.each([
    'https://site.example./',
    'https://a_b.example/',
    'https://-a.example/',
    'https://ab--cd.example/',
    'https://xn--zzzz---.example/',
  ])('the letter of the RFC refuses %s', (url) => {
    expect(any(url)).toBe(new URL(url).hostname);
    expect(letter(url)).toBeUndefined();
  });

  test('a URL without a host', () => expect(any('about:blank')).toBeUndefined());
});

describe('RFC 10025, 5.1.3: domain matching', () => {
  test.each([
    ['site.example', 'site.example', true],
    ['www.site.example', 'site.example', true],
    ['a.b.site.example', 'site.example', true],
    ['site.example', 'www.site.example', false],
    ['notsite.example', 'site.example', false],
    ['site.example.', 'site.example', false],
    ['www.site.example', 'site.example.', false],
    ['site.example.site.example', 'site.example', true],
    ['198.18.0.1', '18.0.1', false],
    ['198.18.0.1', '198.18.0.1', true],
    ['[2001:db8::1]', '[2001:db8::1]', true],
  ])('%s in %s: %s', (host, domain, matches) => expect(domainMatches(host, domain)).toBe(matches));
});

test('public suffixes', () => {
  for (const suffix of ['com', 'co.uk', 'github.io', 'x.ck', 'test', 'localhost', 'com.', 'xn--p1ai', 'xn--55qx5d.cn']) {
    expect(isPublicSuffix(suffix), suffix).toBe(true);
  }
  for (const name of ['site.example', 'www.ck', 'a.github.io', '127.0.0.1', '[::1]', '']) expect(isPublicSuffix(name), name).toBe(false);
});

describe('secure connections', () => {
  test.each([
    ['https://site.example/', true, true],
    ['wss://site.example/', true, true],
    ['http://site.example/', false, false],
    ['ws://site.example/', false, false],
    ['http://localhost/', false, true],
    ['http://a.localhost:8080/', false, true],
    ['http://localhost./', false, true],
    ['http://notlocalhost/', false, false],
    ['http://127.0.0.1/', false, true],
    ['http://127.9.8.7/', false, true],
    ['http://127.evil.example/', false, false],
    ['http://[::1]/', false, true],
    ['http://[::2]/', false, false],
  ])('%s', (url, tls, loopback) => {
    expect(isSecureConnection(new URL(url), { ...usualChoices, secureConnections: 'tls' })).toBe(tls);
    expect(isSecureConnection(new URL(url), { ...usualChoices, secureConnections: 'tls-or-loopback' })).toBe(loopback);
  });
});
