import { expect, test } from 'vitest';
import { InOrder } from './in-order.ts';

test('rows come complete, in order, with the sides in order', () => {
  const rows: [string, number][] = [];
  const inOrder = new InOrder<number>(['a', 'b'], (row, index) => rows.push([JSON.stringify(row), index]));
  inOrder.add('b', 0, 10);
  inOrder.add('b', 1, 11);
  inOrder.add('a', 1, 1);
  expect(rows).toEqual([]);
  inOrder.add('a', 0, 0);
  expect(rows).toEqual([
    ['{"a":0,"b":10}', 0],
    ['{"a":1,"b":11}', 1],
  ]);
});
