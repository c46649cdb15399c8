import { observationText } from '../model/observation.ts';
import type { JudgedCell } from './run-check.ts';

/** A cell that two runs of the same check saw differently. */
export interface Difference {
  readonly id: string;
  readonly left: string;
  readonly right: string;
}

/** How two runs of the same checks agree, cell by cell. */
export interface Comparison {
  /** Ids of the cells that both runs saw alike. */
  readonly equal: readonly string[];
  readonly differences: readonly Difference[];
  /** Cells that one of the runs could not observe, counted by reason. */
  readonly incomparable: ReadonlyMap<string, number>;
}

/**
 * Compares what two runs saw. A cell that either run could not observe, or that only one of them has, says nothing about
 * agreement: it is counted with its reason and never as equal.
 */
export function compareRuns(left: readonly JudgedCell[], right: readonly JudgedCell[]): Comparison {
  const others = new Map(right.map((cell) => [cell.id, cell]));
  const equal: string[] = [];
  const differences: Difference[] = [];
  const incomparable = new Map<string, number>();
  const leaveOut = (reason: string): void => {
    incomparable.set(reason, (incomparable.get(reason) ?? 0) + 1);
  };
  for (const cell of left) {
    const other = others.get(cell.id);
    others.delete(cell.id);
    if (other === undefined) leaveOut('only one run has the cell');
    else if (cell.observed === null || other.observed === null) {
      leaveOut((cell.observed === null ? cell.reason : other.reason) ?? 'not observed');
    } else {
      const [seen, otherSeen] = [observationText(cell.observed), observationText(other.observed)];
      if (seen === otherSeen) equal.push(cell.id);
      else differences.push({ id: cell.id, left: seen, right: otherSeen });
    }
  }
  others.forEach(() => {
    leaveOut('only one run has the cell');
  });
  return { equal, differences, incomparable };
}
