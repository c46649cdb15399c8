import { expect, test } from 'vitest';
import { evictionOrder, isEvictedInOrder, type Evictable } from './cookie-eviction.ts';

const plain = (name: string, lastAccess: number): Evictable => ({ name, secure: false, lastAccess });
const secure = (name: string, lastAccess: number): Evictable => ({ name, secure: true, lastAccess });

test('the cookie whose last access is longest ago goes first', () => {
  expect(evictionOrder([plain('a', 3), plain('b', 1), plain('c', 2)])).toEqual(['b', 'c', 'a']);
});

test('cookies without Secure go before all others', () => {
  expect(evictionOrder([secure('a', 1), plain('b', 3), secure('c', 2), plain('d', 2)])).toEqual(['d', 'b', 'a', 'c']);
});

test('the cookies that are left are judged by their number', () => {
  const cookies = [secure('a', 1), plain('b', 2), plain('c', 3)];
  expect(isEvictedInOrder(cookies, ['a', 'c'])).toBe(true);
  expect(isEvictedInOrder(cookies, ['a'])).toBe(true);
  expect(isEvictedInOrder(cookies, ['b', 'c'])).toBe(false);
  expect(isEvictedInOrder(cookies, [])).toBe(true);
});
