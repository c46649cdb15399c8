import { columns } from '../harness/model/columns.ts';
import { unnoticed, type BrokenInvariant } from '../harness/model/invariants.ts';
import { observationText } from '../harness/model/observation.ts';
import type { BrowserResult, CellResult, Results } from '../harness/model/results.ts';
import { verdictKinds } from '../harness/model/verdict.ts';

/** The most lines that a summary has. */
const lineLimit = 25;
/** The most browsers that it lists one by one. */
const browserLimit = 10;

/**
 * The end of a run in at most 25 lines: counts for each browser, then problems and changes, one line each.
 * @param closing the last lines: where the report is, or why there is none.
 */
export function summaryLines(results: Results, closing: readonly string[]): readonly string[] {
  const table = [...countTable(results.browsers), ...invariantLine(results.browsers)];
  const news = newsLines(results);
  const room = lineLimit - table.length - closing.length - 2;
  const shown =
    news.length <= room ? news : [...news.slice(0, room - 1), `… and ${String(news.length - room + 1)} more; all are in the report`];
  return [...table, ...(shown.length === 0 ? [] : ['', ...shown]), '', ...closing];
}

/** Problems first, then every change in one line, then invariants broken where no cell deviates, then what should be looked at. */
function newsLines({ browsers, problems, notes = [] }: Results): string[] {
  const changes = browsers.flatMap(({ key, cells }) =>
    cells.filter(({ change }) => change !== null).map((cell) => `${cell.change ?? ''}  ${key}  ${cell.id}: ${changeOf(cell)}`),
  );
  const broken = browsers.flatMap(({ key, invariants = [] }) =>
    unnoticed(invariants).map(({ id, broken: places }) => `broken  ${key}  ${id}: ${placesText(places)}`),
  );
  return [...problems.map((problem) => `problem  ${problem}`), ...changes, ...broken, ...notes.map((note) => `note  ${note}`)];
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count.toLocaleString('en')} times`;
}

/** Where an invariant is broken, in one line: the first place, and how many more there are. */
function placesText([first, ...others]: readonly BrokenInvariant[]): string {
  return `${first?.what ?? ''}${others.length === 0 ? '' : ` (and ${String(others.length)} more)`}`;
}

/** The invariants of all browsers in one line. */
function invariantLine(browsers: readonly BrowserResult[]): string[] {
  const all = browsers.flatMap(({ invariants = [] }) => invariants);
  if (all.length === 0) return [];
  const examined = all.reduce((sum, one) => sum + one.examined, 0);
  const broken = all.reduce((sum, one) => sum + one.broken.length, 0);
  const news = unnoticed(all).reduce((sum, { broken: places }) => sum + places.length, 0);
  const where = broken === 0 ? '' : news === 0 ? ', each where a cell deviates' : `, ${String(news)} of them where no cell deviates`;
  return [`invariants: looked at ${times(examined)}, broken ${times(broken)}${where}`];
}

function changeOf(cell: CellResult): string {
  const now =
    cell.change === 'gone' ? 'no longer a cell' : `${cell.observed === null ? '—' : observationText(cell.observed)} [${cell.verdict}]`;
  return cell.baseline === null ? now : `${cell.baseline} → ${now}`;
}

function countTable(browsers: readonly BrowserResult[]): readonly string[] {
  if (browsers.length === 0) return ['No check was judged.'];
  const kinds = verdictKinds.filter((kind) => browsers.some(({ cells }) => cells.some(({ verdict }) => verdict === kind)));
  const rows = browsers
    .slice(0, browserLimit)
    .map(({ key, profile, version, cells, comparedWith }) => [
      profile === 'stock' ? key : `${key} (${profile})`,
      version,
      String(cells.length),
      ...kinds.map((kind) => String(cells.filter(({ verdict }) => verdict === kind).length)),
      comparedWith === null ? '—' : String(cells.filter(({ change }) => change !== null).length),
      comparedWith === null ? 'nothing: no baseline yet' : comparedWith === key ? 'its baseline' : `baseline of ${comparedWith}`,
    ]);
  const head = ['browser', 'version', 'cells', ...kinds, 'changes', 'compared with'];
  const lines = columns([head, ...rows], (column) => column >= head.indexOf('cells') && column <= head.indexOf('changes'));
  const left = browsers.length - rows.length;
  return left > 0 ? [...lines, `… and ${String(left)} more browsers`] : lines;
}
