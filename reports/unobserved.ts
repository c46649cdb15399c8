import { recordedText } from '../harness/baselines/compare.ts';
import { counted } from '../harness/model/counted.ts';
import { groupBy } from '../harness/model/group-by.ts';
import type { CollectedCheck } from './collect.ts';

/**
 * One sentence for each reason why cells that have an observation in their baseline have none in this run. Such a cell is
 * no change, since nothing is known of it; but where it stays away run after run, nothing guards it any more.
 */
export function unobserved(checks: readonly CollectedCheck[]): readonly string[] {
  return checks.flatMap(({ browser, check, cells }) => {
    const missed = cells.filter(
      (cell) => cell.baseline !== null && cell.change === null && cell.verdict !== 'error' && recordedText(cell) === undefined,
    );
    return [...groupBy(missed, ({ reason }) => reason ?? 'no reason is given')].map(
      ([reason, { length }]) =>
        `${browser.key}: ${counted(length, 'cell')} of ${check.id} could not be compared with the baseline: ${reason}`,
    );
  });
}
