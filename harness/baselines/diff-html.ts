import { createHash } from 'node:crypto';
import { baselineNote, columnName, headline, loneLines, restsOnBaselines, sideText } from './diff-text.ts';
import { changeMeanings, type ChangeGroup, type ColumnDiff } from './diff.ts';

const style = `:root{color-scheme:light dark;font:100%/1.5 system-ui,sans-serif}
body{max-width:75rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
caption{text-align:start;font-weight:600}
th,td{border:1px solid #8884;padding:.25rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}
code{font:.9em ui-monospace,monospace}`;

/**
 * What changed, as one page that opens from disk and runs no script. Whatever a browser sent stands as text.
 * @param title names the sides.
 */
export function diffHtml(title: string, diffs: readonly ColumnDiff[]): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>`,
    ...(restsOnBaselines(diffs) ? [`<p>${escapeHtml(baselineNote)}</p>`] : []),
    ...diffs.map(comparison),
    '</main></body></html>\n',
  ].join('\n');
}

function comparison(diff: ColumnDiff): string {
  const meanings = changeMeanings.flatMap((meaning) => {
    const groups = diff.groups.filter((group) => group.meaning === meaning);
    if (groups.length === 0) return [];
    return [`<h3>${meaning}</h3>`, ...groups.map((group) => table(group, diff))];
  });
  const lone = loneLines(diff).map((line) => `<p>${escapeHtml(line)}</p>`);
  return [`<section><h2>${escapeHtml(headline(diff))}</h2>`, ...lone, ...meanings, '</section>'].join('\n');
}

function table({ check, cause, links, cells }: ChangeGroup, { before, after }: ColumnDiff): string {
  const anchors = links.map((link) => ` <a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`).join('');
  const why = cause === null ? '' : `<br>${escapeHtml(cause)}${anchors}`;
  const head = ['cell', columnName(before), columnName(after)].map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
  const rows = cells.map((cell) => {
    const texts = [cell.id, sideText(cell.before), sideText(cell.after)];
    return `<tr>${texts.map((text) => `<td><code>${escapeHtml(text)}</code></td>`).join('')}</tr>`;
  });
  return `<table><caption>${escapeHtml(check)}${why}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

/** Text as it may stand in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
