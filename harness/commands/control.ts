import { checkOf } from '../baselines/format.ts';
import { bareBrowser } from '../browsers/bare.ts';
import { findBrowsers } from '../browsers/find.ts';
import { stockProfile, type Browser, type FoundBrowser } from '../browsers/port.ts';
import { compareRuns, type Comparison } from '../engine/compare-runs.ts';
import { discoverChecks } from '../engine/discover.ts';
import { runCheck, type JudgedCell } from '../engine/run-check.ts';
import { startSession } from '../engine/session.ts';
import type { Check } from '../model/check.ts';
import { groupBy } from '../model/group-by.ts';
import type { World } from '../../servers/world.ts';
import { endOnSignals } from './signals.ts';

/** The checks whose pages drive themselves from one typed address, by the beginnings of their ids. */
const controlSet = ['browser/', 'cookies/samesite-send'];
/** A control run that compares fewer cells than this has shown nothing. */
const fewestCells = 60;
/** Differences that are printed; the counts cover all. */
const shownDifferences = 40;

/** Runs the checks in one browser. @throws Error with the problems of the visits that failed. */
async function observe(checks: readonly Check[], browser: Browser, world: World, atOnce: number): Promise<JudgedCell[]> {
  const cells: JudgedCell[] = [];
  for (const check of checks) {
    const run = await runCheck(check, browser, world, atOnce);
    if (run.problems.length > 0) throw new Error(run.problems.join('\n'));
    cells.push(...run.cells);
  }
  return cells;
}

/** The same checks in the same browser, driven as in every other run (left) and not driven at all (right). */
async function control(found: FoundBrowser, checks: readonly Check[]): Promise<Comparison> {
  const session = await startSession(found, stockProfile);
  try {
    const driven = await observe(checks, session.browser, session.world, 3);
    const bare = bareBrowser(found, session.world);
    try {
      // One process for each visit, so one at a time: each is a whole browser with its own start.
      return compareRuns(driven, await observe(checks, bare, session.world, 1));
    } finally {
      await bare.close();
    }
  } finally {
    await session.close();
  }
}

function print({ key }: FoundBrowser, { equal, differences, incomparable }: Comparison, seconds: number): boolean {
  const compared = equal.length + differences.length;
  console.log(
    `${key}: ${String(compared)} cells compared with and without automation in ${seconds.toFixed(0)} s: ${String(equal.length)} equal, ${String(differences.length)} different`,
  );
  for (const [check, cells] of groupBy(equal, checkOf)) console.log(`  equal: ${String(cells.length)} of ${check}`);
  for (const { id, left, right } of differences.slice(0, shownDifferences)) {
    console.log(`  DIFFERENT ${id}\n    with automation:    ${left}\n    without automation: ${right}`);
  }
  if (differences.length > shownDifferences) console.log(`  and ${String(differences.length - shownDifferences)} more differences`);
  for (const [reason, count] of incomparable) console.log(`  not compared: ${String(count)} (${reason})`);
  if (compared < fewestCells) console.log(`  FAILED: at least ${String(fewestCells)} cells must be compared`);
  return differences.length === 0 && compared >= fewestCells;
}

endOnSignals();
const checks = await discoverChecks(controlSet);
const { found, missing } = findBrowsers();
for (const { engine, problem } of missing) console.error(`originwatch: ${engine}: ${problem}`);
let agreed = found.length > 0 && missing.every(({ broken }) => !broken);
for (const browser of found) {
  const started = performance.now();
  try {
    const comparison = await control(browser, checks);
    agreed = print(browser, comparison, (performance.now() - started) / 1000) && agreed;
  } catch (error) {
    agreed = false;
    console.log(`${browser.key}: FAILED, could not be compared: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(
  agreed
    ? 'The driven browsers behave as the undriven ones do.'
    : 'The control run failed: where observations differ, the automated profile is wrong (harness/browsers/*-settings.ts).',
);
process.exitCode = agreed ? 0 : 1;
