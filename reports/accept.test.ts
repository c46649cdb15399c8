import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BaselineStore } from '../harness/baselines/store.ts';
import { acceptResults } from './accept.ts';
import { sampleCell, sampleResult } from './samples.ts';
import { staleComments } from './stale-comments.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accept-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const accept = (cells: Parameters<typeof sampleResult>[1]) => acceptResults([sampleResult('chromium-9', cells)], new BaselineStore(folder));
const file = () => join(folder, 'chromium-9/stock/cookies.txt');

test('writes what was seen, keeps the line of a cell that failed or was not observed, drops cells that are gone', () => {
  expect(accept([sampleCell('a'), sampleCell('b'), sampleCell('c'), sampleCell('e')])).toEqual([]);
  const later = [
    sampleCell('a', { observed: 'withheld' }),
    sampleCell('b', { observed: null, verdict: 'error' }),
    sampleCell('c', { observed: null, verdict: 'unsupported', change: 'gone' }),
    sampleCell('d', { observed: null, verdict: 'unsupported' }),
    sampleCell('e', { observed: null, verdict: 'inconclusive' }),
  ];
  expect(accept(later)).toEqual([]);
  expect(readFileSync(file(), 'utf8')).toBe(
    'cookies/sample/a\twithheld\ncookies/sample/b\tsent\ncookies/sample/d\tunsupported\ncookies/sample/e\tsent\n',
  );
});

test('leaves a corrupt baseline alone and says where it is corrupt', () => {
  accept([sampleCell('a')]);
  writeFileSync(file(), 'cookies/sample/a sent\n');
  expect(accept([sampleCell('a')])).toEqual([
    expect.stringMatching(/chromium-9 \(stock\) for cookies could not be written: .*cookies\.txt:1: /),
  ]);
  expect(readFileSync(file(), 'utf8')).toBe('cookies/sample/a sent\n');
});

test('comments with cause and link survive, and one whose cells no longer deviate, or that has none, is told', () => {
  accept([sampleCell('a', { observed: 'withheld' }), sampleCell('b')]);
  const comment = '# Deviates: odd; see\n# https://example.org/bug/1\n';
  writeFileSync(file(), comment + readFileSync(file(), 'utf8'));
  const stale = (cell: ReturnType<typeof sampleCell>) =>
    staleComments([sampleResult('chromium-9', [cell, sampleCell('b', { verdict: 'masked' })])], new BaselineStore(folder));
  expect(stale(sampleCell('a', { observed: 'withheld', verdict: 'deviates' }))).toEqual([]);
  const now = sampleCell('a');
  accept([now, sampleCell('b')]);
  expect(readFileSync(file(), 'utf8')).toBe(`${comment}cookies/sample/a\tsent\ncookies/sample/b\tsent\n`);
  expect(stale(now)).toEqual([
    'chromium-9, above cookies/sample/a: the comment says «Deviates: odd; see https://example.org/bug/1», but nothing it speaks of deviates now; take it out',
  ]);
  writeFileSync(file(), '# Deviates [c*]: odd.\ncookies/sample/a\tsent\n');
  expect(stale(now)).toEqual([
    'chromium-9, above cookies/sample/a: the comment says «Deviates: odd.», but no cell is in its scope, or only such as a later one has; mend the scope or take it out',
  ]);
});
