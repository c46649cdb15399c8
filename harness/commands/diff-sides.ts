import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { causeFinder, type CauseOf } from '../baselines/causes.ts';
import { recordedText } from '../baselines/compare.ts';
import type { Column, SideCell } from '../baselines/diff.ts';
import { CorruptBaseline, parseBaseline, type Baseline } from '../baselines/format.ts';
import { BaselineStore } from '../baselines/store.ts';
import { groupBy } from '../model/group-by.ts';
import { cellResultSchema } from '../model/results.ts';
import { baselinesFolder, outputFolder, resultsFile } from '../paths.ts';
import { UserError } from '../user-error.ts';
import { readJsonFile } from './json-file.ts';

/** Where baselines are kept, and where the latest run's results are. */
export interface Places {
  readonly baselines: string;
  readonly latest: string;
}

/** What stands after `#` in a side's name: one of its browsers. */
const selector = /#([^#/]+)$/;

/** Octets; a baseline of 10,000 cells has less than one million. */
const largestBaseline = 256 * 1024 * 1024;

/** The part of a results file that a comparison needs; the file may come from another version of Originwatch. */
const comparableResults = z.object({
  browsers: z.array(
    z.object({
      key: z.string(),
      profile: z.string(),
      cells: z.array(cellResultSchema.pick({ id: true, observed: true, verdict: true, change: true })),
    }),
  ),
});
type ComparableBrowser = z.infer<typeof comparableResults>['browsers'][number];

/**
 * The columns that a person named: a results file or its folder, a baseline file or a folder of them, a browser key, or a
 * git revision of the baselines; `#KEY` at the end takes one browser of it.
 * @throws UserError when there is no such thing, or it holds nothing to compare.
 */
export function readSide(name: string, places: Places = { baselines: baselinesFolder, latest: outputFolder }): readonly Column[] {
  const key = selector.exec(name)?.[1];
  const source = key === undefined ? name : name.replace(selector, '');
  const columns = columnsOf(source, places);
  const chosen = columns.filter((column) => key === undefined || column.key === key);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    columns.length === 0
      ? `${source} holds no cells to compare`
      : `${source} has no browser «${key ?? ''}»; there ${columns.length === 1 ? 'is' : 'are'} ${columns.map((column) => column.key).join(', ')}`,
  );
}

function columnsOf(source: string, places: Places): readonly Column[] {
  if (existsSync(source)) return columnsAt(source, places);
  const folder = join(places.baselines, source);
  if (existsSync(folder)) return columnsAt(folder, places);
  const latest = join(places.latest, resultsFile);
  if (existsSync(latest)) {
    const columns = resultColumns(latest, places).filter(({ key }) => key === source);
    if (columns.length > 0) return columns;
  }
  const columns = columnsAtRevision(source, places);
  if (columns !== undefined) return columns;
  const keys = existsSync(places.baselines) ? readdirSync(places.baselines).join(', ') : 'there is none yet';
  throw new UserError(
    `«${source}» is no file or folder, no browser with a baseline (${keys}) or a place in the latest run, and no git revision`,
  );
}

function columnsAt(path: string, places: Places): readonly Column[] {
  if (!statSync(path).isDirectory()) {
    return path.endsWith('.json') ? resultColumns(path, places) : baselineColumns([{ path, text: readFileSync(path, 'utf8') }]);
  }
  const results = join(path, resultsFile);
  if (existsSync(results)) return resultColumns(results, places);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt'));
  return baselineColumns(files.map((file) => join(path, file)).map((file) => ({ path: file, text: readFileSync(file, 'utf8') })));
}

/** The baselines as a git revision has them; undefined when git knows no such revision. */
function columnsAtRevision(revision: string, { baselines }: Places): readonly Column[] | undefined {
  const git = (...args: readonly string[]): string | undefined => runGit(baselines, args);
  if (revision.startsWith('-') || git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`) === undefined) return undefined;
  const files = (git('ls-tree', '-r', '-z', '--name-only', revision, '--', '.') ?? '').split('\0').filter((file) => file.endsWith('.txt'));
  return baselineColumns(files.map((path) => ({ path, text: git('show', `${revision}:./${path}`) ?? '' })));
}

/** What git prints in a folder, or undefined when it fails or is not there. */
function runGit(folder: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: largestBaseline, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

interface BaselineFile {
  readonly path: string;
  readonly text: string;
}

/** @param files their paths end in `<key>/<profile>/<family>.txt`. */
function baselineColumns(files: readonly BaselineFile[]): readonly Column[] {
  const byBrowser = groupBy(files, ({ path }) => resolve(path).split(/[/\\]/).slice(-3, -1).join('/'));
  return [...byBrowser].map(([name, ofBrowser]): Column => {
    const [key = '', profile = ''] = name.split('/');
    const baselines = ofBrowser.map(readBaseline);
    const cells = baselines.flatMap((baseline) =>
      [...baseline.cells].map(([id, observed]): [string, SideCell] => [id, { observed, verdict: null }]),
    );
    const finders = baselines.map(causeFinder);
    const causeOf: CauseOf = (...cell) => finders.map((find) => find(...cell)).find((cause) => cause !== undefined);
    return { key, profile, cells: new Map(cells), causeOf };
  });
}

function readBaseline({ path, text }: BaselineFile): Baseline {
  try {
    return parseBaseline(text, path);
  } catch (error) {
    if (error instanceof CorruptBaseline) throw new UserError(error.message, { cause: error });
    throw error;
  }
}

function resultColumns(path: string, places: Places): readonly Column[] {
  return readJsonFile(path, comparableResults).browsers.map((browser) => resultColumn(browser, places));
}

function resultColumn({ key, profile, cells }: ComparableBrowser, { baselines }: Places): Column {
  const present = cells.filter(({ change }) => change !== 'gone');
  return {
    key,
    profile,
    cells: new Map(present.map((cell) => [cell.id, { observed: recordedText(cell) ?? null, verdict: cell.verdict }])),
    causeOf: referenceCauses(new BaselineStore(baselines), key, profile),
  };
}

/** The comments of the baseline that the browser is compared with; read when the first cell of a family is asked for. */
function referenceCauses(store: BaselineStore, key: string, profile: string): CauseOf {
  const finders = new Map<string, CauseOf>();
  return (id, ...observation) => {
    const family = id.split('/', 1)[0] ?? id;
    const reference = finders.has(family) ? undefined : store.reference(key, profile, family);
    const find = finders.get(family) ?? (reference === undefined ? () => undefined : causeFinder(reference.baseline));
    finders.set(family, find);
    return find(id, ...observation);
  };
}
