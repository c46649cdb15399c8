import { expect, test } from 'vitest';
import type { JudgedCell } from '../engine/run-check.ts';
import { compareWithBaseline, recordedTexts } from './compare.ts';
import { parseBaseline } from './format.ts';

function cell(id: string, observed: JudgedCell['observed'], verdict: JudgedCell['verdict'] = 'conforms'): JudgedCell {
  return { id, check: 'sop/links', axes: {}, observed, expected: [], verdict, evidence: null };
}

const baseline = parseBaseline(
  'other/check/x\tsent\nsop/links/a\tsent\nsop/links/b\t{"n":1,"z":true}\nsop/links/c\tunsupported\n',
  'x.txt',
);
const changes = (cells: readonly JudgedCell[]): unknown =>
  Object.fromEntries(compareWithBaseline('sop/links', cells, baseline).map(({ id, change }) => [id.slice('sop/links/'.length), change]));

test('what is as recorded is no change, whatever the order of an observation’s keys', () => {
  const cells = [cell('sop/links/a', 'sent'), cell('sop/links/b', { z: true, n: 1 }), cell('sop/links/c', null, 'unsupported')];
  expect(changes(cells)).toEqual({ a: null, b: null, c: null });
});

test('another observation, a cell without a line and a line without a cell are changes', () => {
  const cells = [cell('sop/links/a', 'withheld'), cell('sop/links/c', 'sent'), cell('sop/links/d', 'sent')];
  expect(changes(cells)).toEqual({ a: 'changed', b: 'gone', c: 'changed', d: 'new' });
});

test('a harness error is never a change of the browser', () => {
  const cells = ['a', 'b', 'c'].map((name) => cell(`sop/links/${name}`, null, 'error'));
  expect(changes(cells)).toEqual({ a: null, b: null, c: null });
});

test('what was not observed this time is no change, while an observation that settles nothing can be one', () => {
  const cells = [
    cell('sop/links/a', null, 'inconclusive'),
    cell('sop/links/b', 'silent', 'inconclusive'),
    cell('sop/links/c', null, 'inconclusive'),
  ];
  expect(changes(cells)).toEqual({ a: null, b: 'changed', c: null });
});

test('what this machine lacks is no change of the browser, and nothing to record', () => {
  const lacking: JudgedCell = { ...cell('sop/links/a', null, 'unsupported'), machineLacks: true };
  expect(compareWithBaseline('sop/links', [lacking], baseline)[0]).toMatchObject({ change: null, baseline: 'sent' });
  expect([...recordedTexts([lacking])]).toEqual([]);
});

test('the verdict alone changes nothing: a baseline holds observations', () => {
  const [first] = compareWithBaseline('sop/links', [cell('sop/links/a', 'sent', 'deviates')], baseline);
  expect(first).toMatchObject({ change: null, baseline: 'sent' });
});

test('without a baseline nothing is compared', () => {
  expect(compareWithBaseline('sop/links', [cell('sop/links/a', 'sent')], undefined)).toMatchObject([{ change: null, baseline: null }]);
});
