import { expect, test } from 'vitest';
import { Collection } from '../collect.ts';
import { packResults } from '../page-data.ts';
import { forgeryCells, forgerySummary, sampleResult } from '../samples.ts';
import { forgeryGrid, movedUnder, outcomeOf, sceneId } from './forgery-grid.ts';
import { unpackResults, type Report } from './report.ts';

function reportOf(...[first, ...others]: Parameters<typeof forgeryCells>[0][]): Report {
  const collection = new Collection();
  for (const [at, moves] of [first, ...others].entries()) {
    if (moves !== undefined) collection.add(sampleResult(`chromium-${String(at)}`, forgeryCells(moves), { check: forgerySummary }));
  }
  return unpackResults(packResults(collection.results({ startedAt: new Date(0), durationMs: 1, problems: [] })));
}

const report = reportOf(
  ({ defence }) => defence === 'none',
  ({ attack }) => attack === 'img',
);

test('rows are attacks and columns defences, in the order of the check', () => {
  const grid = forgeryGrid(report, '');
  expect(grid?.scene).toEqual({ from: 'cross-site', credential: 'None-Secure' });
  expect([grid?.attacks, grid?.defences]).toEqual([
    ['form-post', 'img'],
    ['none', 'origin-check'],
  ]);
  expect(grid?.rows.map((row) => row.map((cell) => cell?.id))).toEqual([
    ['sessions/forgery/cross-site/form-post/none/None-Secure', 'sessions/forgery/cross-site/form-post/origin-check/None-Secure'],
    ['sessions/forgery/cross-site/img/none/None-Secure', 'sessions/forgery/cross-site/img/origin-check/None-Secure'],
  ]);
});

test('a scene is chosen by its address, and only attacks that were made from there have a row', () => {
  expect(forgeryGrid(report, 'same-site/Lax')).toMatchObject({
    scene: { from: 'same-site', credential: 'Lax' },
    attacks: ['form-post'],
    places: ['same-site', 'cross-site'],
    credentials: ['None-Secure', 'Lax'],
  });
  expect(forgeryGrid(report, 'nowhere/nothing')?.scene).toEqual({ from: 'cross-site', credential: 'None-Secure' });
  expect(sceneId({ from: 'same-site', credential: 'Lax' })).toBe('same-site/Lax');
});

test('each browser has counts of its own', () => {
  const grid = forgeryGrid(report, '');
  expect(grid === undefined ? [] : [movedUnder(grid, 0), movedUnder(grid, 1)]).toEqual([
    [2, 0],
    [1, 1],
  ]);
});

test('a run without these cells has no grid', () => {
  expect(forgeryGrid({ checks: [] }, '')).toBeUndefined();
});

test('money that stayed is safe whatever kept it, and what was not judged says nothing', () => {
  const cell = { observed: 'kept', verdict: 'conforms', reason: null, baseline: null, evidence: null, change: null } as const;
  expect(outcomeOf({ ...cell, observed: 'moved', verdict: 'deviates' })).toBe('moved');
  expect(outcomeOf({ ...cell, verdict: 'masked' })).toBe('safe');
  expect(outcomeOf({ ...cell, verdict: 'inconclusive' })).toBe('unknown');
  expect(outcomeOf({ ...cell, observed: null, verdict: 'unsupported' })).toBe('unknown');
  expect(outcomeOf(undefined)).toBe('unknown');
});
