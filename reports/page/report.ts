import type { CellResult, CheckSummary } from '../../harness/model/results.ts';
import { verdictKinds, type VerdictKind } from '../../harness/model/verdict.ts';
import { changeKinds, type PackedCell, type PackedRow, type PageBrowser, type PageData } from '../page-data.ts';

/** One cell in one browser, with its texts. */
export interface CellView {
  readonly verdict: VerdictKind;
  readonly observed: string | null;
  readonly reason: string | null;
  readonly baseline: string | null;
  /** Key in the evidence of this check and browser. */
  readonly evidence: string | null;
  readonly change: CellResult['change'];
}

/** One cell in all browsers. */
export interface Row {
  readonly id: string;
  /** The parts of the id after the check's: its axis values in order. */
  readonly parts: readonly string[];
  readonly expected: CellResult['expected'];
  readonly cells: readonly (CellView | null)[];
  /** True when two browsers that did the step were seen to do different things. */
  readonly differs: boolean;
  readonly changed: boolean;
  /** What a search looks through, in lower case. */
  readonly haystack: string;
}

export interface CheckView {
  readonly summary: CheckSummary;
  /** Place in the results, which names its evidence. */
  readonly place: number;
  readonly family: string;
  readonly rows: readonly Row[];
}

export interface Report {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly problems: readonly string[];
  readonly notes: readonly string[];
  readonly browsers: readonly PageBrowser[];
  readonly checks: readonly CheckView[];
}

/** Gives packed results their texts and says of each row what the filters ask. Pure. */
export function unpackResults(data: PageData): Report {
  return {
    startedAt: data.startedAt,
    durationMs: data.durationMs,
    problems: data.problems,
    notes: data.notes,
    browsers: data.browsers,
    checks: data.checks.map(({ summary, rows }, place) => ({
      summary,
      place,
      family: summary.id.split('/', 1)[0] ?? summary.id,
      rows: rows.map((row) => unpackRow(row, summary, data)),
    })),
  };
}

function unpackRow(row: PackedRow, summary: CheckSummary, data: PageData): Row {
  const id = `${summary.id}/${row.path}`;
  const cells = row.cells.map((cell) => (cell === null ? null : unpackCell(cell, data.texts)));
  const present = cells.filter((cell) => cell !== null);
  const seen = new Set(present.flatMap(({ observed }) => (observed === null ? [] : [observed])));
  const reasons = new Set(present.flatMap(({ reason }) => (reason === null ? [] : [reason])));
  return {
    id,
    parts: row.path.split('/'),
    expected: data.expectations[row.expected] ?? [],
    cells,
    differs: seen.size > 1,
    changed: present.some(({ change }) => change !== null),
    haystack: [id, summary.title, ...seen, ...reasons].join('\n').toLowerCase(),
  };
}

function unpackCell([verdict, observed, reason, baseline, evidence, change]: PackedCell, texts: readonly string[]): CellView {
  return {
    verdict: verdictKinds[verdict] ?? 'error',
    observed: texts[observed] ?? null,
    reason: texts[reason] ?? null,
    baseline: texts[baseline] ?? null,
    evidence: texts[evidence] ?? null,
    change: changeKinds[change] ?? null,
  };
}
