import { expect, test } from 'vitest';
import { carried, combinations, perVisit, sideBySide, type Axes } from './axes.ts';
import { cellsOf, omissionsOf, validateCheck, visitsOf, type Check } from './check.ts';

function checkWith(axes: Axes, more: Partial<Check> = {}): Check {
  return {
    id: 'family/name',
    title: 'A rule',
    clauses: [],
    axes,
    visit: () => ({ recipes: {}, steps: [] }),
    read: () => ({ seen: 'x' }),
    expect: () => [],
    evidence: () => ({ arrivals: [] }),
    ...more,
  };
}

const axes = { page: perVisit(['p', 'q']), trigger: sideBySide(['img', 'link']), cookie: carried(['Lax', 'None']) };

test('combinations vary the last axis fastest', () => {
  expect(combinations({ a: sideBySide(['1', '2']), b: sideBySide(['x', 'y']) })).toEqual([
    { a: '1', b: 'x' },
    { a: '1', b: 'y' },
    { a: '2', b: 'x' },
    { a: '2', b: 'y' },
  ]);
});

test('a cell’s id is the path of its values', () => {
  const ids = cellsOf(checkWith(axes)).map(({ id }) => id);
  expect(ids).toHaveLength(8);
  expect(ids[0]).toBe('family/name/p/img/Lax');
  expect(ids.at(-1)).toBe('family/name/q/link/None');
});

test('only per-visit axes cost visits', () => {
  expect(visitsOf(checkWith(axes)).map(({ key, cells }) => [key, cells.length])).toEqual([
    ['p', 4],
    ['q', 4],
  ]);
  expect(visitsOf(checkWith({ trigger: axes.trigger }))).toMatchObject([{ key: '' }]);
});

test('what is left out has a reason and is no cell', () => {
  const check = checkWith(axes, { omit: ({ trigger, cookie }) => (trigger === 'link' && cookie === 'None' ? 'no such thing' : undefined) });
  expect(cellsOf(check)).toHaveLength(6);
  expect(omissionsOf(check)).toEqual([
    { values: { page: 'p', trigger: 'link', cookie: 'None' }, reason: 'no such thing' },
    { values: { page: 'q', trigger: 'link', cookie: 'None' }, reason: 'no such thing' },
  ]);
});

test.each(['name', 'Family/name', 'family/name/more', 'family/na me'])('the check id «%s» is refused', (id) => {
  expect(() => {
    validateCheck(checkWith(axes, { id }));
  }).toThrow(`check id «${id}» must be family/name`);
});

test.each(['', 'a b', 'a/b', 'a#b', 'a\tb'])('the axis value «%s» is refused, with its axis', (value) => {
  expect(() => {
    validateCheck(checkWith({ trigger: sideBySide([value]) }));
  }).toThrow(`check family/name: value «${value}» of axis trigger`);
});

test('two cells with one id are refused', () => {
  expect(() => {
    validateCheck(checkWith({ trigger: sideBySide(['img', 'img']) }));
  }).toThrow('check family/name: two cells have the id family/name/img');
});
