import { expect, test } from 'vitest';
import { causeFinder, causesIn, idleCauses, isDeviation, staleCauses } from './causes.ts';
import { parseBaseline } from './format.ts';

const baseline = parseBaseline(
  `sop/forms/(+)\tsent
sop/forms/a\tsent
sop/forms/a.x\tsent
sop/forms/abx\tsent
sop/forms/ag/1/sent\tsent
# Deviates: forms are odd;
# see https://example.org/bug/1.
sop/forms/b\tsent
sop/forms/c\tsent
# A remark.
# Deviates [g/**/sent *.x (+)]: another cause.
# [h/*]: another remark.
sop/forms/d\tsent
sop/forms/g/1/2/sent\tsent
sop/forms/g/1/sent\tsent
sop/forms/h/1\tsent
sop/forms/h/2\twithheld
sop/links/a\tsent
sop/links/h/1\tsent
# The end.
`,
  'x.txt',
);

test('the lines of a comment are one text with its links, and a line that says «Deviates» or names a scope begins another', () => {
  expect(causesIn(baseline)).toEqual([
    { cell: 'sop/forms/b', text: 'Deviates: forms are odd; see https://example.org/bug/1.', links: ['https://example.org/bug/1'] },
    { cell: 'sop/forms/d', text: 'A remark.', links: [] },
    { cell: 'sop/forms/d', scope: 'g/**/sent *.x (+)', text: 'Deviates: another cause.', links: [] },
    { cell: 'sop/forms/d', scope: 'h/*', text: 'another remark.', links: [] },
  ]);
});

/** The comment on a cell with the observation in the baseline, which is not what the document expects. */
const told = (id: string, from = baseline): string | undefined =>
  causeFinder(from)(`sop/${id}`, from.cells.get(`sop/${id}`) ?? '', [['nothing']])?.text;

test('a comment speaks of its line, or of the cells of its check that its scope has, and of no others', () => {
  expect(told('forms/b')).toBe('Deviates: forms are odd; see https://example.org/bug/1.');
  expect(told('forms/d')).toBe('A remark.');
  expect(told('forms/h/1')).toBe('another remark.');
  const another = ['(+)', 'a.x', 'g/1/sent', 'g/1/2/sent'];
  expect(another.map((name) => told(`forms/${name}`))).toEqual(another.map(() => 'Deviates: another cause.'));
  const others = ['forms/a', 'forms/c', 'forms/ag/1/sent', 'forms/abx', 'links/a', 'links/h/1'];
  expect(others.map((name) => told(name))).toEqual(others.map(() => undefined));
});

test('a remark speaks only of cells with the observation that it stands above', () => {
  expect(told('forms/h/2')).toBeUndefined();
});

test('of several scopes that have a cell the last one counts', () => {
  const twice = parseBaseline('# Deviates [*]: all.\nsop/forms/a\tsent\n# Deviates [b*]: some.\nsop/forms/b\tsent\n', 'x.txt');
  expect([told('forms/a', twice), told('forms/b', twice)]).toEqual(['Deviates: all.', 'Deviates: some.']);
});

test('a comment says nothing of another observation than the recorded one', () => {
  expect(causeFinder(baseline)('sop/forms/b', 'withheld', [['nothing']])).toBeUndefined();
});

test('a comment that no cell is in the scope of, or only such as a later one has, is told', () => {
  const lines = '# Deviates [b*]: hidden.\n# Deviates [*]: all.\n# Deviates [c]: wrong.\nsop/forms/b\tsent\n';
  expect(idleCauses(parseBaseline(lines, 'x.txt')).map(({ scope }) => scope)).toEqual(['b*', 'c']);
  expect(idleCauses(baseline)).toEqual([]);
});

test('only some comments give the cause of a deviation', () => {
  expect(causesIn(baseline).map(isDeviation)).toEqual([true, false, true, false]);
});

test('the cause of a deviation is none of what every document allows', () => {
  const causeOf = causeFinder(baseline);
  expect(causeOf('sop/forms/b', 'sent', [['sent'], ['sent', 'withheld']])).toBeUndefined();
  expect(causeOf('sop/forms/b', 'sent', [])).toBeUndefined();
  expect(causeOf('sop/forms/b', 'sent', [['sent'], ['withheld']])).toBeDefined();
  expect(causeOf('sop/forms/d', 'sent', [['sent']])?.text).toBe('A remark.');
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
