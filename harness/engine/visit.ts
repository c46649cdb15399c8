import { setTimeout } from 'node:timers/promises';
import { Eavesdropper } from '../../servers/eavesdropper.ts';
import type { Stage } from '../../servers/stage.ts';
import { AwaitedTimeout } from '../../servers/wire-log.ts';
import { NoCapture } from '../../servers/capture/capture.ts';
import { NoDirectLane } from '../../servers/direct-lane.ts';
import type { World } from '../../servers/world.ts';
import type { Frame } from '../browsers/desktop-frame.ts';
import { Unsupported, type Browser, type Profile, type RealWindow, type Tab } from '../browsers/port.ts';
import { readProfile } from '../browsers/profile-memory.ts';
import { switchProfiles } from '../browsers/profiles.ts';
import type { Check, VisitPlan } from '../model/check.ts';
import {
  visitLog,
  type Journey,
  type Memory,
  type OwnBrowser,
  type Serves,
  type Sight,
  type Step,
  type VisitLog,
} from '../model/journey.ts';
import { orUnsupported } from './or-unsupported.ts';
import { watch } from './watch.ts';

/** Longest wait for what a step awaits unless it says otherwise, in milliseconds; it never decides a verdict. */
const stepDeadlineMs = 120_000;
/** How long a person watches for something that may never come, in milliseconds. */
const watchDeadlineMs = 60_000;

/** The page library itself failed: an error of ours, never a verdict. */
class PageFailure extends Error {
  override readonly name = 'PageFailure';
}

/** What a visit needs of a world. */
export type StageWorld = Pick<World, 'openStage' | 'closeStage' | 'openDirectLane'>;

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
    const own = await orUnsupported(startOwn(journey.ownBrowser, browser));
    if (own instanceof Unsupported) return nothingDone(stage, own);
    try {
      return await travel(journey, stage, own);
    } finally {
      await own.close();
    }
  } catch (error) {
    if (error instanceof NoDirectLane || error instanceof NoCapture) return nothingDone(stage, error);
    throw error;
  } finally {
    world.closeStage(stage);
  }
}

/** A visit that could not even begin. */
function nothingDone(stage: Stage, { message }: Error): VisitOutcome {
  return { log: visitLog(stage.log, []), skipped: [{ serves: {}, reason: message }] };
}

function startOwn(own: OwnBrowser, browser: Browser): Promise<Browser> {
  return browser.another(changesOf(own));
}

function changesOf({ switched }: OwnBrowser): Profile | undefined {
  return switched === undefined ? undefined : switchProfiles[switched];
}

