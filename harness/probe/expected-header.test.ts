import { expect, test } from 'vitest';
import { expectedHeader } from './expected-header.ts';

const home = 'http://home.a.test/';
const expected = (setCookie: readonly string[], setAt = home, readAt = home): string | null =>
  expectedHeader({ name: '', setAt, setCookie, readAt }, new Date('2026-11-20T00:00:00Z'));

test.each([
  [['a=1', 'b=2'], 'a=1; b=2'],
  [['a=1', 'a=2; Max-Age=0'], null],
  [['a=\u0001'], null],
  [['a=ä'], 'a=ä'],
  // The line feed ends the header; NUL and a bare carriage return spoil it.
  [['a=1\nb=2'], 'a=1'],
  [['a=1\r\nb'], 'a=1'],
  [['a=1\rb'], null],
  [['a=1\0'], null],
  [[], null],
])('%j leads to %j', (setCookie, header) => {
  expect(expected(setCookie)).toBe(header);
});

test('the addresses decide', () => {
  expect(expected(['a=1; Domain=a.test'], home, 'http://www.a.test/')).toBe('a=1');
  expect(expected(['a=1'], home, 'http://www.a.test/')).toBeNull();
  expect(expected(['a=1; Secure; SameSite=Strict'], 'https://home.a.test/', 'https://home.a.test:8443/')).toBe('a=1');
});
