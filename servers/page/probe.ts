import { messageFrom, settled } from './element.ts';

/** What a page found out about something that it embedded; a sign that there is none of is left out. */
export interface Found {
  used?: boolean;
  readable?: boolean;
}

/**
 * Embeds `url`, waits until the browser is through with it, and looks at what came of it. `own` has the same at the page's own
 * origin.
 */
export type Probe = (url: string, crossorigin: string | undefined, own: string) => Promise<Found>;

/** True when `read` neither throws nor answers with something other than true. */
export function succeeds(read: () => unknown): boolean {
  try {
    return read() === true;
  } catch {
    return false;
  }
}

/** The browser said neither that something loaded nor that it failed, so nothing is known about it. */
export class NoSign extends Error {}

/** Turns the lack of a sign into a value: null. @throws whatever else went wrong. */
export function noSign(error: unknown): null {
  if (error instanceof NoSign) return null;
  throw error;
}

/** Waits for an element's word: true for the `good` event, false for an error. @throws NoSign when neither comes. */
export async function loads(target: EventTarget, good = 'load'): Promise<boolean> {
  const event = await settled(target, good);
  if (event === 'silent') throw new NoSign();
  return event === 'load';
}

/** Waits for a frame or window to post `token`. @throws NoSign when it does not. */
export async function says(token: string): Promise<MessageEvent> {
  const event = await messageFrom(token);
  if (event === undefined) throw new NoSign();
  return event;
}

/** Round trips to the page's own origin after which what has no event is usually taken not to happen any more. */
const usualRounds = 30;

/** Looks again after every round trip, for what has no event; false when it stays away. */
export async function eventually(test: () => boolean, rounds = usualRounds): Promise<boolean> {
  for (let round = 0; round < rounds && !test(); round += 1) await fetch('/.ow/fence', { cache: 'no-store', credentials: 'omit' });
  return test();
}

/**
 * True when the page may read back what it drew; a canvas that took pixels of another origin throws. A film may show
 * its first picture some time after it says that it has it, so a blank canvas is drawn on again.
 */
export async function canvasReads(source: CanvasImageSource): Promise<boolean> {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return false;
  let tainted = false;
  const painted = (): boolean => {
    context.drawImage(source, 0, 0);
    try {
      return (context.getImageData(1, 1, 1, 1).data[3] ?? 0) > 0;
    } catch {
      tainted = true;
      return true;
    }
  };
  return (await eventually(painted)) && !tainted;
}

/** True when the page may look into the document of the window that sent `event`. */
export function documentReads(event: MessageEvent | undefined): boolean {
  return succeeds(() => (event?.source as Window | null | undefined)?.document.documentElement !== undefined);
}
