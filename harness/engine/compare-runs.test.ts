import { describe, expect, it } from 'vitest';
import type { Observation } from '../model/observation.ts';
import { compareRuns } from './compare-runs.ts';
import type { JudgedCell } from './run-check.ts';

const cell = (id: string, observed: Observation | null, reason?: string): JudgedCell => ({
  id: `family/check/${id}`,
  check: 'family/check',
  axes: {},
  observed,
  expected: [],
  verdict: 'unspecified',
  evidence: null,
  ...(reason === undefined ? {} : { reason }),
});

describe('compareRuns', () => {
  it('counts cells that were seen alike, whatever the order of an observation’s parts', () => {
    const result = compareRuns([cell('a', 'sent'), cell('b', { x: 1, y: 2 })], [cell('b', { y: 2, x: 1 }), cell('a', 'sent')]);
    expect(result.equal).toEqual(['family/check/a', 'family/check/b']);
    expect(result.differences).toEqual([]);
  });

  it('names both sides of a difference', () => {
    expect(compareRuns([cell('a', 'sent')], [cell('a', 'withheld')]).differences).toEqual([
      { id: 'family/check/a', left: 'sent', right: 'withheld' },
    ]);
  });

  it('never takes a cell for equal that one run, or both, did not observe', () => {
    const left = [cell('a', null, 'nobody to click'), cell('b', null, 'nobody to click'), cell('c', 'sent')];
    const result = compareRuns(left, [cell('a', 'sent'), cell('b', null, 'nobody to click'), cell('d', 'sent')]);
    expect(result.equal).toEqual([]);
    expect(result.differences).toEqual([]);
    expect([...result.incomparable]).toEqual([
      ['nobody to click', 2],
      ['only one run has the cell', 2],
    ]);
  });
});
