import { expect, test } from 'vitest';
import { Progress } from './progress.ts';
import { sampleCell, sampleResult } from './samples.ts';

function written(isTTY: boolean): string {
  let text = '';
  const progress = new Progress({ isTTY, columns: 60, write: (chunk) => (text += chunk) }, 2);
  progress.begin('firefox-1  cookies/sample');
  progress.end('firefox-1  cookies/sample', sampleResult('firefox-1', [sampleCell('img', { change: 'changed' }), sampleCell('link')]));
  progress.end('firefox-1  cookies/other', undefined);
  return text;
}

test('a file gets plain lines', () => {
  expect(written(false)).toBe('[1/2] firefox-1  cookies/sample  2 cells in 0.1 s, 1 changed\n[2/2] firefox-1  cookies/other  no result\n');
});

test('a terminal gets a living line that never wraps', () => {
  const text = written(true);
  expect(text).toContain('\r\u001b[K0 cells judged; now firefox-1  cookies/sample');
  for (const line of text.split(/\r\u001b\[K|\n/)) expect(line.length).toBeLessThan(62);
});
