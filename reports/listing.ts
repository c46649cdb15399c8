import { groupBy } from '../harness/model/group-by.ts';
import type { PlannedCheck } from './progress.ts';

/** What `--list` tells: each check with its cells in all browsers and with these, and the sum. */
export function listingLines(planned: readonly PlannedCheck[]): readonly string[] {
  const checks = groupBy(planned, ({ check }) => check);
  const width = Math.max(...[...checks.keys()].map((check) => check.length));
  const lines = [...checks].map(
    ([check, places]) => `${check.padEnd(width)}  ${cellsOf(places).padStart(6)} cells  ${places.map(({ browser }) => browser).join(' ')}`,
  );
  return [...lines, `${String(checks.size)} ${checks.size === 1 ? 'check' : 'checks'}, ${cellsOf(planned)} cells`];
}

function cellsOf(planned: readonly PlannedCheck[]): string {
  return planned.reduce((sum, { cells }) => sum + cells, 0).toLocaleString('en');
}
