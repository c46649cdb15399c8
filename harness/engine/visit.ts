import { Eavesdropper } from '../../servers/eavesdropper.ts';
import type { Stage } from '../../servers/stage.ts';
import { MachineLack } from '../../servers/machine-lack.ts';
import type { World } from '../../servers/world.ts';
import type { Frame } from '../browsers/desktop-frame.ts';
import { NetworkWatch } from '../browsers/network-watch.ts';
import { Unsupported, type Browser, type Profile } from '../browsers/port.ts';
import { readProfile } from '../browsers/profile-memory.ts';
import { switchProfiles } from '../browsers/profiles.ts';
import type { Check, VisitPlan } from '../model/check.ts';
import { visitLog, type Journey, type Memory, type OwnBrowser, type Sight, type Step, type VisitLog } from '../model/journey.ts';
import { takeStepByHand } from './by-hand.ts';
import { takeStep } from './take-step.ts';
import { takeSteps, type Skipped } from './take-steps.ts';

/** What a visit needs of a world. */
export type StageWorld = Pick<World, 'openStage' | 'closeStage' | 'openDirectLane'>;

export interface VisitOutcome {
  readonly log: VisitLog;
  readonly skipped: readonly Skipped[];
}

/** Takes a browser through one visit of a check. @throws what `runJourney` throws. */
export async function runVisit(check: Check, plan: VisitPlan, browser: Browser, world: StageWorld): Promise<VisitOutcome> {
  return runJourney((stage) => check.visit(plan.values, stage), browser, world, check.lane);
}

/**
 * Takes a browser through one journey on a stage of its own.
 * @throws AwaitedTimeout when something that had to come did not; BrowserGone when the browser ended;
 *   DriverError when a step failed.
 */
export async function runJourney(
  layOut: (stage: Stage) => Journey,
  browser: Browser,
  world: StageWorld,
  lane?: Check['lane'],
): Promise<VisitOutcome> {
  const stage = world.openStage();
  try {
    if (lane !== undefined) await world.openDirectLane(stage, lane === 'captured');
    const journey = layOut(stage);
    stage.recipes = journey.recipes;
    if (journey.listensFor !== undefined) stage.eavesdropper = new Eavesdropper(journey.listensFor);
    stage.apps = journey.apps ?? {};
    if (journey.hands === 'person') return await travelByHand(journey, stage, browser);
    if (journey.ownBrowser === undefined) return await travel(journey, stage, browser);
    const own = await browser.another(changesOf(journey.ownBrowser));
    try {
      return await travel(journey, stage, own);
    } finally {
      await own.close();
    }
  } catch (error) {
    if (error instanceof MachineLack || error instanceof Unsupported) return nothingDone(stage, error);
    throw error;
  } finally {
    world.closeStage(stage);
  }
}

/** A visit that could not even begin. */
function nothingDone(stage: Stage, why: Unsupported | MachineLack): VisitOutcome {
  return { log: visitLog(stage.log, []), skipped: [{ serves: {}, reason: why.message, byMachine: why instanceof MachineLack }] };
}

function changesOf({ switched }: OwnBrowser): Profile | undefined {
  return switched === undefined ? undefined : switchProfiles[switched];
}

async function travel(journey: Journey, stage: Stage, browser: Browser): Promise<VisitOutcome> {
  const memories = new Map<string, Memory>();
  const log = visitLog(stage.log, browser.policySettings, { gone: browser.gone, heard: stage.eavesdropper?.heard, memories });
  let tab = await browser.open();
  const network = new NetworkWatch(browser);
  try {
    const act = async (step: Step): Promise<void> => {
      if (step.do === 'restart') {
        const { look } = step;
        await browser.restart(look && (async (folder) => void memories.set(look.as, await readProfile(folder, look.texts))));
        tab = await browser.open();
        network.beginAgain();
      } else {
        await takeStep(step, { tab, stage, log, browser, gone: browser.gone });
      }
    };
    return { log, skipped: await network.during(() => takeSteps(journey, browser.gone, act)) };
  } catch (error) {
    if (journey.ownBrowser?.mayEnd !== true || !browser.gone.aborted) throw error;
    return { log, skipped: [] };
  } finally {
    await tab.close().catch(() => undefined);
  }
}

/**
 * The same with the hands of a person at a real window. Each journey has one to itself, as fresh as its profile: a tab, a prompt
 * or half an address that an earlier journey left on the screen would take the keys of the next.
 */
async function travelByHand(journey: Journey, stage: Stage, browser: Browser): Promise<VisitOutcome> {
  const sights = new Map<string, Sight>();
  const log = visitLog(stage.log, browser.policySettings, { sights });
  const window = await browser.openWindow(changesOf(journey.ownBrowser ?? {}));
  const place = { tab: window, stage, log, browser, gone: window.gone };
  const person = { window, sights, frames: new Map<string, Frame>() };
  try {
    const skipped = await takeSteps(journey, window.gone, (step) => takeStepByHand(step, place, person));
    return { log, skipped };
  } finally {
    await window.close();
  }
}
