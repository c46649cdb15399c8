import { expect, test } from 'vitest';
import { Progress, type PlannedCheck } from './progress.ts';
import { sampleCell, sampleResult } from './samples.ts';

const sample: PlannedCheck = { browser: 'firefox-1', check: 'cookies/sample', cells: 2 };
const other: PlannedCheck = { browser: 'firefox-1', check: 'cookies/other', cells: 1000 };

function written(isTTY: boolean): string {
  let text = '';
  const progress = new Progress({ isTTY, columns: 60, write: (chunk) => (text += chunk) }, [sample, other]);
  progress.begin(sample);
  progress.begin(other);
  progress.end({ ...sample }, sampleResult('firefox-1', [sampleCell('img', { change: 'changed' }), sampleCell('link')]));
  progress.end(other, undefined);
  return text;
}

test('a file gets plain lines', () => {
  expect(written(false)).toBe(
    '[2/1,002 cells] firefox-1  cookies/sample  2 cells in 0.1 s, 1 changed\n[1,002/1,002 cells] firefox-1  cookies/other  no result\n',
  );
});

test('a terminal gets a living line that never wraps: browser, family, cells done of those planned, and changes so far', () => {
  const text = written(true);
  expect(text).toContain('\r\u001b[K0/1,002 cells, 0 changed; now firefox-1 cookies 0/1,002');
  expect(text).toContain('\r\u001b[K2/1,002 cells, 1 changed; now firefox-1 cookies 2/1,002');
  for (const line of text.split(/\r\u001b\[K|\n/)) expect(line.length).toBeLessThan(72);
});
