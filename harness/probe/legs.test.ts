import { expect, test } from 'vitest';
import { legsOf } from './legs.ts';

/** Each leg as `part url`, its stops joined. */
const written = (setAt: string, readAt: string): readonly string[] =>
  legsOf({ setAt, readAt }).map((leg) => leg.map(({ part, url }) => `${part} ${url}`).join(' > '));

test('at one address, the request to be answered is itself the fence', () => {
  expect(written('http://a.test/', 'http://a.test/')).toEqual(['set http://a.test/ > read http://a.test/']);
});

test('on one host, one typed address is enough', () => {
  expect(written('http://a.test/1', 'http://a.test:81/2')).toEqual([
    'fence http://a.test:81/2 > set http://a.test/1 > read http://a.test:81/2',
  ]);
});

test.each([
  ['http://www.a.test/', 'http://a.test/'],
  ['https://a.test/', 'http://a.test/'],
])('from %s to %s, every address is typed', (setAt, readAt) => {
  expect(written(setAt, readAt)).toEqual([`fence ${readAt}`, `set ${setAt} > after ${setAt}`, `read ${readAt}`]);
});
