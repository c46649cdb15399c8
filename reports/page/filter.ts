import type { VerdictKind } from '../../harness/model/verdict.ts';
import { parseSearch } from './query.ts';
import type { CheckView, Row } from './report.ts';

/** Which rows the reader wants to see; every condition must hold. */
export interface Filter {
  /** In the search language of query.ts. */
  readonly search: string;
  readonly differences: boolean;
  readonly changes: boolean;
  /** A row stays when a browser's cell has one of these; empty: any. */
  readonly verdicts: readonly VerdictKind[];
  /** A family or a check's id; empty: all. */
  readonly within: string;
  /** A document that says what should happen; empty: any or none. */
  readonly authority: string;
}

export const everything: Filter = { search: '', differences: false, changes: false, verdicts: [], within: '', authority: '' };

/** True when the reader asks for a part, which is then shown open. */
export function isNarrow({ search, differences, changes, verdicts, within, authority }: Filter): boolean {
  return search.trim() !== '' || differences || changes || verdicts.length > 0 || within !== '' || authority !== '';
}

/**
 * The checks with the rows that pass; checks without any are left out.
 * @param browsers the keys of the columns, in order.
 */
export function applyFilter(checks: readonly CheckView[], filter: Filter, browsers: readonly string[]): readonly CheckView[] {
  const found = parseSearch(filter.search, browsers);
  const wanted = new Set(filter.verdicts);
  const passes = (row: Row, check: CheckView): boolean =>
    (!filter.differences || row.differs) &&
    (!filter.changes || row.changed) &&
    (wanted.size === 0 || row.cells.some((cell) => cell !== null && wanted.has(cell.verdict))) &&
    (filter.authority === '' || row.expected.some(({ authority }) => authority === filter.authority)) &&
    found(row, check);
  return checks
    .filter(({ family, summary }) => filter.within === '' || filter.within === family || filter.within === summary.id)
    .map((check) => ({ ...check, rows: check.rows.filter((row) => passes(row, check)) }))
    .filter(({ rows }) => rows.length > 0);
}
