import { expect, test } from 'vitest';
import { persists } from './persistence.ts';
import { poolAllows, type PoolKey } from './connection-pool.ts';

test.each([
  ['1.1', [], true],
  ['1.1', [['Connection', 'close']], false],
  ['1.1', [['connection', 'x, Close']], false],
  ['1.1', [['Connection', 'keep-alive']], true],
  ['1.0', [], false],
  ['1.0', [['Connection', 'Keep-Alive']], true],
  ['1.0', [['Connection', 'keep-alive, close']], false],
  ['1.0', [['Proxy-Connection', 'keep-alive']], false],
] as const)('HTTP/%s with %j persists: %s', (protocol, headers, expected) => {
  expect(persists({ protocol, headers })).toBe(expected);
});

const key: PoolKey = { topLevelSite: 'http://a', askingSite: 'http://a', origin: 'http://z', credentials: true };

test.each([
  ['the same', {}, ['same']],
  ['without credentials', { credentials: false }, ['other']],
  ['to another origin', { origin: 'http://z:8080' }, ['other']],
  ['on a page of another site', { topLevelSite: 'http://b', askingSite: 'http://b' }, ['other']],
  ['from a frame of another site', { askingSite: 'http://b' }, ['same', 'other']],
] as const)('a request %s', (_, change, expected) => {
  expect(poolAllows(key, { ...key, ...change })).toEqual(expected);
});
