import type { ClaimCell } from '../../harness/claims/claim.ts';
import type { CheckView, Report } from './report.ts';

/** For each browser the cells of a check as claims are judged from them; cells that a check no longer has are left out. */
export function claimCells(report: Report): readonly ((check: string) => readonly ClaimCell[])[] {
  const checks = new Map(report.checks.map((check) => [check.summary.id, check]));
  return report.browsers.map((_, column) => {
    const known = new Map<string, readonly ClaimCell[]>();
    return (id) => {
      const check = checks.get(id);
      if (check === undefined) return [];
      const cells = known.get(id) ?? cellsOf(check, column);
      known.set(id, cells);
      return cells;
    };
  });
}

function cellsOf({ summary, rows }: CheckView, column: number): readonly ClaimCell[] {
  const names = Object.keys(summary.axes);
  return rows.flatMap(({ id, parts, cells }) => {
    const cell = cells[column];
    if (cell === null || cell === undefined || cell.change === 'gone') return [];
    const { verdict, observed, reason } = cell;
    const axes = Object.fromEntries(names.map((name, place) => [name, parts[place] ?? '']));
    return [{ id, axes, verdict, observed, reason }];
  });
}
