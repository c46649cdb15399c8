import { expect, test } from 'vitest';
import { acceptSeen, checkOf, CorruptBaseline, formatBaseline, parseBaseline } from './format.ts';

const sound = `# Debian keeps third-party cookies back.
# https://example.org/cause
cookies/send/a/img\twithheld
cookies/send/b/img\t{"requests":1}
sop/links/a\tsent
# The end.
`;

test('a file is written as it was read', () => {
  expect(formatBaseline(parseBaseline(sound, 'x.txt'))).toBe(sound);
});

test('cells are sorted by id and comments stay above their line', () => {
  const baseline = {
    cells: new Map([
      ['sop/links/b', 'sent'],
      ['sop/links/a', 'withheld'],
    ]),
    comments: new Map([['sop/links/b', ['# why']]]),
  };
  expect(formatBaseline(baseline)).toBe('sop/links/a\twithheld\n# why\nsop/links/b\tsent\n');
});

test('the comment of a line that is gone stands above the next one', () => {
  const { comments } = parseBaseline('# why\nsop/links/a\tsent\nsop/links/b\tsent\n', 'x.txt');
  expect(formatBaseline({ cells: new Map([['sop/links/b', 'sent']]), comments })).toBe('# why\nsop/links/b\tsent\n');
  expect(formatBaseline({ cells: new Map([['sop/aaa/a', 'sent']]), comments })).toBe('sop/aaa/a\tsent\n# why\n');
});

test.each([
  ['a line without a tab', 'sop/links/a sent', 'expected «cell id, one tab, observation»'],
  ['two tabs', 'sop/links/a\tsent\tmore', 'expected «cell id, one tab, observation»'],
  ['no observation', 'sop/links/a\t', 'expected «cell id, one tab, observation»'],
  ['a merge marker', '<<<<<<< HEAD', 'expected «cell id, one tab, observation»'],
  ['something else for an id', 'links\tsent', '«links» is not a cell id'],
  ['a second line for a cell', 'sop/links/0\tsent', 'the cell sop/links/0 has a second line'],
  ['a line out of order', 'sop/a/a\tsent', 'lines must be sorted by id'],
])('%s is named with file and line', (_what, line, message) => {
  const parse = (): unknown => parseBaseline(`# first\nsop/links/0\tsent\n${line}\n`, 'baselines/x.txt');
  expect(parse).toThrow(CorruptBaseline);
  expect(parse).toThrow(`baselines/x.txt:3: ${message}`);
});

test('accepting replaces the checks that ran and leaves the others, but for cells that could not be seen', () => {
  const accepted = parseBaseline(sound, 'x.txt');
  const seen = new Map([['cookies/send/c/img', 'sent']]);
  const { cells, comments } = acceptSeen(accepted, new Set(['cookies/send']), seen, new Set(['cookies/send/b/img']));
  expect([...cells.keys()].sort()).toEqual(['cookies/send/b/img', 'cookies/send/c/img', 'sop/links/a']);
  expect(comments).toBe(accepted.comments);
});

test('a cell belongs to the check that its path begins with', () => {
  expect(checkOf('cookies/samesite-send/cross-site/img/Lax')).toBe('cookies/samesite-send');
});
