import type { Frame } from '../browsers/desktop-frame.ts';
import type { RealWindow } from '../browsers/port.ts';
import type { Sight, Step } from '../model/journey.ts';
import { takeStep, waitUntil, type Place } from './take-step.ts';
import { watch } from './watch.ts';

/** How long a person watches for something that may never come, in milliseconds. */
const watchDeadlineMs = 60_000;

/** A person at a window, with what they saw, and the frame before the deed of each watch. */
export interface Person {
  readonly window: RealWindow;
  readonly sights: Map<string, Sight>;
  readonly frames: Map<string, Frame>;
}

/** Takes a step with the hands of a person at a real window. */
export async function takeStepByHand(step: Step, place: Place, person: Person): Promise<void> {
  const { window } = person;
  switch (step.do) {
    case 'press':
      if (step.when?.(place.log) !== false) await window.press(step.keys);
      return;
    case 'click-middle':
      await window.clickMiddle(step.times);
      return;
    case 'click-reload':
      await window.clickReload();
      return;
    case 'restart':
      await window.restart();
      return;
    case 'crash':
      await window.crash(step);
      return;
    case 'watch':
      if (step.when?.(place.log) !== false) await takeWatch(step, place, person);
      return;
    default:
      await takeStep(step, place);
  }
}

async function takeWatch(step: Extract<Step, { do: 'watch' }>, place: Place, person: Person): Promise<void> {
  const { window, sights, frames } = person;
  const come = (from: number, over: AbortSignal): Promise<void> =>
    waitUntil(
      { what: step.what, until: () => step.until(place.log, from), deadlineMs: watchDeadlineMs },
      place,
      AbortSignal.any([place.gone, over]),
    );
  const wanted = {
    restored: step.restores === undefined ? undefined : frames.get(step.restores),
    unlike: step.unlike?.flatMap((name) => frames.get(name) ?? []),
    byArrivalsOnly: step.byArrivalsOnly,
  };
  const { sight, before } = await watch(window, place.log, () => takeStepByHand(step.act, place, person), come, wanted);
  sights.set(step.as, sight);
  frames.set(step.as, before);
}
