import { stockProfile, type FoundBrowser } from '../browsers/port.ts';
import { startSession } from '../engine/session.ts';
import { runJourney } from '../engine/visit.ts';
import { forgedJourney } from '../probe/forged-journey.ts';
import { planForged, readForged, type ForgedAnswer, type ForgedPlan } from '../probe/forged-requests.ts';
import { forgedJson, forgedLines } from '../probe/forged-text.ts';
import { chooseBrowsers } from './choose-browsers.ts';

interface Options {
  readonly url: string;
  readonly from: string;
  readonly browser?: readonly string[];
  readonly json?: true;
}

/** `originwatch csrf --set-cookie HEADER`: one hostile page in every browser, the browsers side by side. */
export async function tellForged(header: string, { url, from, browser, json }: Options): Promise<void> {
  const plan = planForged(header, url, from);
  const visited = await Promise.all(chooseBrowsers(browser).map((found) => visit(plan, found)));
  const answers = Object.fromEntries(visited.flat());
  console.log(json === true ? JSON.stringify(forgedJson(plan, answers), null, 2) : forgedLines(plan, answers).join('\n'));
}

/** One browser's answer under its key; none when it failed, which is said and fails the command. */
async function visit(plan: ForgedPlan, found: FoundBrowser): Promise<readonly (readonly [string, ForgedAnswer])[]> {
  try {
    const session = await startSession(found, stockProfile);
    try {
      const { log } = await runJourney((stage) => forgedJourney(plan, stage), session.browser, session.world);
      return [[found.key, readForged(plan, log)]];
    } finally {
      await session.close();
    }
  } catch (error) {
    console.error(`originwatch: ${found.key}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return [];
  }
}
