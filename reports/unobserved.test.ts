import { expect, test } from 'vitest';
import { sampleCell, sampleResult } from './samples.ts';
import { unobserved } from './unobserved.ts';

const lost = { observed: null, verdict: 'inconclusive', reason: 'the origin had no address' } as const;

test('cells that a baseline has and a run has not are told once for each check and reason', () => {
  const cells = [sampleCell('a', lost), sampleCell('b', lost), sampleCell('c', { ...lost, reason: 'another' }), sampleCell('d')];
  expect(unobserved([sampleResult('firefox-1', cells)])).toEqual([
    'firefox-1: 2 cells of cookies/sample could not be compared with the baseline: the origin had no address',
    'firefox-1: 1 cell of cookies/sample could not be compared with the baseline: another',
  ]);
});

test('a cell that was never observed, one that failed, and one that is gone are told elsewhere or not at all', () => {
  const cells = [
    sampleCell('never', { ...lost, baseline: null }),
    sampleCell('failed', { ...lost, verdict: 'error' }),
    sampleCell('gone', { ...lost, change: 'gone' }),
    sampleCell('unsupported', { ...lost, verdict: 'unsupported', baseline: 'unsupported' }),
  ];
  expect(unobserved([sampleResult('firefox-1', cells)])).toEqual([]);
});
