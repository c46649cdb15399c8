import { stockProfile, type FoundBrowser } from '../browsers/port.ts';
import { startSession } from '../engine/session.ts';
import { runJourney } from '../engine/visit.ts';
import { readHeader, type HeaderAnswer } from '../probe/header-answer.ts';
import { headerJourney } from '../probe/header-journey.ts';
import { headerJson } from '../probe/header-json.ts';
import { planHeader, type HeaderPlan } from '../probe/header-plan.ts';
import { headerLines } from '../probe/header-text.ts';
import { chooseBrowsers } from './choose-browsers.ts';

interface Options {
  readonly url: string;
  readonly from: string;
  readonly browser?: readonly string[];
  readonly json?: true;
}

/** `originwatch cookie HEADER`: one header through every browser, the browsers side by side. */
export async function tellHeader(header: string, { url, from, browser, json }: Options): Promise<void> {
  const plan = planHeader(header, url, from);
  const visited = await Promise.all(chooseBrowsers(browser).map((found) => visit(plan, found)));
  const answers = Object.fromEntries(visited.flat());
  console.log(json === true ? JSON.stringify(headerJson(plan, answers), null, 2) : headerLines(plan, answers).join('\n'));
}

/** One browser's answer under its key; none when it failed, which is said and fails the command. */
async function visit(plan: HeaderPlan, found: FoundBrowser): Promise<readonly (readonly [string, HeaderAnswer])[]> {
  try {
    const session = await startSession(found, stockProfile);
    try {
      const { log } = await runJourney((stage) => headerJourney(plan, stage), session.browser, session.world);
      return [[found.key, readHeader(plan, log)]];
    } finally {
      await session.close();
    }
  } catch (error) {
    console.error(`originwatch: ${found.key}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return [];
  }
}
