import { expect, test } from 'vitest';
import { causeFinder } from './causes.ts';
import { changedCells, diffColumns, pairColumns, type Column, type SideCell } from './diff.ts';
import { parseBaseline } from './format.ts';

/** A column of a baseline. */
function recorded(text: string, key = 'chromium-1'): Column {
  const baseline = parseBaseline(text, 'x.txt');
  const cells = [...baseline.cells].map(([id, observed]) => [id, { observed, verdict: null }] as const);
  return { key, profile: 'stock', cells: new Map(cells), causeOf: causeFinder(baseline) };
}

/** A column of results. */
function seen(cells: Readonly<Record<string, SideCell>>, key = 'chromium-2'): Column {
  return { key, profile: 'stock', cells: new Map(Object.entries(cells)), causeOf: () => undefined };
}

const expected = (): readonly (readonly string[])[] => [['sent']];
const diff = (before: Column, after: Column, expectedOf: Parameters<typeof diffColumns>[3] = expected): ReturnType<typeof diffColumns> =>
  diffColumns(before, after, changedCells(before, after), expectedOf);
const told = (before: Column, after: Column): unknown =>
  diff(before, after).groups.map(({ meaning, check, cause, cells }) => [meaning, check, cause, cells.map(({ id }) => id.split('/')[2])]);

test('what is the same is no change', () => {
  const column = recorded('sop/links/a\tsent\nsop/links/b\twithheld\n');
  expect(diff(column, column)).toMatchObject({ compared: 2, failed: 0, lone: [], groups: [] });
});

test('changes are told by what they mean, by check and by cause', () => {
  const before = recorded('sop/forms/a\tsent\nsop/forms/b\tsent\nsop/links/a\tsent\nsop/links/b\tnothing\n# A remark.\nsop/links/c\tx\n');
  const after = recorded(
    'sop/forms/a\twithheld\n# Deviates: odd.\nsop/forms/b\twithheld\nsop/links/a\twithheld\nsop/links/b\tsent\nsop/links/c\ty\n',
  );
  expect(told(before, after)).toEqual([
    ['newly deviating', 'sop/forms', null, ['a']],
    ['newly deviating', 'sop/forms', 'Deviates: odd.', ['b']],
    ['newly deviating', 'sop/links', null, ['a']],
    ['newly conforming', 'sop/links', null, ['b']],
    ['other', 'sop/links', 'A remark.', ['c']],
  ]);
});

test('what could not be tried before has not changed its behaviour', () => {
  const before = recorded('sop/links/a\tunsupported\nsop/links/b\tunsupported\n');
  const after = recorded('sop/links/a\tsent\nsop/links/b\twithheld\n');
  expect(told(before, after)).toEqual([['other', 'sop/links', null, ['a', 'b']]]);
});

test('the cause of an ended deviation is told, but never as the cause of a cell that conforms', () => {
  const before = recorded('# Deviates: odd.\nsop/links/a\twithheld\nsop/links/b\tsent\n');
  const after = recorded('sop/links/a\tsent\n# Deviates: new.\nsop/links/b\twithheld\n');
  expect(told(before, after)).toEqual([
    ['newly deviating', 'sop/links', 'Deviates: new.', ['b']],
    ['newly conforming', 'sop/links', 'Deviates: odd.', ['a']],
  ]);
});

test('a verdict is believed before the observation: what is masked does not deviate', () => {
  const before = recorded('sop/links/a\tsent\n');
  expect(told(before, seen({ 'sop/links/a': { observed: 'withheld', verdict: 'masked' } }))).toEqual([['other', 'sop/links', null, ['a']]]);
});

test('where authorities disagree, or none speaks, a change is neither better nor worse', () => {
  const before = recorded('sop/links/a\tsent\n');
  const after = recorded('sop/links/a\twithheld\n');
  for (const allowed of [[], [['sent'], ['withheld']], undefined]) {
    expect(diff(before, after, () => allowed).groups).toMatchObject([{ meaning: 'other' }]);
  }
});

test('a harness error is no change, and is counted', () => {
  const before = recorded('sop/links/a\tsent\nsop/links/b\tsent\n');
  const after = seen({ 'sop/links/a': { observed: null, verdict: 'error' }, 'sop/links/b': { observed: 'sent', verdict: 'conforms' } });
  expect(diff(before, after)).toMatchObject({ compared: 1, failed: 1, groups: [] });
});

test('a cell that only one side has is a change; a check that only one side has is named and is none', () => {
  const before = recorded('sop/forms/a\tsent\nsop/links/a\tsent\n');
  const after = recorded('sop/dom/a\tsent\nsop/dom/b\tsent\nsop/links/b\tsent\n');
  const { lone, groups } = diff(before, after);
  expect(lone).toEqual([
    { check: 'sop/forms', cells: 1, side: 'before' },
    { check: 'sop/dom', cells: 2, side: 'after' },
  ]);
  expect(groups.flatMap(({ cells }) => cells)).toEqual([
    { id: 'sop/links/a', before: { observed: 'sent', verdict: null }, after: null },
    { id: 'sop/links/b', before: null, after: { observed: 'sent', verdict: null } },
  ]);
});

test('single columns are paired whatever they are; several by browser, then by product', () => {
  const named = (...keys: readonly string[]): Column[] => keys.map((key) => recorded('', key));
  const pairs = (before: Column[], after: Column[]): unknown => pairColumns(before, after).map((pair) => pair.map(({ key }) => key));
  expect(pairs(named('chromium-1'), named('firefox-1'))).toEqual([['chromium-1', 'firefox-1']]);
  expect(pairs(named('chromium-1', 'firefox-1', 'webkitgtk-2.4'), named('firefox-1', 'chromium-2', 'webkitgtk-2.5'))).toEqual([
    ['firefox-1', 'firefox-1'],
    ['chromium-1', 'chromium-2'],
    ['webkitgtk-2.4', 'webkitgtk-2.5'],
  ]);
  expect(pairs(named('chromium-1', 'chromium-2'), named('chromium-3', 'firefox-1'))).toEqual([]);
});
