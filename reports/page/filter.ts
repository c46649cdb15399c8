import type { VerdictKind } from '../../harness/model/verdict.ts';
import type { CheckView, Row } from './report.ts';

/** Which rows the reader wants to see; every condition must hold. */
export interface Filter {
  /** Words that must all occur in the id, the check's title, an observation or a reason. */
  readonly search: string;
  readonly differences: boolean;
  readonly changes: boolean;
  /** A row stays when a browser's cell has one of these; empty: any. */
  readonly verdicts: readonly VerdictKind[];
  /** A family or a check's id; empty: all. */
  readonly within: string;
}

export const everything: Filter = { search: '', differences: false, changes: false, verdicts: [], within: '' };

/** True when the reader asks for a part, which is then shown open. */
export function isNarrow(filter: Filter): boolean {
  return filter.search.trim() !== '' || filter.differences || filter.changes || filter.verdicts.length > 0 || filter.within !== '';
}

/** The checks with the rows that pass; checks without any are left out. */
export function applyFilter(checks: readonly CheckView[], filter: Filter): readonly CheckView[] {
  const words = filter.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const wanted = new Set(filter.verdicts);
  const passes = (row: Row): boolean =>
    (!filter.differences || row.differs) &&
    (!filter.changes || row.changed) &&
    (wanted.size === 0 || row.cells.some((cell) => cell !== null && wanted.has(cell.verdict))) &&
    words.every((word) => row.haystack.includes(word));
  return checks
    .filter(({ family, summary }) => filter.within === '' || filter.within === family || filter.within === summary.id)
    .map((check) => ({ ...check, rows: check.rows.filter(passes) }))
    .filter(({ rows }) => rows.length > 0);
}
