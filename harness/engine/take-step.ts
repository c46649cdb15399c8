import { setTimeout } from 'node:timers/promises';
import type { Stage } from '../../servers/stage.ts';
import { AwaitedTimeout } from '../../servers/wire-log.ts';
import { Unsupported, type Browser, type Tab } from '../browsers/port.ts';
import type { Step, VisitLog } from '../model/journey.ts';

/** Longest wait for what a step awaits unless it says otherwise, in milliseconds; it never decides a verdict. */
const stepDeadlineMs = 120_000;

/** The page library itself failed: an error of ours, never a verdict. */
class PageFailure extends Error {
  override readonly name = 'PageFailure';
}

/** Where a step is taken. */
export interface Place {
  readonly tab: Tab;
  readonly stage: Stage;
  readonly log: VisitLog;
  readonly browser: Browser;
  readonly gone: AbortSignal;
}

/** Takes a step that needs neither a person nor a browser of the visit's own. */
export async function takeStep(step: Step, place: Place): Promise<void> {
  const { tab, stage } = place;
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
    case 'press':
    case 'click-middle':
    case 'click-reload':
    case 'crash':
    case 'watch':
      throw new Error('only a journey with the hands of a person has keys to press and a screen to watch');
  }
}

async function letAge({ since, ms }: Extract<Step, { do: 'let-age' }>, { stage, log, gone }: Place): Promise<void> {
  const arrival = log.arrivalAt(since);
  if (arrival === undefined) throw new Error(`nothing has arrived at ${since} yet that could age`);
  await setTimeout(Math.max(0, ms - (stage.now() - arrival.at)), undefined, { signal: gone });
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
export async function waitUntil(
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
