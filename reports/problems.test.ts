import { expect, test } from 'vitest';
import { Problems } from './problems.ts';
import { sampleCell } from './samples.ts';

test('a browser that does not start is one problem, however many checks it fails', () => {
  const problems = new Problems();
  for (const check of ['cookies/a', 'cookies/b', 'cookies/c']) {
    problems.add('firefox-1', '\u001b[31mError: the browser did not start\u001b[39m\n  at line 1', check);
  }
  expect(problems.sentences).toEqual(['firefox-1: the browser did not start [cookies/a, and 2 more]']);
});

test('visits that fail for one cause are one problem; another cause or browser is another', () => {
  const problems = new Problems();
  const failed = (visit: string, cause: string) =>
    sampleCell(visit, { verdict: 'error', observed: null, reason: `cookies/sample (${visit}): ${cause}` });
  const cells = [
    failed('x', 'the browser ended'),
    failed('y', 'the browser ended'),
    failed('z', 'waited (long): too long'),
    sampleCell('ok'),
  ];
  problems.addFailedCells('firefox-1', 'cookies/sample', cells);
  problems.addFailedCells('chromium-1', 'cookies/sample', cells.slice(0, 1));
  expect(problems.sentences).toEqual([
    'firefox-1: the browser ended [cookies/sample (x), and 1 more]',
    'firefox-1: waited (long): too long [cookies/sample (z)]',
    'chromium-1: the browser ended [cookies/sample (x)]',
  ]);
});

test('what concerns the whole run names no browser', () => {
  const problems = new Problems();
  problems.add('', 'Error: the folder is read-only');
  expect(problems.sentences).toEqual(['the folder is read-only']);
});
