import { allowedIn } from '../../harness/model/authority.ts';
import { causeFinder, type CauseOf } from '../../harness/baselines/causes.ts';
import type { Column, ExpectedOf, SideCell } from '../../harness/baselines/diff.ts';
import type { Baseline } from '../../harness/baselines/format.ts';
import type { CellView, Report } from './report.ts';

/** A baseline that the report carries. */
export interface Recorded {
  readonly key: string;
  readonly profile: string;
  readonly baseline: Baseline;
}

type Source = 'baseline' | 'this run';

/** What can be compared: a browser in this run, or a baseline. */
export interface Version {
  /** As an address names it. */
  readonly name: string;
  readonly label: string;
  /** The browser without its version: `chromium`. */
  readonly product: string;
  /** Its version, and its profile where that is not stock: `156`. */
  readonly release: string;
  readonly source: Source;
  readonly column: Column;
}

/** Every baseline and every browser of this run; those of one product together, lower versions first. */
export function versionsOf(report: Report, recorded: readonly Recorded[]): readonly Version[] {
  const baselines = recorded.map((one): Version => {
    const cells = new Map([...one.baseline.cells].map(([id, observed]) => [id, { observed, verdict: null }]));
    return version(one, 'baseline', { key: one.key, profile: one.profile, cells, causeOf: causeFinder(one.baseline) });
  });
  const runs = report.browsers.map((browser, place) => version(browser, 'this run', runColumn(report, place, recorded)));
  return [...baselines, ...runs].sort(
    (left, right) =>
      order(left.product, right.product) || order(left.column.key, right.column.key) || order(left.column.profile, right.column.profile),
  );
}

function order(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

function version({ key, profile }: Pick<Recorded, 'key' | 'profile'>, source: Source, column: Column): Version {
  const browser = profile === 'stock' ? key : `${key} (${profile})`;
  const product = key.replace(/-[\d.]+$/, '');
  return {
    name: source === 'this run' ? `${browser}, this run` : browser,
    label: `${browser}, ${source}`,
    product,
    release: browser.slice(product.length + 1),
    source,
    column,
  };
}

/** For each browser what it was compared with in this run, and what it did. */
export function comparedColumns(report: Report, recorded: readonly Recorded[]): readonly (readonly [before: Column, after: Column])[] {
  return report.browsers.flatMap(({ comparedWith, profile }, place) => {
    if (comparedWith === null) return [];
    const cells = new Map<string, SideCell>();
    for (const { rows } of report.checks) {
      for (const { id, cells: ofRow } of rows) {
        const baseline = ofRow[place]?.baseline;
        if (typeof baseline === 'string') cells.set(id, { observed: baseline, verdict: null });
      }
    }
    const before = { key: `baseline of ${comparedWith}`, profile, cells, causeOf: causesOf(recorded, comparedWith, profile) };
    return [[before, runColumn(report, place, recorded)] as const];
  });
}

function runColumn(report: Report, place: number, recorded: readonly Recorded[]): Column {
  const cells = new Map<string, SideCell>();
  for (const { rows } of report.checks) {
    for (const { id, cells: ofRow } of rows) {
      const cell = ofRow[place] ?? null;
      if (cell !== null && cell.change !== 'gone') cells.set(id, { observed: recordedText(cell), verdict: cell.verdict });
    }
  }
  const { key, profile, comparedWith } = report.browsers[place] ?? { key: '', profile: '', comparedWith: null };
  return { key, profile, cells, causeOf: causesOf(recorded, comparedWith ?? key, profile) };
}

/** What a baseline would write; null where there is nothing to write. */
function recordedText({ verdict, observed }: CellView): string | null {
  if (verdict === 'unsupported') return 'unsupported';
  return verdict === 'error' ? null : observed;
}

function causesOf(recorded: readonly Recorded[], key: string, profile: string): CauseOf {
  const found = recorded.find((one) => one.key === key && one.profile === profile);
  return found === undefined ? () => undefined : causeFinder(found.baseline);
}

/** What authorities allow, cell by cell, as far as this run has the cell. */
export function expectedIn(report: Report): ExpectedOf {
  const rows = new Map(report.checks.flatMap((check) => check.rows.map((row) => [row.id, row] as const)));
  return (id) => rows.get(id)?.expected.map(({ value }) => allowedIn(value));
}
