import { expect, test } from 'vitest';
import { applyFilter, everything, isNarrow, type Filter } from './filter.ts';
import { matrixLines } from './lines.ts';
import type { CellView, CheckView, Row } from './report.ts';

const cell = (verdict: CellView['verdict'], observed: string): CellView => ({
  verdict,
  observed,
  reason: null,
  baseline: null,
  evidence: null,
  change: null,
});

const row = (check: string, path: string, cells: readonly CellView[], changed = false): Row => ({
  id: `${check}/${path}`,
  parts: path.split('/'),
  expected: check === 'sop/b' ? [] : [{ authority: 'Fetch', clause: '4.5 a clause', url: '', value: 'sent' }],
  cells,
  differs: new Set(cells.map(({ observed }) => observed)).size > 1,
  changed,
  haystack: `${check}/${path}\n${cells.map(({ observed }) => observed).join('\n')}`.toLowerCase(),
});

const checkOf = (id: string, rows: readonly Row[]): CheckView => ({
  summary: { id, title: id, clauses: [], claims: id === 'sop/b' ? ['SOP-1'] : [], axes: { Trigger: [], attribute: [] }, omitted: [] },
  place: 0,
  family: id.split('/')[0] ?? id,
  rows,
});

const sent = cell('conforms', 'sent');
const checks = [
  checkOf('cookies/a', [row('cookies/a', 'img/Lax', [sent, sent]), row('cookies/a', 'img/None', [sent, cell('deviates', 'withheld')])]),
  checkOf('sop/b', [row('sop/b', 'fetch', [cell('masked', 'read'), cell('masked', 'read')], true)]),
];

const idsOf = (change: Partial<Filter>) =>
  applyFilter(checks, { ...everything, ...change }, ['chromium-9', 'firefox-9']).flatMap(({ rows }) => rows.map(({ id }) => id));

test('each condition keeps what it names', () => {
  expect(idsOf({})).toEqual(['cookies/a/img/Lax', 'cookies/a/img/None', 'sop/b/fetch']);
  expect(idsOf({ search: 'IMG  lax' })).toEqual(['cookies/a/img/Lax']);
  expect(idsOf({ search: 'withheld' })).toEqual(['cookies/a/img/None']);
  expect(idsOf({ differences: true })).toEqual(['cookies/a/img/None']);
  expect(idsOf({ changes: true })).toEqual(['sop/b/fetch']);
  expect(idsOf({ verdicts: ['deviates', 'masked'] })).toEqual(['cookies/a/img/None', 'sop/b/fetch']);
  expect(idsOf({ within: 'sop' })).toEqual(['sop/b/fetch']);
  expect(idsOf({ within: 'cookies/a', verdicts: ['masked'] })).toEqual([]);
  expect(idsOf({ authority: 'Fetch', verdicts: ['deviates'] })).toEqual(['cookies/a/img/None']);
  expect([isNarrow(everything), isNarrow({ ...everything, search: 'x' })]).toEqual([false, true]);
});

test('the search language asks for words, fields, axes and browsers', () => {
  expect(idsOf({ search: '-img' })).toEqual(['sop/b/fetch']);
  expect(idsOf({ search: '"a/img" none|fetch' })).toEqual(['cookies/a/img/None']);
  expect(idsOf({ search: 'firefox:withheld' })).toEqual(['cookies/a/img/None']);
  expect(idsOf({ search: 'firefox:deviates chromium:conforms' })).toEqual(['cookies/a/img/None']);
  expect(idsOf({ search: 'firefox:-conforms' })).toEqual(['cookies/a/img/None', 'sop/b/fetch']);
  expect(idsOf({ search: 'attribute:Lax' })).toEqual(['cookies/a/img/Lax']);
  expect(idsOf({ search: '-trigger:img' })).toEqual(['sop/b/fetch']);
  expect(idsOf({ search: 'claim:sop-1' })).toEqual(['sop/b/fetch']);
  expect(idsOf({ search: 'clause:4.5 expected:sent verdict:deviates seen:withheld authority:fetch id:cookies' })).toEqual([
    'cookies/a/img/None',
  ]);
  expect(idsOf({ search: 'cell:cookies/a/*/{Lax,Strict}|sop/b/**' })).toEqual(['cookies/a/img/Lax', 'sop/b/fetch']);
  expect(idsOf({ search: 'cell:cookies' })).toEqual([]);
  expect(idsOf({ search: 'nowhere:x' })).toEqual([]);
  expect(idsOf({ search: '- "' })).toEqual(['cookies/a/img/Lax', 'cookies/a/img/None', 'sop/b/fetch']);
});

test('lines show what is open, count verdicts by browser, and say which parts repeat', () => {
  const lines = matrixLines(checks, 2, (id) => id !== 'sop/b');
  expect(lines.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'family cookies',
    'check cookies/a',
    'cell cookies/a/img/Lax',
    'cell cookies/a/img/None',
    'family sop',
    'check sop/b',
  ]);
  expect(lines[0]).toMatchObject({ cells: 2 });
  expect(lines[1]).toMatchObject({
    counts: [
      [2, 0, 0, 0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0, 0, 0, 0],
    ],
  });
  expect(lines.slice(2, 4)).toMatchObject([{ repeated: 0 }, { repeated: 1 }]);
});
