import { expect, test } from 'vitest';
import { Collection } from './collect.ts';
import { sampleCell, sampleResult } from './samples.ts';
import { summaryLines } from './summary.ts';

const closing = ['Report: reports/out/latest/index.html'];

function resultsOf(results: readonly ReturnType<typeof sampleResult>[], problems: readonly string[] = []) {
  const collection = new Collection();
  for (const result of results) collection.add(result);
  return collection.results({ startedAt: new Date(0), durationMs: 1, problems });
}

test('counts verdicts and changes, then tells problems and changes in one line each', () => {
  const cells = [
    sampleCell('img'),
    sampleCell('link', { observed: 'withheld', verdict: 'deviates', change: 'changed' }),
    sampleCell('form', { baseline: null, change: 'new' }),
    sampleCell('old', { observed: null, verdict: 'unsupported', change: 'gone' }),
  ];
  expect(summaryLines(resultsOf([sampleResult('chromium-9', cells)], ['chromium-9: it ended']), closing)).toEqual([
    'browser     version  cells  conforms  deviates  unsupported  changes  compared with',
    'chromium-9  1.0          4         2         1            1        3  its baseline',
    '',
    'problem  chromium-9: it ended',
    'changed  chromium-9  cookies/sample/link: sent → withheld [deviates]',
    'new  chromium-9  cookies/sample/form: sent [conforms]',
    'gone  chromium-9  cookies/sample/old: sent → no longer a cell',
    '',
    ...closing,
  ]);
});

test('says when there was nothing to compare with, or another version’s baseline', () => {
  const fresh = sampleResult('chromium-9', [sampleCell('img')], { comparedWith: null });
  const newer = sampleResult('chromium-10', [sampleCell('img')], { comparedWith: 'chromium-9' });
  const lines = summaryLines(resultsOf([fresh, newer]), closing);
  expect(lines[1]).toMatch(/^chromium-9 .* — {2}nothing: no baseline yet$/);
  expect(lines[2]).toMatch(/^chromium-10 .* 0 {2}baseline of chromium-9$/);
});

test('stays within 25 lines and says how much it leaves out', () => {
  const cells = Array.from({ length: 500 }, (_, index) => sampleCell(String(index), { change: 'changed' }));
  const results = Array.from({ length: 30 }, (_, index) => sampleResult(`chromium-${String(index)}`, cells));
  const lines = summaryLines(resultsOf(results, ['a problem']), closing);
  expect(lines).toHaveLength(25);
  expect(lines).toContain('… and 20 more browsers');
  const told = lines.filter((line) => /^(?:problem|changed) /.test(line)).length;
  expect(lines).toContain(`… and ${String(30 * 500 + 1 - told)} more; all are in the report`);
  expect(lines.at(-1)).toBe(closing[0]);
});

test('a run that judged nothing still says so, with its problems', () => {
  expect(summaryLines(resultsOf([], ['it did not start']), closing)).toEqual([
    'No check was judged.',
    '',
    'problem  it did not start',
    '',
    ...closing,
  ]);
});

test('tells in one line how often invariants were looked at, and each once that is broken where no cell deviates', () => {
  const broken = (noticed: boolean) => ({ what: 'a sentence', cells: [], noticed, arrivals: [] });
  const lines = (...all: readonly ReturnType<typeof broken>[]): readonly string[] => {
    const invariants = [{ id: 'secure', examined: 1200, broken: [...all] }];
    return summaryLines(resultsOf([sampleResult('chromium-9', [sampleCell('img')], { invariants })]), closing);
  };
  expect(lines()[2]).toBe('invariants: looked at 1,200 times, broken 0 times');
  expect(lines(broken(true))[2]).toBe('invariants: looked at 1,200 times, broken once, each where a cell deviates');
  expect(lines(broken(true), broken(false), broken(false)).slice(2, 5)).toEqual([
    'invariants: looked at 1,200 times, broken 3 times, 2 of them where no cell deviates',
    '',
    'broken  chromium-9  secure: a sentence (and 1 more)',
  ]);
});
