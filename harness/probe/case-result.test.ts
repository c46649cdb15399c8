import { expect, test } from 'vitest';
import { caseLines, caseResult, Tally } from './case-result.ts';

const agreeing = caseResult('plain', 'a=1', { one: { header: 'a=1' }, two: { header: 'a=1' } });
const differing = caseResult('tab\t', null, { one: { header: 'a=\u0001' }, two: { header: null } });
const failing = caseResult('elsewhere', 'a=1', { one: { error: 'went away' }, two: { header: 'a=1' } });

test('a result has a header or an error for each browser', () => {
  expect(agreeing).toEqual({ name: 'plain', oracle: 'a=1', browsers: { one: 'a=1', two: 'a=1' } });
  expect(failing).toEqual({ name: 'elsewhere', oracle: 'a=1', browsers: { two: 'a=1' }, errors: { one: 'went away' } });
});

test('agreement is one line, a difference says who says what', () => {
  expect(caseLines(agreeing, 8)).toEqual(['= plain     Cookie: a=1']);
  expect(caseLines(differing, 8)).toEqual(['≠ tab\\t     (no Cookie line)   RFC 10025, two', '            Cookie: a=\\u0001   one']);
  expect(caseLines(failing, 8)).toEqual(['! elsewhere  Cookie: a=1', '            one: went away']);
});

test('a tally counts by browser', () => {
  const tally = new Tally(['one', 'two']);
  for (const result of [agreeing, differing, failing]) tally.add(result);
  expect(tally.lines()).toEqual([
    'one does as RFC 10025 says in 1 of 3 cases, and has no answer in 1',
    'two does as RFC 10025 says in 3 of 3 cases',
  ]);
});
