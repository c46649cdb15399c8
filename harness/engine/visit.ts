import type { Stage } from '../../servers/stage.ts';
import { AwaitedTimeout } from '../../servers/wire-log.ts';
import type { World } from '../../servers/world.ts';
import { Unsupported, type Browser, type Tab } from '../browsers/port.ts';
import type { Check, VisitPlan } from '../model/check.ts';
import { visitLog, type Journey, type Serves, type Step, type VisitLog } from '../model/journey.ts';

/** Longest wait for what a step awaits unless it says otherwise, in milliseconds; it never decides a verdict. */
const stepDeadlineMs = 60_000;

/** The page library itself failed: an error of ours, never a verdict. */
class PageFailure extends Error {
  override readonly name = 'PageFailure';
}

/** Steps that this driver could not do: the cells they serve, and why. */
export interface Skipped {
  readonly serves: Serves;
  readonly reason: string;
}

export interface VisitOutcome {
  readonly log: VisitLog;
  readonly skipped: readonly Skipped[];
}

/** Takes a browser through one visit of a check. @throws what `runJourney` throws. */
export async function runVisit(check: Check, plan: VisitPlan, browser: Browser, world: World): Promise<VisitOutcome> {
  return runJourney((stage) => check.visit(plan.values, stage), browser, world);
}

/**
 * Takes a browser through one journey on a stage of its own.
 * @throws AwaitedTimeout when something that had to come did not; BrowserGone when the browser ended;
 *   DriverError when a step failed.
 */
export async function runJourney(layOut: (stage: Stage) => Journey, browser: Browser, world: World): Promise<VisitOutcome> {
  const stage = world.openStage();
  let tab: Tab | undefined;
  try {
    const journey = layOut(stage);
    stage.recipes = journey.recipes;
    const log = visitLog(stage.log);
    const skipped: Skipped[] = [];
    tab = await browser.open();
    for (const step of journey.steps) {
      const serves = step.serves ?? {};
      if (skipped.some((earlier) => isWithin(serves, earlier.serves))) continue;
      try {
        await takeStep(step, tab, stage, log, browser);
      } catch (error) {
        if (browser.gone.aborted) throw browser.gone.reason;
        if (!(error instanceof Unsupported)) throw error;
        skipped.push({ serves, reason: error.message });
      }
    }
    return { log, skipped };
  } finally {
    world.closeStage(stage);
    await tab?.close().catch(() => undefined);
  }
}

async function takeStep(step: Step, tab: Tab, stage: Stage, log: VisitLog, browser: Browser): Promise<void> {
  switch (step.do) {
    case 'type':
      await tab.type(step.url);
      return;
    case 'open-gate':
      stage.openGate(step.gate);
      return;
    case 'click':
      await tab.click(step.selector);
      return;
    case 'await':
      await takeAwait(step, stage, log, browser);
      return;
  }
}

async function takeAwait(step: Extract<Step, { do: 'await' }>, stage: Stage, log: VisitLog, browser: Browser): Promise<void> {
  const lack = step.needs === undefined ? undefined : browser.lacks[step.needs];
  if (lack !== undefined) throw new Unsupported(lack);
  const find = (): true | undefined => {
    const failure = log.reported('page-failure');
    if (failure !== undefined) throw new PageFailure(`the page's own script failed: ${JSON.stringify(failure)}`);
    return step.until(log) ? true : undefined;
  };
  try {
    await stage.log.waitFor(find, step.what, step.deadlineMs ?? stepDeadlineMs, browser.gone);
  } catch (error) {
    if (step.optional !== true || !(error instanceof AwaitedTimeout)) throw error;
  }
}

/** True when whatever `inner` describes is among what `outer` describes, so that skipping `outer` skips `inner`. */
export function isWithin(inner: Serves, outer: Serves): boolean {
  return Object.entries(outer).every(([axis, allowed]) => {
    const values = inner[axis];
    return values !== undefined && [values].flat().every((value) => [allowed].flat().includes(value));
  });
}
