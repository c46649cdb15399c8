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
# Deviates [g/*/sent *.x (+)]: another cause.
# [h/*]: another remark.
sop/forms/d\tsent
sop/forms/h/1\tsent
sop/forms/h/2\twithheld
sop/links/a\tsent
# The end.
`,
  'x.txt',
);

test('the lines of a comment are one text with its links, and a line that says «Deviates» or names a scope begins another', () => {
  expect(causesIn(baseline)).toEqual([
    { cell: 'sop/forms/b', text: 'Deviates: forms are odd; see https://example.org/bug/1.', links: ['https://example.org/bug/1'] },
    { cell: 'sop/forms/d', text: 'A remark.', links: [] },
    { cell: 'sop/forms/d', scope: 'g/*/sent *.x (+)', text: 'Deviates: another cause.', links: [] },
    { cell: 'sop/forms/d', scope: 'h/*', text: 'another remark.', links: [] },
  ]);
});

test('a comment speaks of its line, or of the cells of its check that its scope has, and of no others', () => {
  const causeOf = causeFinder(baseline);
  const told = (id: string): string | undefined => causeOf(id)?.text;
  expect(['a', 'b', 'c', 'd'].map((name) => told(`sop/forms/${name}`))).toEqual([
    undefined,
    'Deviates: forms are odd; see https://example.org/bug/1.',
    undefined,
    'A remark.',
  ]);
  const scoped = ['g/1/sent', 'g/1/2/sent', 'a.x', '(+)', 'h/1'];
  expect(scoped.map((name) => told(`sop/forms/${name}`))).toEqual([
    ...Array<string>(4).fill('Deviates: another cause.'),
    'another remark.',
  ]);
  expect(['sop/forms/ag/1/sent', 'sop/forms/abx', 'sop/links/a', 'sop/links/h/1'].map(told)).toEqual([...Array<undefined>(4)]);
});

test('a remark speaks only of cells with the observation that it stands above', () => {
  expect(causeFinder(baseline)('sop/forms/h/2')).toBeUndefined();
});

test('of several scopes that have a cell the last one counts', () => {
  const causeOf = causeFinder(
    parseBaseline('# Deviates [*]: all.\nsop/forms/a\tsent\n# Deviates [b*]: some.\nsop/forms/b\tsent\n', 'x.txt'),
  );
  expect([causeOf('sop/forms/a')?.text, causeOf('sop/forms/bb')?.text]).toEqual(['Deviates: all.', 'Deviates: some.']);
});

test('only some comments give the cause of a deviation', () => {
  expect(causesIn(baseline).map(isDeviation)).toEqual([true, false, true, false]);
});

test('the cause of a deviation is none of what every document allows', () => {
  const causeOf = causeFinder(baseline);
  const [deviation, remark] = [causeOf('sop/forms/b'), causeOf('sop/forms/d')];
  expect(causeOfObservation(deviation, 'sent', [['sent'], ['sent', 'withheld']])).toBeUndefined();
  expect(causeOfObservation(deviation, 'sent', [])).toBeUndefined();
  expect(causeOfObservation(deviation, 'sent', [['sent'], ['withheld']])).toBe(deviation);
  expect(causeOfObservation(remark, 'sent', [['sent']])).toBe(remark);
});

test.each([
  ['its cell does not deviate', { b: 'conforms' }, 'sop/forms/b'],
  ['none of the cells in its scope deviates', { 'g/1/sent': 'conforms', 'g/2/sent': 'masked' }, 'sop/forms/d'],
  ['no authority speaks any more', { b: 'unspecified' }, 'sop/forms/b'],
  ['one of its cells still deviates', { 'g/1/sent': 'conforms', 'g/2/sent': 'deviates' }, undefined],
  ['one of its cells could not be judged', { 'g/1/sent': 'conforms', 'g/2/sent': 'error' }, undefined],
  ['all of its cells are masked', { 'g/1/sent': 'masked', 'g/2/sent': 'inconclusive' }, undefined],
  ['its check did not run', {}, undefined],
  ['it is only a remark', { d: 'conforms', 'h/1': 'conforms' }, undefined],
] as const)('a comment that says «Deviates» is stale or not when %s', (_when, verdicts, stale) => {
  const judged = Object.entries(verdicts).map(([name, verdict]) => ({ id: `sop/forms/${name}`, verdict }));
  expect(staleCauses(baseline, judged).map(({ cell }) => cell)).toEqual(stale === undefined ? [] : [stale]);
});
