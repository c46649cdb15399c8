import type { JudgedCell } from '../engine/run-check.ts';
import { observationText } from '../model/observation.ts';
import type { CellResult } from '../model/results.ts';
import { checkOf, type Baseline } from './format.ts';

/**
 * The text that stands in a baseline for a cell, or undefined when the cell has nothing to record: after a harness error, or
 * where nothing could be observed this time or on this machine.
 */
export function recordedText(cell: Pick<JudgedCell, 'observed' | 'verdict' | 'machineLacks'>): string | undefined {
  if (cell.observed !== null && cell.verdict !== 'error') return observationText(cell.observed);
  return cell.verdict === 'unsupported' && cell.machineLacks !== true ? 'unsupported' : undefined;
}

/** The same for many cells, by their ids; those with nothing to record are left out. */
export function recordedTexts(cells: readonly JudgedCell[]): ReadonlyMap<string, string> {
  return new Map(
    cells.flatMap((cell) => {
      const text = recordedText(cell);
      return text === undefined ? [] : [[cell.id, text] as const];
    }),
  );
}

/**
 * Compares the cells of one check with the accepted observations.
 * @param baseline undefined when there is nothing to compare with: then no cell counts as changed.
 */
export function compareWithBaseline(checkId: string, cells: readonly JudgedCell[], baseline: Baseline | undefined): CellResult[] {
  const compared = cells.map((cell): CellResult => {
    const accepted = baseline?.cells.get(cell.id) ?? null;
    const text = recordedText(cell);
    let change: CellResult['change'] = null;
    if (baseline !== undefined && text !== undefined) {
      if (accepted === null) change = 'new';
      else if (accepted !== text) change = 'changed';
    }
    return { ...cell, baseline: accepted, change };
  });
  if (baseline === undefined) return compared;
  const present = new Set(cells.map(({ id }) => id));
  const gone = [...baseline.cells]
    .filter(([id]) => checkOf(id) === checkId && !present.has(id))
    .map(([id, accepted]): CellResult => ({
      id,
      check: checkId,
      axes: {},
      observed: null,
      expected: [],
      verdict: 'unsupported',
      reason: 'the check no longer has this cell',
      baseline: accepted,
      change: 'gone',
      evidence: null,
    }));
  return [...compared, ...gone];
}
