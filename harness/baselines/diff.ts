import { groupBy } from '../model/group-by.ts';
import type { VerdictKind } from '../model/verdict.ts';
import type { CauseOf } from './causes.ts';
import { checkOf } from './format.ts';

/** What one side of a comparison knows of a cell. */
export interface SideCell {
  /** As a baseline writes it; null when the harness failed and nothing is known. */
  readonly observed: string | null;
  /** Null when the side is a baseline, which holds observations and no verdicts. */
  readonly verdict: VerdictKind | null;
}

/** One browser's cells on one side of a comparison. */
export interface Column {
  readonly key: string;
  readonly profile: string;
  readonly cells: ReadonlyMap<string, SideCell>;
  /** What the comments of the browser's baseline say. */
  readonly causeOf: CauseOf;
}

/** The observations that each authority allows for a cell, or undefined when no check has such a cell. */
export type ExpectedOf = (id: string) => readonly (readonly string[])[] | undefined;

/** What a change means, in the order in which it is told. */
export const changeMeanings = ['newly deviating', 'newly conforming', 'other'] as const;
export type ChangeMeaning = (typeof changeMeanings)[number];

/** A cell whose observation differs; null on the side that has no such cell. */
export interface ChangedCell {
  readonly id: string;
  readonly before: SideCell | null;
  readonly after: SideCell | null;
}

/** Changed cells of one check that mean the same and have one cause. */
export interface ChangeGroup {
  readonly meaning: ChangeMeaning;
  readonly check: string;
  /** What a baseline's comment says; null where none speaks. */
  readonly cause: string | null;
  readonly links: readonly string[];
  readonly cells: readonly ChangedCell[];
}

/** A check that only one of the sides has, and with how many cells. */
export interface LoneCheck {
  readonly check: string;
  readonly cells: number;
  readonly side: 'before' | 'after';
}

/** What changed between two columns. */
export interface ColumnDiff {
  readonly before: Pick<Column, 'key' | 'profile'>;
  readonly after: Pick<Column, 'key' | 'profile'>;
  /** Cells of which both sides know what was observed. */
  readonly compared: number;
  /** Cells that the harness failed to judge on one of the sides. */
  readonly failed: number;
  /** Checks that were not compared. They are no change of the browser. */
  readonly lone: readonly LoneCheck[];
  readonly groups: readonly ChangeGroup[];
}

/** The cells of `before` and `after` that differ, sorted by id. A check that only one side has is left out. */
export function changedCells(before: Column, after: Column): readonly ChangedCell[] {
  const common = commonChecks(before, after);
  return [...new Set([...before.cells.keys(), ...after.cells.keys()])]
    .filter((id) => common.has(checkOf(id)))
    .sort()
    .map((id) => ({ id, before: before.cells.get(id) ?? null, after: after.cells.get(id) ?? null }))
    .filter((cell) => cell.before?.observed !== null && cell.after?.observed !== null && cell.before?.observed !== cell.after?.observed);
}

/** Says what the changes between two columns mean, grouped by check and cause. */
export function diffColumns(before: Column, after: Column, changes: readonly ChangedCell[], expectedOf: ExpectedOf): ColumnDiff {
  const explained = changes.map((cell) => ({
    cell,
    meaning: meaningOf(cell, expectedOf),
    cause: causeOf(cell, [before, after], expectedOf),
  }));
  const groups = [...groupBy(explained, ({ cell, meaning, cause }) => [meaning, checkOf(cell.id), cause?.text ?? ''].join('\n')).values()];
  const common = commonChecks(before, after);
  const pairs = [...before.cells]
    .filter(([id]) => common.has(checkOf(id)))
    .flatMap(([id, left]) => {
      const right = after.cells.get(id);
      return right === undefined ? [] : [{ left, right }];
    });
  const failed = pairs.filter(({ left, right }) => left.observed === null || right.observed === null).length;
  return {
    before: { key: before.key, profile: before.profile },
    after: { key: after.key, profile: after.profile },
    compared: pairs.length - failed,
    failed,
    lone: [...loneChecks(before, common, 'before'), ...loneChecks(after, common, 'after')],
    groups: groups
      .flatMap((members): ChangeGroup[] => {
        const [first] = members;
        if (first === undefined) return [];
        return [
          {
            meaning: first.meaning,
            check: checkOf(first.cell.id),
            cause: first.cause?.text ?? null,
            links: first.cause?.links ?? [],
            cells: members.map(({ cell }) => cell),
          },
        ];
      })
      .sort((left, right) => changeMeanings.indexOf(left.meaning) - changeMeanings.indexOf(right.meaning)),
  };
}

