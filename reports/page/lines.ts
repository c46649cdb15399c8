import { verdictKinds } from '../../harness/model/verdict.ts';
import type { CheckView, Row } from './report.ts';

/** How many cells have each verdict, in the order of `verdictKinds`. */
export type Counts = readonly number[];

/** One line of the matrix. `id` is unique among lines and stable when the filter changes. */
export type Line =
  | { readonly kind: 'family'; readonly id: string; readonly cells: number; readonly counts: readonly Counts[]; readonly open: boolean }
  | { readonly kind: 'check'; readonly id: string; readonly check: CheckView; readonly counts: readonly Counts[]; readonly open: boolean }
  /** `repeated`: how many leading parts are those of the line above. */
  | { readonly kind: 'cell'; readonly id: string; readonly row: Row; readonly check: CheckView; readonly repeated: number };

/**
 * Families, their checks and their cells as one list, in order.
 * @param isOpen whether the family or check of that id shows what is below it.
 */
export function matrixLines(checks: readonly CheckView[], browsers: number, isOpen: (id: string) => boolean): readonly Line[] {
  const lines: Line[] = [];
  for (const family of new Set(checks.map((check) => check.family))) {
    const members = checks.filter((check) => check.family === family);
    const rows = members.flatMap((check) => check.rows);
    const open = isOpen(family);
    lines.push({ kind: 'family', id: family, cells: rows.length, counts: countByBrowser(rows, browsers), open });
    if (open) for (const check of members) lines.push(...checkLines(check, browsers, isOpen(check.summary.id)));
  }
  return lines;
}

function checkLines(check: CheckView, browsers: number, open: boolean): Line[] {
  const head: Line = { kind: 'check', id: check.summary.id, check, counts: countByBrowser(check.rows, browsers), open };
  if (!open) return [head];
  const cells = check.rows.map((row, index): Line => {
    const above = check.rows[index - 1]?.parts ?? [];
    const different = row.parts.findIndex((part, place) => part !== above[place]);
    return { kind: 'cell', id: row.id, row, check, repeated: Math.max(0, different) };
  });
  return [head, ...cells];
}

/** Verdicts in each browser's column. */
export function countByBrowser(rows: readonly Row[], browsers: number): Counts[] {
  const counts = Array.from({ length: browsers }, () => verdictKinds.map(() => 0));
  for (const { cells } of rows) {
    for (const [column, cell] of cells.entries()) {
      const ofBrowser = counts[column];
      if (cell === null || ofBrowser === undefined) continue;
      const kind = verdictKinds.indexOf(cell.verdict);
      ofBrowser[kind] = (ofBrowser[kind] ?? 0) + 1;
    }
  }
  return counts;
}
