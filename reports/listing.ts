import { columns } from '../harness/model/columns.ts';
import { groupBy } from '../harness/model/group-by.ts';
import type { PlannedCheck } from './progress.ts';

/** What `--list` tells: each check with its cells in all browsers and with these, and the sum. */
export function listingLines(planned: readonly PlannedCheck[]): readonly string[] {
  const checks = groupBy(planned, ({ check }) => check);
  const rows = [...checks].map(([check, places]) => [check, `${cellsOf(places)} cells`, places.map(({ browser }) => browser).join(' ')]);
  return [
    ...columns(rows, (column) => column === 1),
    `${String(checks.size)} ${checks.size === 1 ? 'check' : 'checks'}, ${cellsOf(planned)} cells`,
  ];
}

function cellsOf(planned: readonly PlannedCheck[]): string {
  return planned.reduce((sum, { cells }) => sum + cells, 0).toLocaleString('en');
}