/**
 * Which columns to compare: the only ones there are, else those of the same browser, else those of the same product (another
 * version) where each side has one that is left.
 */
export function pairColumns(before: readonly Column[], after: readonly Column[]): readonly (readonly [Column, Column])[] {
  const [onlyBefore] = before;
  const [onlyAfter] = after;
  if (before.length === 1 && after.length === 1 && onlyBefore !== undefined && onlyAfter !== undefined) return [[onlyBefore, onlyAfter]];
  const nameOf = ({ key, profile }: Column): string => `${key} ${profile}`;
  const same = pairBy(before, after, nameOf);
  const paired = new Set(same.flat());
  const left = (columns: readonly Column[]): readonly Column[] => columns.filter((column) => !paired.has(column));
  return [...same, ...pairBy(left(before), left(after), ({ key, profile }) => `${key.replace(/-[\d.]+$/, '')} ${profile}`)];
}

/** Pairs the columns whose name only one on each side has. */
function pairBy(before: readonly Column[], after: readonly Column[], nameOf: (column: Column) => string): [Column, Column][] {
  const afterByName = groupBy(after, nameOf);
  return [...groupBy(before, nameOf)].flatMap(([name, [left, ...moreLeft]]): [Column, Column][] => {
    const [right, ...moreRight] = afterByName.get(name) ?? [];
    if (left === undefined || right === undefined || moreLeft.length > 0 || moreRight.length > 0) return [];
    return [[left, right]];
  });
}

function commonChecks(before: Column, after: Column): ReadonlySet<string> {
  const checksOf = ({ cells }: Column): ReadonlySet<string> => new Set([...cells.keys()].map(checkOf));
  const right = checksOf(after);
  return new Set([...checksOf(before)].filter((check) => right.has(check)));
}

function loneChecks({ cells }: Column, common: ReadonlySet<string>, side: LoneCheck['side']): LoneCheck[] {
  const lone = [...cells.keys()].filter((id) => !common.has(checkOf(id)));
  return [...groupBy(lone, checkOf)].map(([check, ids]) => ({ check, cells: ids.length, side }));
}

type Standing = 'conforms' | 'deviates' | 'open';

/**
 * A baseline's standing rests on the observation alone: it does not tell whether a control held, so what would have been
 * `masked` counts as deviating here, and whoever tells it says so.
 */
function standingOf(id: string, cell: SideCell | null, expectedOf: ExpectedOf): Standing {
  if (cell === null) return 'open';
  if (cell.verdict !== null) return cell.verdict === 'conforms' || cell.verdict === 'deviates' ? cell.verdict : 'open';
  const expected = expectedOf(id) ?? [];
  const met = expected.filter((allowed) => cell.observed !== null && allowed.includes(cell.observed)).length;
  if (expected.length === 0 || cell.observed === 'unsupported') return 'open';
  if (met === expected.length) return 'conforms';
  return met === 0 ? 'deviates' : 'open';
}

function meaningOf({ id, before, after }: ChangedCell, expectedOf: ExpectedOf): ChangeMeaning {
  // What could not be tried before had no behaviour that could have changed.
  if (before === null || after === null || before.observed === 'unsupported') return 'other';
  const was = standingOf(id, before, expectedOf);
  const is = standingOf(id, after, expectedOf);
  if (is === was || is === 'open') return 'other';
  return is === 'deviates' ? 'newly deviating' : 'newly conforming';
}

/** What the comments say, those of the later side first. */
function causeOf(
  { id, before, after }: ChangedCell,
  [left, right]: readonly [Column, Column],
  expectedOf: ExpectedOf,
): ReturnType<CauseOf> {
  const expected = expectedOf(id) ?? [];
  const told = (side: Column, observed: string | null | undefined): ReturnType<CauseOf> =>
    typeof observed === 'string' ? side.causeOf(id, observed, expected) : undefined;
  return told(right, after?.observed) ?? told(left, before?.observed);
}
