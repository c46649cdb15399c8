import { groupBy } from '../model/group-by.ts';
import { columnName, headline, transitionOf } from './diff-text.ts';
import { changeMeanings, type ColumnDiff } from './diff.ts';

/**
 * What changed as JUnit XML, which CI systems show: a suite for each comparison and a test case for each check with changes,
 * which fails; a comparison without changes is one test case that passes.
 */
export function diffJunit(diffs: readonly ColumnDiff[]): string {
  const suites = diffs.map((diff) => {
    const name = `${columnName(diff.before)} to ${columnName(diff.after)}`;
    const checks = [...groupBy(diff.groups, ({ check }) => check)];
    const cases = checks.map(([check, groups]) => {
      const meanings = changeMeanings.flatMap((meaning) => {
        const count = groups.filter((group) => group.meaning === meaning).reduce((sum, { cells }) => sum + cells.length, 0);
        return count === 0 ? [] : [`${String(count)} ${meaning}`];
      });
      const lines = groups.flatMap(({ meaning, cause, cells }) => [
        `${meaning}${cause === null ? '' : ` (${cause})`}`,
        ...cells.map((cell) => `${cell.id}: ${transitionOf(cell)}`),
      ]);
      return element('testcase', { name: check, classname: name }, [
        element('failure', { message: meanings.join(', '), type: 'change' }, [escapeXml(lines.join('\n'))]),
      ]);
    });
    const passed = cases.length === 0 ? [element('testcase', { name: headline(diff), classname: name }, [])] : cases;
    return element('testsuite', { name, tests: String(passed.length), failures: String(cases.length) }, passed);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'originwatch' }, suites)}\n`;
}

/** @param children XML. */
function element(name: string, attributes: Readonly<Record<string, string>>, children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

/** Text as it may stand in XML 1.0; characters that XML has no way to write (2.2 Characters) are shown as U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
