import { writeFileSync } from 'node:fs';
import { diffHtml } from '../baselines/diff-html.ts';
import { diffJunit } from '../baselines/diff-junit.ts';
import { changeCount, diffLines } from '../baselines/diff-text.ts';
import { changedCells, diffColumns, pairColumns, type ChangedCell, type ExpectedOf } from '../baselines/diff.ts';
import { checkOf } from '../baselines/format.ts';
import { firstLine } from '../browsers/first-line.ts';
import { discoverChecks } from '../engine/discover.ts';
import { cellsOf } from '../model/check.ts';
import { observationText } from '../model/observation.ts';
import { UserError } from '../user-error.ts';
import { readSide } from './diff-sides.ts';

interface Options {
  readonly json?: true;
  readonly html?: string;
  readonly junit?: string;
}

/** `originwatch diff A B`. @throws UserError when a side cannot be read, or the sides have no browser in common. */
export async function tellDiff(before: string, after: string, { json, html, junit }: Options): Promise<void> {
  const pairs = pairColumns(readSide(before), readSide(after));
  if (pairs.length === 0) throw new UserError(`${before} and ${after} have no browser in common; take one of each with #KEY`);
  const changes = pairs.map(([left, right]) => changedCells(left, right));
  const expectedOf = await expectationsFor(changes.flat());
  const diffs = pairs.map(([left, right], index) => diffColumns(left, right, changes[index] ?? [], expectedOf));
  const title = `What changed from ${before} to ${after}`;
  if (html !== undefined) write(html, diffHtml(title, diffs));
  if (junit !== undefined) write(junit, diffJunit(diffs));
  console.log(json === true ? JSON.stringify({ before, after, comparisons: diffs }, null, 2) : diffLines(title, diffs).join('\n'));
  process.exitCode = diffs.some((diff) => changeCount(diff) > 0) ? 1 : 0;
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UserError(`${path} cannot be written: ${firstLine(error)}`, { cause: error });
  }
}

/** What the checks of this Originwatch expect of changed cells whose verdict no side knows. */
async function expectationsFor(changes: readonly ChangedCell[]): Promise<ExpectedOf> {
  const open = new Set(changes.filter(({ before, after }) => before?.verdict === null || after?.verdict === null).map(({ id }) => id));
  if (open.size === 0) return () => undefined;
  const checks = await discoverChecks([...new Set([...open].map(checkOf))]);
  const expected = new Map(
    checks.flatMap((check) =>
      cellsOf(check)
        .filter(({ id }) => open.has(id))
        .map(({ id, values }) => [id, check.expect(values).map(({ anyOf }) => anyOf.map(observationText))]),
    ),
  );
  return (id) => expected.get(id);
}
