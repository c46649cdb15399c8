import { expect, test } from 'vitest';
import { matrixKey } from './keys.ts';
import type { Line } from './lines.ts';

const family = (id: string, open = false): Line => ({ kind: 'family', id, cells: 0, counts: [], open });
const lines = [family('cookies', true), family('a'), family('b'), family('c')];

const press = (key: string, index: number, column: number, ctrlKey = false) =>
  matrixKey({ key, ctrlKey, altKey: false, metaKey: false }, lines, index, column, 2);
const move = (id: string, column: number) => ({ do: 'move', place: { id, column } });

test('arrows move and stop at the edges', () => {
  expect(press('ArrowDown', 1, 0)).toEqual(move('b', 0));
  expect(press('ArrowDown', 3, 0)).toEqual(move('c', 0));
  expect(press('ArrowUp', 0, 1)).toEqual(move('cookies', 1));
  expect(press('ArrowRight', 1, 1)).toEqual(move('a', 1));
  expect(press('PageDown', 0, 0)).toEqual(move('c', 0));
  expect(press('End', 0, -1, true)).toEqual(move('c', -1));
  expect(press('Home', 2, 1)).toEqual(move('b', -1));
});

test('on a name, right opens and left closes; Enter opens; Escape closes the panel', () => {
  const toggled = (id: string) => ({ do: 'open', place: { id, column: -1 } });
  expect(press('ArrowRight', 1, -1)).toEqual(toggled('a'));
  expect(press('ArrowLeft', 0, -1)).toEqual(toggled('cookies'));
  expect(press('ArrowRight', 0, -1)).toEqual(move('cookies', 0));
  expect(press('Enter', 2, -1)).toEqual(toggled('b'));
  expect(press('Escape', 2, 0)).toEqual({ do: 'close' });
  expect(press('x', 2, 0)).toBeUndefined();
});
