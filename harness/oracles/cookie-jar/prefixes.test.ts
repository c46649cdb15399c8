import { describe, expect, test } from 'vitest';
import { CookieJarModel, fetchChoices, usualChoices, type Choices } from './index.ts';

const now = new Date('2026-07-01T00:00:00Z');

function outcome(header: string, choices: Choices = usualChoices, url = 'https://site.example/'): string {
  return new CookieJarModel(choices).set(header, { url: new URL(url), api: 'http', now }).outcome;
}

/** `__secure-`, `__SECURE-` and every other way between. */
function everyCase(prefix: string): readonly string[] {
  return Array.from(prefix).reduce<readonly string[]>(
    (heads, letter) => heads.flatMap((head) => [...new Set([letter.toLowerCase(), letter.toUpperCase()])].map((one) => head + one)),
    [''],
  );
}

describe('RFC 10025, 5.4', () => {
  test.each([
    '__Secure-SID=12345; Domain=site.example',
    '__secure-SID=12345; Domain=site.example',
    '__SECURE-SID=12345; Domain=site.example',
    '__Host-SID=12345',
    '__host-SID=12345; Secure',
    '__host-SID=12345; Domain=site.example',
    '__HOST-SID=12345; Domain=site.example; Path=/',
    '__Host-SID=12345; Secure; Domain=site.example; Path=/',
    '__host-SID=12345; Secure; Domain=site.example; Path=/',
    '__HOST-SID=12345; Secure; Domain=site.example; Path=/',
  ])('rejected: %s', (header) => {
    expect(outcome(header)).toBe('ignored');
    expect(outcome(header, fetchChoices)).toBe('ignored');
  });

  test.each([
    '__Secure-SID=12345; Domain=site.example; Secure',
    '__secure-SID=12345; Domain=site.example; Secure',
    '__SECURE-SID=12345; Domain=site.example; Secure',
    '__Host-SID=12345; Secure; Path=/',
    '__host-SID=12345; Secure; Path=/',
    '__HOST-SID=12345; Secure; Path=/',
  ])('accepted from a secure origin: %s', (header) => {
    expect(outcome(header)).toBe('stored');
    expect(outcome(header, fetchChoices)).toBe('stored');
    expect(outcome(header, usualChoices, 'http://site.example/')).toBe('ignored');
  });

  test('any case', () => {
    const names = [...everyCase('__secure-'), ...everyCase('__host-')];
    expect(names).toHaveLength(64 + 16);
    expect(names.filter((name) => outcome(`${name}a=b`) !== 'ignored')).toEqual([]);
  });

  test('what only looks like a prefix', () => {
    for (const name of ['__Secure', '_Secure-a', '__Secure_a', ' x__Host-', '__Hosta', 'Host-', '__\xadHost-a'])
      expect(outcome(`${name}=b`)).toBe('stored');
  });

  test('a value without a name poses as a prefixed cookie (5.7, step 22)', () => {
    for (const header of ['__Secure-a', '=__Secure-a=b', '=__HOST-a=b; Secure; Path=/', '  = __host-'])
      expect(outcome(header)).toBe('ignored');
    for (const header of ['x=__Host-a', '=x__Host-a', '==__Host-a']) expect(outcome(header)).toBe('stored');
  });

  test('a Path that is none counts when the default-path is `/`, but for the layered draft it is none', () => {
    for (const header of ['__Host-a=b; Secure; Path', '__Host-a=b; Secure; Path=x']) {
      expect(outcome(header)).toBe('stored');
      expect(outcome(header, fetchChoices)).toBe('ignored');
      expect(outcome(header, usualChoices, 'https://site.example/dir/')).toBe('ignored');
    }
  });
});

describe('the layered draft, «Store a Cookie»', () => {
  const layered = (header: string) => outcome(header, fetchChoices);

  test.each([
    ['__Http-a=b; Secure; HttpOnly', 'stored'],
    ['__Http-a=b; Secure; HttpOnly; Domain=site.example; Path=/x', 'stored'],
    ['__Http-a=b; Secure', 'ignored'],
    ['__Http-a=b; HttpOnly', 'ignored'],
    ['__HTTP-a=b', 'ignored'],
    ['__Host-Http-a=b; Secure; HttpOnly; Path=/', 'stored'],
    ['__Host-Http-a=b; Secure; Path=/', 'ignored'],
    ['__Host-Http-a=b; Secure; HttpOnly', 'ignored'],
    ['__Host-Http-a=b; Secure; HttpOnly; Path=/; Domain=site.example', 'ignored'],
    ['__hOST-hTTP-a=b; HttpOnly; Path=/', 'ignored'],
    ['=__Http-a=b', 'ignored'],
    ['__Host-Http-a', 'ignored'],
  ])('%s: %s', (header, expected) => expect(layered(header)).toBe(expected));

  test('RFC 10025 does not know them', () => {
    expect(outcome('__Http-a=b')).toBe('stored');
    expect(outcome('__Host-Http-a=b; Secure; Path=/')).toBe('stored');
    expect(outcome('=__Http-a=b')).toBe('stored');
  });
});
