import { expect, it } from 'vitest';
import { isSamePartition, partitionKey } from './cookie-partition.ts';

const at = (...origins: readonly string[]): ReturnType<typeof partitionKey> => {
  const [top, ...below] = origins.map((origin) => new URL(origin));
  if (top === undefined) throw new Error('no document');
  return partitionKey([top, ...below]);
};
const embedded = at('https://a.test', 'https://b.test');

it.each([
  ['another host of the top-level site', at('https://sub.a.test', 'https://b.test')],
  ['another port of it', at('https://a.test:8443', 'https://b.test')],
  ['a third site between', at('https://a.test', 'https://c.test', 'https://b.test')],
  ['the embedded site twice', at('https://a.test', 'https://b.test', 'https://b.test')],
])('is the same partition with %s', (_, key) => {
  expect(isSamePartition(embedded, key)).toBe(true);
});

it.each([
  ['another top-level site', at('https://c.test', 'https://b.test')],
  ['the same host over http', at('http://a.test', 'https://b.test')],
  ['the embedded site on top', at('https://b.test')],
  ['the embedded site on top of the other', at('https://b.test', 'https://a.test', 'https://b.test')],
])('is another partition with %s', (_, key) => {
  expect(isSamePartition(embedded, key)).toBe(false);
});

it('tells a cross-site ancestor from none', () => {
  const first = at('https://b.test');
  expect(isSamePartition(first, at('https://b.test', 'https://sub.b.test', 'https://b.test'))).toBe(true);
  expect(isSamePartition(first, at('https://b.test', 'https://a.test', 'https://b.test'))).toBe(false);
});
