import type { CheckView, Row } from './report.ts';

/** A cell with the check that it belongs to. */
export interface FoundCell {
  readonly check: CheckView;
  readonly row: Row;
}

/** Every cell by its id. */
export function cellIndex(checks: readonly CheckView[]): ReadonlyMap<string, FoundCell> {
  return new Map(checks.flatMap((check) => check.rows.map((row) => [row.id, { check, row }] as const)));
}
