import { expect, it } from 'vitest';
import { toldChange } from './cookie-change.ts';
import { CookieJarModel } from './cookie-jar/index.ts';

const now = new Date('2026-01-01T00:00:00Z');
const url = new URL('https://www.site.example/page');

/** What is told of the last of these headers. */
function toldOf(...headers: readonly string[]): string {
  const jar = new CookieJarModel();
  const told = headers.map((header) => toldChange(jar.set(header, { url, api: 'http', now }), url, now));
  return told.at(-1) ?? '';
}

it('tells of every cookie that is stored, whatever was there before', () => {
  expect(toldOf('a=1')).toBe('changed');
  expect(toldOf('a=1', 'a=1')).toBe('changed');
  expect(toldOf('a=1', 'a=2; Domain=site.example')).toBe('changed');
  expect(toldOf('a=1; HttpOnly', 'a=2')).toBe('changed');
});

it('tells of every cookie that has expired, even where none was there', () => {
  expect(toldOf('a=1', 'a=; Max-Age=0')).toBe('deleted');
  expect(toldOf('a=; Max-Age=0')).toBe('deleted');
});

it('tells nothing of cookies that a script there could not read, or that are refused', () => {
  expect(toldOf('a=1; HttpOnly')).toBe('nothing');
  expect(toldOf('a=1', 'a=2; HttpOnly')).toBe('nothing');
  expect(toldOf('a=1; Path=/elsewhere')).toBe('nothing');
  expect(toldOf('a=; Max-Age=0; HttpOnly')).toBe('nothing');
  expect(toldOf('a=1; Domain=other.example')).toBe('nothing');
});
