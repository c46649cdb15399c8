import { needsRawAnswer } from '../../servers/raw-answer.ts';
import type { Recipe } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { AwaitedTimeout, headerValues, type Arrival } from '../../servers/wire-log.ts';
import type { World } from '../../servers/world.ts';
import type { Browser, Tab } from '../browsers/port.ts';
import { octets } from '../oracles/cookie-jar/index.ts';
import type { CookieCase } from './cookie-case.ts';
import { legsOf, type Leg, type Stop } from './legs.ts';
import { textOf } from './text.ts';

/** Longest wait for a request, in milliseconds; it never decides an answer. */
const deadlineMs = 10_000;
/** How long a browser has for the address that it was given, once it has asked for another one of the same host. */
const secondThoughtsMs = 5000;
/** How long a browser has to go on after an answer that it may refuse and whose connection it has closed. */
const refusalMs = 500;
/** A case that was disturbed is taken again from the beginning. */
const attempts = 2;

/** A browser could not be taken through a case, and why. */
export class CaseFailure extends Error {
  override readonly name = 'CaseFailure';
}

/** What a case needs of a browser. */
export interface Traveller {
  readonly browser: Browser;
  readonly world: World;
  /**
   * The legs of a case take turns with them: a tab that still deals with the answer that it was given would let the next
   * address pass by.
   */
  readonly tabs: readonly [Tab, Tab];
}

type HeaderLine = readonly [name: string, value: string];
const fresh: readonly HeaderLine[] = [['cache-control', 'no-store']];

/**
 * The `Cookie` line that arrives where the case is read, or null for none. The jar is emptied first, and the requests
 * before the headers are set must show that it is.
 * @throws CaseFailure when the browser goes elsewhere, does not go at all or keeps cookies of earlier cases; BrowserGone
 *   when the browser ends.
 */
export async function takeCase(one: CookieCase, traveller: Traveller): Promise<string | null> {
  let failure: unknown;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    await traveller.browser.forgetCookies();
    try {
      return await travel(one, traveller);
    } catch (error) {
      if (!(error instanceof Disturbance)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** Something that another attempt may not meet. */
class Disturbance extends CaseFailure {}

async function travel(one: CookieCase, traveller: Traveller): Promise<string | null> {
  const lines = one.setCookie.map((value): HeaderLine => ['set-cookie', octets(value)]);
  let read: string | null = null;
  for (const [turn, leg] of legsOf(one).entries()) {
    const [even, odd] = traveller.tabs;
    const [tab, otherTab] = turn % 2 === 0 ? [even, odd] : [odd, even];
    const arrivals = await takeLeg(leg, lines, traveller, tab);
    for (const [index, stop] of leg.entries()) {
      const isNew = stop.part === 'read' && arrivals[index] === undefined;
      const [arrival] = isNew ? await takeLeg([stop], [], traveller, otherTab) : [arrivals[index]];
      const cookie = arrival === undefined ? null : cookieLine(arrival);
      if (stop.part === 'read') read = cookie;
      else if (stop.part !== 'after' && cookie !== null) throw new Disturbance(`the browser kept a cookie of an earlier case: ${cookie}`);
    }
  }
  return read;
}

function cookieLine(arrival: Arrival): string | null {
  const values = headerValues(arrival, 'cookie');
  return values.length === 0 ? null : textOf(values.join('; '));
}

/** Types the first address of a leg; the requests of its stops, up to one whose answer the browser would not have. */
async function takeLeg(leg: Leg, lines: readonly HeaderLine[], { browser, world }: Traveller, tab: Tab): Promise<readonly Arrival[]> {
  const stage = world.openStage();
  try {
    for (const { url } of leg) stage.claim(url);
    stage.recipes = { '/*': answersOf(leg, lines) };
    await tab.type(leg[0].url);
    for (const [index, stop] of leg.entries()) {
      if (leg[index - 1]?.part === 'set' && needsRawAnswer(lines) && !(await goesOn(stage, index, browser))) break;
      await awaitStop(stage, index, stop, browser);
    }
    const arrivals = stage.log.arrivals.slice(0, leg.length);
    if (!arrivals.every(isNavigation)) throw new Disturbance('a request of the browser’s own came between');
    return arrivals;
  } finally {
    world.closeStage(stage);
  }
}

/** The answers of a leg, in turn. The last one leaves the page in the tab as it is. */
function answersOf(leg: Leg, lines: readonly HeaderLine[]): Recipe {
  const [first, ...rest] = leg.map(({ part }, index): Recipe => {
    const next = leg[index + 1];
    const headers = [...fresh, ...(part === 'set' ? lines : [])];
    return next === undefined
      ? { status: 204, headers, verbatim: true }
      : { status: 302, headers: [['location', next.url], ...headers], verbatim: true };
  });
  return { inTurn: [first ?? {}, ...rest] };
}

/**
 * Waits for the request of a stop.
 * @throws CaseFailure when the browser asked for another scheme or port of the host instead, as it does where it knows
 *   that a host wants https, or when it did not ask at all.
 */
async function awaitStop(stage: Stage, index: number, { url }: Stop, { gone }: Browser): Promise<void> {
  const come = (): Arrival | undefined => stage.log.arrivals[index];
  const isIn = async (find: () => unknown, ms: number): Promise<boolean> => isInTime(stage.log.waitFor(find, url, ms, gone));
  if (!(await isIn(() => come() ?? stage.log.refused[0], deadlineMs))) {
    throw new Disturbance(`the browser did not ask for ${url} within ${String(deadlineMs / 1000)} s`);
  }
  if (come() !== undefined || (await isIn(come, secondThoughtsMs))) return;
  const [instead] = stage.log.refused;
  throw new CaseFailure(`the browser went elsewhere: instead of ${url} it asked for ${instead?.method ?? ''} ${instead?.target ?? ''}`);
}

/** Whether the browser goes on from an answer that it may refuse. Before patience ends, it has closed the answer's connection. */
async function goesOn(stage: Stage, index: number, { gone }: Browser): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  while (!(await isInTime(stage.log.waitFor(() => stage.log.arrivals[index], 'the browser to go on', refusalMs, gone)))) {
    if (stage.log.arrivals[index - 1]?.connection.end !== 'open' || performance.now() > deadline) return false;
  }
  return true;
}

async function isInTime(waiting: Promise<unknown>): Promise<boolean> {
  return waiting.then(
    () => true,
    (error: unknown) => {
      if (error instanceof AwaitedTimeout) return false;
      throw error;
    },
  );
}

/** Browsers say of navigations, and of nothing else, that they want HTML first. */
function isNavigation(arrival: Arrival): boolean {
  return headerValues(arrival, 'accept').some((accept) => accept.startsWith('text/html'));
}
