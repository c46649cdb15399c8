import type { World } from '../../servers/world.ts';
import { page } from '../../servers/recipe.ts';
import { findBrowsers } from '../browsers/find.ts';
import { stockProfile, type Browser, type FoundBrowser } from '../browsers/port.ts';
import { openers, topLevel } from '../catalogue/triggers.ts';
import { discoverChecks } from '../engine/discover.ts';
import { runCheck } from '../engine/run-check.ts';
import { startSession } from '../engine/session.ts';
import { visitsOf, type Check } from '../model/check.ts';
import { endOnSignals } from './signals.ts';

/** The check whose speed is measured. */
const benchedCheck = 'cookies/samesite-send';
/** Longest wait for one bare navigation, in milliseconds. */
const navigationDeadlineMs = 20_000;

/** How many documents a person would count in one visit of the check: login, start, typed, openers, and each way out and back. */
const documentsPerVisit = 4 + 2 * topLevel.length + openers.length;

/** Milliseconds for `count` typed navigations to sites never seen before, one after another. */
async function bareNavigations(browser: Browser, world: World, count: number): Promise<number> {
  const tab = await browser.open();
  const started = performance.now();
  for (let index = 0; index < count; index += 1) {
    const stage = world.openStage();
    stage.recipes = { '/': page('announce', { name: 'there' }) };
    await tab.type(stage.at('same-origin', '/'));
    await stage.log.waitFor(() => (stage.log.reports.length > 0 ? true : undefined), 'a bare page', navigationDeadlineMs, browser.gone);
    world.closeStage(stage);
  }
  const elapsed = performance.now() - started;
  await tab.close();
  return elapsed;
}

async function bench(found: FoundBrowser, check: Check): Promise<void> {
  const beforeLaunch = performance.now();
  const session = await startSession(found, stockProfile);
  const launchMs = performance.now() - beforeLaunch;
  try {
    const run = await runCheck(check, session.browser, session.world);
    const documents = visitsOf(check).length * documentsPerVisit;
    const bareMs = await bareNavigations(session.browser, session.world, documents);
    const rate = run.cells.length / (run.durationMs / 1000);
    console.log(
      [
        found.key.padEnd(16),
        `launch ${(launchMs / 1000).toFixed(1)} s`,
        `${String(run.cells.length)} cells in ${(run.durationMs / 1000).toFixed(1)} s = ${rate.toFixed(0)} cells/s`,
        `the same ${String(documents)} documents as bare navigations: ${(bareMs / 1000).toFixed(1)} s (${(bareMs / documents).toFixed(0)} ms each)`,
        `harness peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
      ].join(' | '),
    );
    for (const problem of run.problems) console.log(`  problem: ${problem}`);
  } finally {
    await session.close();
  }
}

endOnSignals();
const check = (await discoverChecks([benchedCheck]))[0];
if (check === undefined) throw new Error(`there is no check ${benchedCheck}`);
const { found, missing } = findBrowsers();
for (const { engine, problem } of missing) console.error(`${engine}: ${problem}`);
for (const browser of found) await bench(browser, check);
