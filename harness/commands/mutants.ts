import { recordedText } from '../baselines/compare.ts';
import { findBrowsers } from '../browsers/find.ts';
import { mutants, type Mutant } from '../browsers/mutants.ts';
import type { FoundBrowser, Profile } from '../browsers/port.ts';
import { discoverChecks } from '../engine/discover.ts';
import { runCheck } from '../engine/run-check.ts';
import { startSession } from '../engine/session.ts';
import { groupBy } from '../model/group-by.ts';

/** Shown of the cells that changed; the counts cover all. */
const shownChecks = 6;
const shownCells = 2;

/** Observation text by cell id. */
type Observations = ReadonlyMap<string, string>;

const seenByProfile = new Map<string, Promise<Observations>>();

/** Runs the checks once for a browser and profile, however many mutants ask. */
function observe(found: FoundBrowser, profile: Profile, beginnings: readonly string[]): Promise<Observations> {
  const key = [found.key, profile.name, ...beginnings].join('|');
  const known = seenByProfile.get(key) ?? runAll(found, profile, beginnings);
  seenByProfile.set(key, known);
  return known;
}

async function runAll(found: FoundBrowser, profile: Profile, beginnings: readonly string[]): Promise<Observations> {
  const session = await startSession(found, profile);
  try {
    const observations = new Map<string, string>();
    for (const check of await discoverChecks(beginnings)) {
      const run = await runCheck(check, session.browser, session.world);
      if (run.problems.length > 0) throw new Error(`${found.key} with profile ${profile.name}: ${run.problems.join('; ')}`);
      for (const cell of run.cells) observations.set(cell.id, recordedText(cell) ?? 'error');
    }
    return observations;
  } finally {
    await session.close();
  }
}

interface Difference {
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

async function differences({ profile, against, checks }: Mutant, found: FoundBrowser): Promise<{ cells: number; changed: Difference[] }> {
  const before = await observe(found, against, checks);
  const after = await observe(found, profile, checks);
  const changed = [...before].flatMap(([id, text]) => {
    const now = after.get(id) ?? 'gone';
    return now === text ? [] : [{ id, before: text, after: now }];
  });
  return { cells: before.size, changed };
}

/** Changes grouped by check, or by check and second axis where one check holds them all. */
function describe(changed: readonly Difference[]): string[] {
  const groups = groupBy(changed, ({ id }) => id.split('/').slice(0, 3).join('/'));
  const lines = [...groups]
    .slice(0, shownChecks)
    .flatMap(([group, cells]) => [
      `    ${group}: ${String(cells.length)}`,
      ...cells.slice(0, shownCells).map(({ id, before, after }) => `      ${id}: ${before} -> ${after}`),
    ]);
  return groups.size > shownChecks ? [...lines, `    and ${String(groups.size - shownChecks)} more groups`] : lines;
}

let failures = 0;
const { found, missing } = findBrowsers();
for (const { engine, problem } of missing) console.error(`${engine}: ${problem}`);
for (const mutant of mutants) {
  for (const browser of found.filter(({ engine }) => engine === mutant.engine)) {
    const title = `${browser.key} ${mutant.profile.name} (against ${mutant.against.name})`;
    try {
      const { cells, changed } = await differences(mutant, browser);
      if (changed.length === 0) failures += 1;
      console.log(
        `${changed.length === 0 ? 'UNNOTICED' : 'noticed  '} ${title}: ${String(changed.length)} of ${String(cells)} cells changed`,
      );
      for (const line of describe(changed)) console.log(line);
    } catch (error) {
      failures += 1;
      console.log(`FAILED    ${title}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
failures += missing.filter(({ broken }) => broken).length + (found.length === 0 ? 1 : 0);
console.log(failures === 0 ? 'Every mutant was noticed.' : `${String(failures)} mutants failed or went unnoticed.`);
process.exitCode = failures === 0 ? 0 : 1;
