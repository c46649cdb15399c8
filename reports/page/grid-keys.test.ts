import { expect, test } from 'vitest';
import { gridKey } from './grid-keys.ts';

const press = (key: string, row: number, column: number, ctrlKey = false): unknown =>
  gridKey({ key, ctrlKey, altKey: false, metaKey: false }, { row, column }, 4, 7);

test('arrow keys go from cell to cell and stop at the edges', () => {
  expect(press('ArrowDown', 0, 2)).toEqual({ row: 1, column: 2 });
  expect(press('ArrowDown', 3, 2)).toEqual({ row: 3, column: 2 });
  expect(press('ArrowUp', 0, 2)).toEqual({ row: 0, column: 2 });
  expect(press('ArrowRight', 1, 6)).toEqual({ row: 1, column: 6 });
  expect(press('ArrowLeft', 1, 6)).toEqual({ row: 1, column: 5 });
});

test('Home and End go to the ends of a row, with Ctrl to those of the table', () => {
  expect([press('Home', 2, 3), press('End', 2, 3)]).toEqual([
    { row: 2, column: 0 },
    { row: 2, column: 6 },
  ]);
  expect([press('Home', 2, 3, true), press('End', 2, 3, true)]).toEqual([
    { row: 0, column: 0 },
    { row: 3, column: 6 },
  ]);
});

test('other keys are the browser’s, and so are those for going back', () => {
  expect(press('Enter', 0, 0)).toBeUndefined();
  expect(gridKey({ key: 'ArrowLeft', ctrlKey: false, altKey: true, metaKey: false }, { row: 0, column: 1 }, 4, 7)).toBeUndefined();
});
