import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordedTexts } from '../baselines/compare.ts';
import { findBrowsers } from '../browsers/find.ts';
import { mutants, type Mutant } from '../browsers/mutants.ts';
import type { FoundBrowser, Profile } from '../browsers/port.ts';
import { discoverChecks } from '../engine/discover.ts';
import { runCheck } from '../engine/run-check.ts';
import { startSession } from '../engine/session.ts';
import type { Check } from '../model/check.ts';
import { outputFolder } from '../paths.ts';
import { endOnSignals } from './signals.ts';

/** Shown of the cells that changed in a check; the counts cover all, and the file has them all. */
const shownCells = 2;
const listFile = join(outputFolder, 'mutants.txt');

/** Observation text by cell id, how often each invariant was broken, and what failed. */
interface Observations {
  readonly cells: ReadonlyMap<string, string>;
  readonly broken: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

/** What a browser with a profile saw in each check, by the check's id. */
const seenBy = new Map<string, Map<string, Observations>>();

/**
 * Runs those of the checks that this browser has not run to their end with this profile yet, and resolves with what it saw in
 * all it ever ran.
 */
async function observe(found: FoundBrowser, profile: Profile, checks: readonly Check[]): Promise<ReadonlyMap<string, Observations>> {
  const key = `${found.key} ${profile.name}`;
  const seen = seenBy.get(key) ?? new Map<string, Observations>();
  seenBy.set(key, seen);
  const missing = checks.filter(({ id }) => seen.get(id)?.problems.length !== 0);
  if (missing.length === 0) return seen;
  const session = await startSession(found, profile);
  try {
    for (const check of missing) {
      const run = await runCheck(check, session.browser, session.world);
      seen.set(check.id, {
        cells: recordedTexts(run.cells),
        broken: new Map(run.invariants.map(({ id, broken }) => [id, broken.length])),
        problems: run.problems.map((problem) => `with profile ${profile.name}: ${problem}`),
      });
    }
  } finally {
    await session.close();
  }
  return seen;
}

interface Difference {
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

/** How many cells a check has, and which of them the mutant changed. */
interface Effect {
  readonly check: string;
  readonly cells: number;
  readonly changed: readonly Difference[];
  /** Invariants that the mutant broke more often, or less. */
  readonly invariants: readonly Difference[];
  /** Visits that failed, with the mutant or without; of their cells nothing is known. */
  readonly problems: readonly string[];
}

async function effects(mutant: Mutant, found: FoundBrowser): Promise<readonly Effect[]> {
  const checks = await discoverChecks(mutant.checks);
  const before = await observe(found, mutant.against, checks);
  const after = await observe(found, mutant.profile, checks);
  return checks.map(({ id: check }) => {
    const cells = [...(before.get(check)?.cells ?? [])];
    const changed = cells.flatMap(([id, text]) => {
      // Of a cell that was not observed this time nothing is known.
      const now = after.get(check)?.cells.get(id) ?? text;
      return now === text ? [] : [{ id, before: text, after: now }];
    });
    const invariants = [...(before.get(check)?.broken ?? [])].flatMap(([id, times]) => {
      const now = after.get(check)?.broken.get(id) ?? 0;
      return now === times ? [] : [{ id, before: `broken ${String(times)} times`, after: `${String(now)} times` }];
    });
    const problems = [...(before.get(check)?.problems ?? []), ...(after.get(check)?.problems ?? [])];
    return { check, cells: cells.length, changed, invariants, problems };
  });
}

const differenceText = ({ id, before, after }: Difference): string => `${id}: ${before} -> ${after}`;

/** One line a check, and some of its changes where they are many. */
function describe({ check, cells, changed, invariants, problems }: Effect): readonly string[] {
  return [
    `    ${check}: ${String(changed.length)} of ${String(cells)}`,
    ...changed.slice(0, shownCells).map((one) => `      ${differenceText(one)}`),
    ...invariants.map((one) => `      invariant ${differenceText(one)}`),
    ...problems.map((problem) => `      failed ${problem}`),
  ];
}

/** Runs only the mutants whose title has one of these words in it, or all. */
const words = process.argv.slice(2);
const isWanted = (title: string): boolean => words.length === 0 || words.some((word) => title.includes(word));

endOnSignals();
const changedChecks = new Set<string>();
let failures = 0;
const { found, missing } = findBrowsers();
for (const { engine, problem } of missing) console.error(`${engine}: ${problem}`);
const wanted = mutants
  .flatMap((mutant) => found.filter(({ engine }) => engine === mutant.engine).map((browser) => ({ mutant, browser })))
  .map(({ mutant, browser }) => ({ mutant, browser, title: `${browser.key} ${mutant.profile.name} (against ${mutant.against.name})` }))
  .filter(({ title }) => isWanted(title));
if (wanted.length === 0 && words.length > 0) {
  console.error(`no mutant of a browser that was found is called «${words.join('» or «')}»; without a word all of them run`);
  process.exit(2);
}
await mkdir(outputFolder, { recursive: true });
await writeFile(listFile, '');
for (const { mutant, browser, title } of wanted) {
  const started = performance.now();
  try {
    const all = await effects(mutant, browser);
    const count = all.reduce((sum, { changed }) => sum + changed.length, 0);
    const cells = all.reduce((sum, one) => sum + one.cells, 0);
    const failed = all.some(({ problems }) => problems.length > 0);
    if (failed || count === 0) failures += 1;
    const word = failed ? 'FAILED   ' : count === 0 ? 'UNNOTICED' : 'noticed  ';
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${word} ${title}: ${String(count)} of ${String(cells)} cells changed, in ${String(seconds)} s`);
    for (const line of all.flatMap(describe)) console.log(line);
    for (const { check, changed } of all) if (changed.length > 0) changedChecks.add(check);
    await appendFile(listFile, all.flatMap(({ changed }) => changed.map((one) => `${title}\t${differenceText(one)}\n`)).join(''));
  } catch (error) {
    failures += 1;
    console.log(`FAILED    ${title}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(`Every cell that changed: ${listFile}`);
if (words.length === 0) {
  const still = (await discoverChecks()).filter(({ id }) => !changedChecks.has(id)).map(({ id }) => id);
  console.log(`Changed by no mutant here, so that tests beside them must show that they can fail: ${still.join(', ')}`);
}
failures += missing.filter(({ broken }) => broken).length + (found.length === 0 ? 1 : 0);
console.log(failures === 0 ? 'Every mutant was noticed.' : `${String(failures)} mutants failed or went unnoticed.`);
process.exitCode = failures === 0 ? 0 : 1;
