import type { Browser } from '../browsers/port.ts';
import { visitsOf, type Cell, type Check, type VisitPlan } from '../model/check.ts';
import type { EvidenceRecord } from '../model/results.ts';
import { judgeVisit, type JudgedCell } from './run-check.ts';
import { runVisit, type StageWorld, type VisitOutcome } from './visit.ts';

/** A cell in the visit that carries it. */
export interface PlacedCell {
  readonly check: Check;
  readonly cell: Cell;
  readonly plan: VisitPlan;
}

/** Finds a cell among checks, or undefined when none has it. */
export function findCell(checks: readonly Check[], id: string): PlacedCell | undefined {
  for (const check of checks) {
    for (const plan of visitsOf(check)) {
      const cell = plan.cells.find((one) => one.id === id);
      if (cell !== undefined) return { check, cell, plan };
    }
  }
  return undefined;
}

/** One judged cell with its evidence. */
export interface CellRun {
  readonly judged: JudgedCell;
  readonly evidence: EvidenceRecord;
  readonly outcome: VisitOutcome;
}

/** Makes the one visit that a cell needs and judges the cell. @throws what `runVisit` throws. */
export async function runCell(placed: PlacedCell, browser: Browser, world: StageWorld): Promise<CellRun> {
  const { check, cell, plan } = placed;
  const outcome = await runVisit(check, plan, browser, world);
  const { cells, evidence } = judgeVisit(check, { ...plan, cells: [cell] }, outcome);
  const [judged] = cells;
  if (judged === undefined) throw new Error(`the visit judged no cell ${cell.id}`);
  return { judged, outcome, evidence: evidence[cell.id] ?? { arrivals: [] } };
}
