/** Observation by cell id. */
export type Seen = ReadonlyMap<string, string>;

interface CellChange {
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

/** What a search found; `--json` prints it as it stands, and fields are only ever added. */
export interface Bisection {
  readonly target: string;
  readonly title: string;
  readonly product: string;
  /** Every version that there was to choose from, the oldest first. */
  readonly versions: readonly string[];
  readonly ran: readonly string[];
  /** Versions that could not be looked at, a sentence each. */
  readonly problems: readonly string[];
  readonly changes: readonly { readonly before: string; readonly after: string; readonly cells: readonly CellChange[] }[];
  /** True when an older behaviour came back: changes may then be missing. */
  readonly returns: boolean;
}

/** Cells that are printed of one change; the counts cover all. */
const shownCells = 8;

/** The cells whose observations differ; one that is missing on a side differs too. */
export function differingCells(left: Seen, right: Seen): readonly CellChange[] {
  const ids = new Set([...left.keys(), ...right.keys()]);
  return [...ids].flatMap((id) => {
    const [before, after] = [left.get(id) ?? 'no such cell', right.get(id) ?? 'no such cell'];
    return before === after ? [] : [{ id, before, after }];
  });
}

export function bisectText({ target, title, product, versions, ran, problems, changes, returns }: Bisection): string {
  const [oldest = '', newest = ''] = [versions[0], versions.at(-1)];
  return [
    `${target}: ${title}`,
    `${product}: ${String(versions.length)} versions from ${oldest} to ${newest}, ${String(ran.length)} of them run (${ran.join(', ')})`,
    ...problems.map((problem) => `not looked at: ${problem}`),
    ...(changes.length === 0 ? ['no change: the oldest and the newest do the same (a change there and back again would not be seen)'] : []),
    ...changes.flatMap(({ before, after, cells }) => [
      '',
      `between ${before} and ${after}: ${String(cells.length)} ${cells.length === 1 ? 'cell' : 'cells'} changed`,
      ...cells.slice(0, shownCells).map((cell) => `  ${cell.id}: ${cell.before} → ${cell.after}`),
      ...(cells.length > shownCells ? [`  and ${String(cells.length - shownCells)} more`] : []),
    ]),
    ...(returns
      ? ['', 'An older behaviour comes back: between versions that do the same, changes may be missing; narrow with --from and --to.']
      : []),
  ].join('\n');
}
