/**
 * The baseline file: one line a cell, `id<TAB>observation`, sorted by id, made to be read in a git diff.
 * A line that begins with `#` is a comment: a deviation's cause and its link. It speaks of the line below it, or of the cells of
 * that line's check which its scope names (see causes.ts).
 */
export interface Baseline {
  /** Observation by cell id. */
  readonly cells: ReadonlyMap<string, string>;
  /** Comment lines, without line breaks, by the id of the line they stand above; the empty id is the end of the file. */
  readonly comments: ReadonlyMap<string, readonly string[]>;
}

export const emptyBaseline: Baseline = { cells: new Map(), comments: new Map() };

/** A baseline file that does not have the expected form; the message names file and line. */
export class CorruptBaseline extends Error {
  override readonly name = 'CorruptBaseline';
}

/**
 * Reads a baseline.
 * @throws CorruptBaseline naming `file` and the line of the first fault.
 */
export function parseBaseline(text: string, file: string): Baseline {
  const cells = new Map<string, string>();
  const comments = new Map<string, readonly string[]>();
  let pending: string[] = [];
  let previous = '';
  const fault = (line: number, what: string): never => {
    throw new CorruptBaseline(
      `${file}:${String(line + 1)}: ${what}; mend the line, or delete the file and accept what the browser does now with: npx playwright test -u`,
    );
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    if (line.startsWith('#')) {
      pending.push(line);
      continue;
    }
    const fields = line.split('\t');
    const [id, observation] = fields;
    if (fields.length !== 2 || id === undefined || observation === undefined || id === '' || observation === '') {
      return fault(index, `expected «cell id, one tab, observation» but found «${line}»`);
    }
    if (!/^[a-z0-9-]+\/[a-z0-9-]+\/\S+$/.test(id)) return fault(index, `«${id}» is not a cell id`);
    if (cells.has(id)) return fault(index, `the cell ${id} has a second line`);
    if (id < previous) return fault(index, `lines must be sorted by id, but ${id} comes after ${previous}`);
    previous = id;
    cells.set(id, observation);
    if (pending.length > 0) comments.set(id, pending);
    pending = [];
  }
  if (pending.length > 0) comments.set('', pending);
  return { cells, comments };
}

/** Writes a baseline; comments of lines that are gone stand above the next line that is there. */
export function formatBaseline({ cells, comments }: Baseline): string {
  const lines: string[] = [];
  const ids = [...cells.keys()].sort();
  const commented = [...comments.keys()].filter((id) => id !== '').sort();
  let next = 0;
  const takeComments = (upTo: string | undefined): void => {
    for (let id = commented[next]; id !== undefined && (upTo === undefined || id <= upTo); id = commented[next]) {
      lines.push(...(comments.get(id) ?? []));
      next += 1;
    }
  };
  for (const id of ids) {
    takeComments(id);
    lines.push(`${id}\t${cells.get(id) ?? ''}`);
  }
  takeComments(undefined);
  lines.push(...(comments.get('') ?? []));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** `accepted` with the lines of the checks that ran replaced by what was seen; other checks' lines stay. */
export function acceptSeen(
  accepted: Baseline,
  ranChecks: ReadonlySet<string>,
  seen: ReadonlyMap<string, string>,
  kept: ReadonlySet<string>,
): Baseline {
  const cells = new Map([...accepted.cells].filter(([id]) => !ranChecks.has(checkOf(id)) || kept.has(id)));
  for (const [id, observation] of seen) cells.set(id, observation);
  return { cells, comments: accepted.comments };
}

/** The id of the check that a cell belongs to: the first two parts of its path. */
export function checkOf(cellId: string): string {
  return cellId.split('/', 2).join('/');
}
