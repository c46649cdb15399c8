import { counted } from '../model/counted.ts';
import { groupBy } from '../model/group-by.ts';
import type { ChangedCell, ChangeGroup, ColumnDiff, SideCell } from './diff.ts';
import { changeMeanings } from './diff.ts';

/** Cells that are named for one transition; the count covers all. */
const namedCells = 5;
/** Checks that are named where only one side has them. */
const namedChecks = 4;

/** Said wherever a baseline is a side. */
export const baselineNote =
  'A baseline holds observations, no verdicts: its standing is computed from them alone, so a masked cell counts as deviating.';

/** True when a side of the comparison holds no verdicts. */
export function restsOnBaselines(diffs: readonly ColumnDiff[]): boolean {
  return diffs.some(({ groups }) =>
    groups.some(({ cells }) => cells.some(({ before, after }) => before?.verdict === null || after?.verdict === null)),
  );
}

/** A column's name: its key, and its profile where that is not as shipped. */
export function columnName({ key, profile }: ColumnDiff['before']): string {
  return profile === 'stock' ? key : `${key} (${profile})`;
}

/** `withheld [deviates]`, as far as the side knows. */
export function sideText(cell: SideCell | null): string {
  if (cell === null) return 'no such cell';
  const seen = cell.observed ?? 'not known';
  return cell.verdict === null ? seen : `${seen} [${cell.verdict}]`;
}

/** `sent → withheld [deviates]` */
export function transitionOf({ before, after }: ChangedCell): string {
  return `${sideText(before)} → ${sideText(after)}`;
}

/** How many cells of all a diff's groups changed. */
export function changeCount({ groups }: ColumnDiff): number {
  return groups.reduce((sum, { cells }) => sum + cells.length, 0);
}

/** A comparison in one line: what was compared, and how many changes of each meaning there are. */
export function headline(diff: ColumnDiff): string {
  const meanings = changeMeanings.flatMap((meaning) => {
    const cells = diff.groups.filter((group) => group.meaning === meaning).flatMap((group) => group.cells);
    return cells.length === 0 ? [] : [`${String(cells.length)} ${meaning}`];
  });
  const failed = diff.failed === 0 ? '' : `, ${counted(diff.failed, 'cell')} not judged`;
  const changed = changeCount(diff);
  const changes = changed === 0 ? 'nothing changed' : `${String(changed)} changed (${meanings.join(', ')})`;
  return `${columnName(diff.before)} → ${columnName(diff.after)}: ${counted(diff.compared, 'cell')} compared, ${changes}${failed}`;
}

/** The checks that only one side has, in one line for each side. */
export function loneLines({ lone }: ColumnDiff): string[] {
  return [...groupBy(lone, ({ side }) => side)].map(([side, checks]) => {
    const named = checks.slice(0, namedChecks).map(({ check }) => check);
    const rest = checks.length - named.length;
    const cells = checks.reduce((sum, one) => sum + one.cells, 0);
    const list = [...named, ...(rest === 0 ? [] : [`${String(rest)} more`])].join(', ');
    return `not compared, as only the side ${side} has them: ${counted(cells, 'cell')} of ${list}`;
  });
}

/** What changed, for a terminal. @param title names the sides. */
export function diffLines(title: string, diffs: readonly ColumnDiff[]): string[] {
  const note = restsOnBaselines(diffs) ? ['', baselineNote] : [];
  return [
    title,
    ...diffs.flatMap((diff) => [
      '',
      headline(diff),
      ...loneLines(diff).map((line) => `  ${line}`),
      ...changeMeanings.flatMap((meaning) => {
        const groups = diff.groups.filter((group) => group.meaning === meaning);
        return groups.length === 0 ? [] : ['', `${meaning}:`, ...groups.flatMap(groupLines)];
      }),
    ]),
    ...note,
  ];
}

function groupLines({ check, cause, cells }: ChangeGroup): string[] {
  const transitions = [...groupBy(cells, transitionOf)].flatMap(([transition, members]) => {
    const named = members.slice(0, namedCells).map(({ id }) => `      ${id}`);
    const rest = members.length - named.length;
    return [`    ${transition}`, ...named, ...(rest === 0 ? [] : [`      … and ${String(rest)} more`])];
  });
  return [
    `  ${check}: ${counted(cells.length, 'cell')}`,
    ...(cause === null ? [] : [`    cause in the baseline: ${cause}`]),
    ...transitions,
  ];
}
