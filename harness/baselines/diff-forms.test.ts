import { expect, test } from 'vitest';
import { diffHtml, escapeHtml } from './diff-html.ts';
import { diffJunit, escapeXml } from './diff-junit.ts';
import { baselineNote, diffLines } from './diff-text.ts';
import type { ChangedCell, ColumnDiff } from './diff.ts';

const changed = (id: string, was: string, is: string): ChangedCell => ({
  id: `sop/links/${id}`,
  before: { observed: was, verdict: 'conforms' },
  after: { observed: is, verdict: 'deviates' },
});
const hostile = '<img src=x onerror="alert(1)">';

function diffOf(cells: readonly ChangedCell[], cause: string | null = null): ColumnDiff {
  return {
    before: { key: 'chromium-1', profile: 'stock' },
    after: { key: 'chromium-2', profile: 'strict' },
    compared: 9,
    failed: 1,
    lone: [
      { check: 'sop/dom', cells: 2, side: 'after' },
      { check: 'sop/forms', cells: 3, side: 'after' },
    ],
    groups: cells.length === 0 ? [] : [{ meaning: 'newly deviating', check: 'sop/links', cause, links: ['https://example.org/1'], cells }],
  };
}

test('on a terminal, cells with the same change stand together, and long lists are cut', () => {
  const cells = Array.from('abcdefg').map((id) => changed(id, 'sent', 'withheld'));
  expect(diffLines('A and B', [diffOf(cells, 'Deviates: odd.')])).toEqual([
    'A and B',
    '',
    'chromium-1 → chromium-2 (strict): 9 cells compared, 7 changed (7 newly deviating), 1 cell not judged',
    '  not compared, as only the side after has them: 5 cells of sop/dom, sop/forms',
    '',
    'newly deviating:',
    '  sop/links: 7 cells',
    '    cause in the baseline: Deviates: odd.',
    '    sent [conforms] → withheld [deviates]',
    ...Array.from('abcde').map((id) => `      sop/links/${id}`),
    '      … and 2 more',
  ]);
});

test('a comparison with a baseline says what that cannot tell', () => {
  const cell = { ...changed('a', 'sent', 'withheld'), before: { observed: 'sent', verdict: null } };
  expect(diffLines('A and B', [diffOf([cell])]).at(-1)).toBe(baselineNote);
});

test('in HTML, whatever a browser sent stands as text', () => {
  const page = diffHtml(hostile, [diffOf([changed(hostile, hostile, hostile)], hostile)]);
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
  expect(page).toContain('<a href="https://example.org/1">');
  expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;');
});

test('in JUnit XML, a check with changes fails and a comparison without any passes', () => {
  expect(diffJunit([diffOf([changed('a', '<b>', 'x\u0000')], 'Deviates: "odd".'), diffOf([])])).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="originwatch"><testsuite name="chromium-1 to chromium-2 (strict)" tests="1" failures="1">\
<testcase name="sop/links" classname="chromium-1 to chromium-2 (strict)"><failure message="1 newly deviating" type="change">\
newly deviating (Deviates: &quot;odd&quot;.)
sop/links/a: &lt;b&gt; [conforms] → x\ufffd [deviates]</failure></testcase></testsuite>\
<testsuite name="chromium-1 to chromium-2 (strict)" tests="1" failures="0">\
<testcase name="chromium-1 → chromium-2 (strict): 9 cells compared, nothing changed, 1 cell not judged" classname="chromium-1 to chromium-2 (strict)">\
</testcase></testsuite></testsuites>
`,
  );
});

test('what XML cannot say is replaced, what it can say is kept', () => {
  expect(escapeXml('a\u0001b\ud800c\ufffe')).toBe('a\ufffdb\ufffdc\ufffd');
  expect(escapeXml('tab\tline\nü 😀 & "')).toBe('tab\tline\nü 😀 &amp; &quot;');
});