async function travel(journey: Journey, stage: Stage, browser: Browser): Promise<VisitOutcome> {
  const memories = new Map<string, Memory>();
  const log = visitLog(stage.log, browser.policySettings, { gone: browser.gone, heard: stage.eavesdropper?.heard, memories });
  let tab = await browser.open();
  try {
    const skipped = await takeSteps(journey, browser.gone, async (step) => {
      if (step.do === 'restart') {
        const { look } = step;
        await browser.restart(look && (async (folder) => void memories.set(look.as, await readProfile(folder, look.texts))));
        tab = await browser.open();
      } else {
        await takeStep(step, { tab, stage, log, browser, gone: browser.gone });
      }
    });
    return { log, skipped };
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
  const window = await orUnsupported(browser.openWindow(changesOf(journey.ownBrowser ?? {})));
  if (window instanceof Unsupported) return nothingDone(stage, window);
  const person = { window, sights, frames: new Map<string, Frame>() };
  try {
    const skipped = await takeSteps(journey, window.gone, (step) =>
      takeStep(step, { tab: window, stage, log, browser, gone: window.gone, person }),
    );
    return { log, skipped };
  } finally {
    await window.close();
  }
}

/** Takes the steps of a journey in order; those that cannot be taken are skipped, with all that serve the same cells. */
async function takeSteps({ steps }: Journey, gone: AbortSignal, take: (step: Step) => Promise<void>): Promise<readonly Skipped[]> {
  const skipped: Skipped[] = [];
  for (const step of steps) {
    const serves = step.serves ?? {};
    if (skipped.some((earlier) => isWithin(serves, earlier.serves))) continue;
    try {
      await take(step);
    } catch (error) {
      if (gone.aborted) throw gone.reason;
      if (!(error instanceof Unsupported)) throw error;
      skipped.push({ serves, reason: error.message });
    }
  }
  return skipped;
}

/** A person at a window, with what they saw, and the frame before the deed of each watch. */
interface Person {
  readonly window: RealWindow;
  readonly sights: Map<string, Sight>;
  readonly frames: Map<string, Frame>;
}

/** Where a step is taken, and by whom. */
interface Place {
  readonly tab: Tab;
  readonly stage: Stage;
  readonly log: VisitLog;
  readonly browser: Browser;
  readonly gone: AbortSignal;
  /** The person at the keyboard; absent when the driver acts. */
  readonly person?: Person;
}

async function takeStep(step: Step, place: Place): Promise<void> {
  const { tab, stage, log } = place;
  switch (step.do) {
    case 'type':
      await tab.type(step.url);
      return;
    case 'open-gate':
      stage.openGate(step.gate);
      return;
    case 'click':
      await tab.click(step.selector, step.frames);
      return;
    case 'press':
      if (step.when?.(log) !== false) await personAt(place).window.press(step.keys);
      return;
    case 'click-middle':
      await personAt(place).window.clickMiddle(step.times);
      return;
    case 'click-reload':
      await personAt(place).window.clickReload();
      return;
    case 'watch': {
      if (step.when?.(log) === false) return;
      const { window, sights, frames } = personAt(place);
      const come = (from: number, over: AbortSignal): Promise<void> =>
        waitUntil(
          { what: step.what, until: () => step.until(log, from), deadlineMs: watchDeadlineMs },
          place,
          AbortSignal.any([place.gone, over]),
        );
      const wanted = step.restores === undefined ? undefined : frames.get(step.restores);
      const { sight, before } = await watch(window, log, () => takeStep(step.act, place), come, wanted);
      sights.set(step.as, sight);
      frames.set(step.as, before);
      return;
    }
    case 'reload':
      await tab.reload();
      return;
    case 'let-age':
      await letAge(step, place);
      return;
    case 'await':
      await takeAwait(step, place);
      return;
    case 'restart':
      throw new Unsupported('a person’s window is not started again');
  }
}

async function letAge({ since, ms }: Extract<Step, { do: 'let-age' }>, { stage, log, gone }: Place): Promise<void> {
  const arrival = log.arrivalAt(since);
  if (arrival === undefined) throw new Error(`nothing has arrived at ${since} yet that could age`);
  await setTimeout(Math.max(0, ms - (stage.now() - arrival.at)), undefined, { signal: gone });
}

function personAt({ person }: Place): Person {
  if (person === undefined) throw new Error('only a journey with the hands of a person has keys to press and a screen to watch');
  return person;
}

async function takeAwait(step: Extract<Step, { do: 'await' }>, place: Place): Promise<void> {
  const lack = step.needs === undefined ? undefined : place.browser.lacks[step.needs];
  if (lack !== undefined) throw new Unsupported(lack);
  try {
    await waitUntil(step, place, place.gone);
  } catch (error) {
    if (step.optional !== true || !(error instanceof AwaitedTimeout)) throw error;
  }
}

/** Waits for what a step awaits; a page whose own script failed ends the wait. */
async function waitUntil(
  { what, until, deadlineMs = stepDeadlineMs }: Pick<Extract<Step, { do: 'await' }>, 'what' | 'until' | 'deadlineMs'>,
  { stage, log }: Place,
  signal: AbortSignal,
): Promise<void> {
  const find = (): true | undefined => {
    const failure = log.reported('page-failure');
    if (failure !== undefined) throw new PageFailure(`the page's own script failed: ${JSON.stringify(failure)}`);
    return until(log) ? true : undefined;
  };
  await stage.log.waitFor(find, what, deadlineMs, signal);
}

/** True when whatever `inner` describes is among what `outer` describes, so that skipping `outer` skips `inner`. */
export function isWithin(inner: Serves, outer: Serves): boolean {
  return Object.entries(outer).every(([axis, allowed]) => {
    const values = inner[axis];
    return values !== undefined && [values].flat().every((value) => [allowed].flat().includes(value));
  });
}
