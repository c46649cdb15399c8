import { expect, test } from 'vitest';
import { causeFinder, causeOfObservation, causesIn, isDeviation, staleCauses } from './causes.ts';
import { parseBaseline } from './format.ts';

const baseline = parseBaseline(
  `sop/forms/a\tsent
# Deviates: forms are odd;
# see https://example.org/bug/1.
sop/forms/b\tsent
sop/forms/c\tsent
# A remark.
sop/forms/d\tsent
sop/forms/e\tsent
sop/forms/f\twithheld
sop/links/a\tsent
# The end.
`,
  'x.txt',
);

test('the lines of a comment are one text with its links', () => {
  expect(causesIn(baseline)).toEqual([
    { cell: 'sop/forms/b', text: 'Deviates: forms are odd; see https://example.org/bug/1.', links: ['https://example.org/bug/1'] },
    { cell: 'sop/forms/d', text: 'A remark.', links: [] },
  ]);
});

test('a comment speaks of its line and those below, up to the next comment and within its check', () => {
  const causeOf = causeFinder(baseline);
  const cells = ['sop/forms/a', 'sop/forms/b', 'sop/forms/c', 'sop/forms/d', 'sop/links/a'];
  expect(cells.map((id) => causeOf(id)?.cell)).toEqual([undefined, 'sop/forms/b', 'sop/forms/b', 'sop/forms/d', undefined]);
});

test('a remark speaks only of cells with the same observation', () => {
  const causeOf = causeFinder(baseline);
  expect(causeOf('sop/forms/e')?.cell).toBe('sop/forms/d');
  expect(causeOf('sop/forms/f')).toBeUndefined();
});

test('only some comments give the cause of a deviation', () => {
  expect(causesIn(baseline).map(isDeviation)).toEqual([true, false]);
});

test('the cause of a deviation is none of what every document allows', () => {
  const causeOf = causeFinder(baseline);
  const [deviation, remark] = [causeOf('sop/forms/c'), causeOf('sop/forms/d')];
  expect(causeOfObservation(deviation, 'sent', [['sent'], ['sent', 'withheld']])).toBeUndefined();
  expect(causeOfObservation(deviation, 'sent', [])).toBeUndefined();
  expect(causeOfObservation(deviation, 'sent', [['sent'], ['withheld']])).toBe(deviation);
  expect(causeOfObservation(remark, 'sent', [['sent']])).toBe(remark);
});

test.each([
  ['none of its cells deviates', { b: 'conforms', c: 'masked' }, ['sop/forms/b']],
  ['no authority speaks any more', { b: 'unspecified' }, ['sop/forms/b']],
  ['one of its cells still deviates', { b: 'conforms', c: 'deviates' }, []],
  ['one of its cells could not be judged', { b: 'conforms', c: 'error' }, []],
  ['all of its cells are masked', { b: 'masked', c: 'inconclusive' }, []],
  ['its check did not run', {}, []],
  ['it is only a remark', { d: 'conforms' }, []],
] as const)('a comment that says «Deviates» is stale or not when %s', (_when, verdicts, stale) => {
  const judged = Object.entries(verdicts).map(([name, verdict]) => ({ id: `sop/forms/${name}`, verdict }));
  expect(staleCauses(baseline, judged).map(({ cell }) => cell)).toEqual(stale);
});
