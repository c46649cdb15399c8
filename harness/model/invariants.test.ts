import { expect, test } from 'vitest';
import { brokenText, mergeInvariants, unnoticed, type BrokenInvariant } from './invariants.ts';

const broken = (what: string, noticed: boolean, ...cells: readonly string[]): BrokenInvariant => ({
  what,
  cells: [...cells],
  noticed,
  arrivals: ['1 GET http://a.test/'],
});

test('results of visits and checks are put together by invariant, in the order of the report', () => {
  const merged = mergeInvariants([
    { id: 'strict', examined: 2, broken: [] },
    { id: 'secure', examined: 1, broken: [broken('first', true)] },
    { id: 'secure', examined: 4, broken: [broken('second', false)] },
  ]);
  expect(merged.map(({ id, examined, broken: all }) => [id, examined, all.map(({ what }) => what)])).toEqual([
    ['secure', 5, ['first', 'second']],
    ['strict', 2, []],
  ]);
});

test('what no cell notices is told with its requests and cells, each invariant once', () => {
  const [one, ...others] = unnoticed([
    { id: 'strict', examined: 1, broken: [broken('known', true)] },
    { id: 'secure', examined: 2, broken: [broken('known', true), broken('news', false, 'a/b/c', 'a/b/d'), broken('more news', false)] },
  ]);
  expect(others).toEqual([]);
  expect(one && brokenText(one)).toBe(
    'broken invariant secure: news [a/b/c and 1 more]\n  1 GET http://a.test/\n  and 1 more like it; the report lists them',
  );
});
