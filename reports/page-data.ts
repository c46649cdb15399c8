import { observationText } from '../harness/model/observation.ts';
import type { BrowserResult, CellResult, CheckSummary, Results } from '../harness/model/results.ts';
import { verdictKinds } from '../harness/model/verdict.ts';

/** Kinds of change by number in a packed cell; null is «no change». */
export const changeKinds = [null, 'changed', 'new', 'gone'] as const;

/**
 * One cell in one browser, as numbers: place in `verdictKinds`, then in `texts` the observation, the reason, the
 * baseline and the evidence key (−1: none), then the place in `changeKinds`.
 */
export type PackedCell = readonly [verdict: number, observed: number, reason: number, baseline: number, evidence: number, change: number];

export interface PackedRow {
  /** The cell's id without the check's. */
  readonly path: string;
  /** Place in `expectations`. */
  readonly expected: number;
  /** One for each browser; null where the browser has no such cell. */
  readonly cells: readonly (PackedCell | null)[];
}

export interface PackedCheck {
  readonly summary: CheckSummary;
  readonly rows: readonly PackedRow[];
}

/** A browser as its column shows it. */
export type PageBrowser = Omit<BrowserResult, 'cells'>;

/** The results as the report page carries them: a row for each cell, a column for each browser, each text once. */
export interface PageData {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly problems: readonly string[];
  /** What should be looked at, though no run fails by it. */
  readonly notes: readonly string[];
  readonly browsers: readonly PageBrowser[];
  readonly checks: readonly PackedCheck[];
  readonly texts: readonly string[];
  readonly expectations: readonly CellResult['expected'][];
}

/** Turns results by browser into rows by cell. Pure. */
export function packResults(results: Results): PageData {
  const texts = new Interned<string>((text) => text);
  const expectations = new Interned<CellResult['expected']>((expected) => JSON.stringify(expected));
  const rows = new Map<string, { path: string; check: string; expected: number; cells: (PackedCell | null)[] }>();
  for (const [column, { cells }] of results.browsers.entries()) {
    for (const cell of cells) {
      const row = rows.get(cell.id) ?? {
        path: cell.id.slice(cell.check.length + 1),
        check: cell.check,
        expected: expectations.place(cell.expected),
        cells: results.browsers.map(() => null),
      };
      row.cells[column] = packCell(cell, texts);
      rows.set(cell.id, row);
    }
  }
  const byCheck = new Map<string, PackedRow[]>(results.checks.map(({ id }) => [id, []]));
  for (const { check, ...row } of rows.values()) byCheck.get(check)?.push(row);
  return {
    startedAt: results.startedAt,
    durationMs: results.durationMs,
    problems: results.problems,
    notes: results.notes ?? [],
    browsers: results.browsers.map(
      ({ key, engine, version, build, driver, profile, policySettings, comparedWith, visits, durationMs, checkDurations, invariants }) => ({
        key,
        engine,
        version,
        build,
        driver,
        profile,
        policySettings,
        comparedWith,
        visits,
        durationMs,
        checkDurations,
        invariants,
      }),
    ),
    checks: results.checks.map((summary) => ({ summary, rows: byCheck.get(summary.id) ?? [] })),
    texts: texts.values,
    expectations: expectations.values,
  };
}

function packCell(cell: CellResult, texts: Interned<string>): PackedCell {
  const place = (text: string | null | undefined): number => (text === null || text === undefined ? -1 : texts.place(text));
  const [, evidenceKey] = cell.evidence?.split(/#(.*)/s) ?? [];
  return [
    verdictKinds.indexOf(cell.verdict),
    place(cell.observed === null ? null : observationText(cell.observed)),
    place(cell.reason),
    place(cell.baseline),
    place(evidenceKey),
    changeKinds.indexOf(cell.change),
  ];
}

/** Values, each once, in the order in which they first came. */
class Interned<T> {
  readonly values: T[] = [];
  readonly #places = new Map<string, number>();
  readonly #name: (value: T) => string;

  constructor(name: (value: T) => string) {
    this.#name = name;
  }

  place(value: T): number {
    const name = this.#name(value);
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.values.length);
    return this.values.push(value) - 1;
  }
}
