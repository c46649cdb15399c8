import { expect, test } from 'vitest';
import { defaultPath, pathMatches } from './path.ts';

test.each([
  ['', '/'],
  ['dir', '/'],
  ['/', '/'],
  ['/page', '/'],
  ['/dir/', '/dir'],
  ['/dir/page', '/dir'],
  ['/dir//page', '/dir/'],
  ['//', '/'],
  ['/a%2fb/c', '/a%2fb'],
])('RFC 10025, 5.1.4: the default-path of %j is %s', (path, expected) => expect(defaultPath(path)).toBe(expected));

test.each([
  ['/dir', '/dir', true],
  ['/dir/', '/dir/', true],
  ['/dir/page', '/dir/', true],
  ['/dir/page', '/dir', true],
  ['/dir/', '/dir', true],
  ['/dir', '/dir/', false],
  ['/directory', '/dir', false],
  ['/', '/dir', false],
  ['/x/dir', '/dir', false],
  ['/Dir', '/dir', false],
  ['/%64ir', '/dir', false],
  ['/anything', '/', true],
  ['//', '/', true],
])('RFC 10025, 5.1.4: %s path-matches %s: %s', (requested, path, expected) => expect(pathMatches(requested, path)).toBe(expected));
