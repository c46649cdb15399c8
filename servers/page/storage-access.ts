import { noStorageAccess, type AccessOutcome } from '../storage-access.ts';
import { place } from './element.ts';
import { describeError, report } from './report.ts';

/** The methods of the Storage Access API; not every browser has it. */
interface WithStorageAccess {
  hasStorageAccess?(): Promise<boolean>;
  requestStorageAccess?(): Promise<void>;
}

/** A document's word, which the page on top reports. */
interface Word {
  readonly name: string;
  readonly value: unknown;
}

async function tell(name: string, value: unknown): Promise<void> {
  const word: Word = { name, value };
  if (window === top) await report(name, value);
  else top?.postMessage(word, '*');
}

/** Something to click on. */
const button = { id: 'button', style: 'display:block;width:90px;height:30px' };

/**
 * A request that has not been decided after so many milliseconds waits for a person. There are browsers that decide by
 * themselves and wait up to 3 s, so that a page cannot tell that from a person's answer.
 */
const patienceMs = 8000;

/** What `hasStorageAccess()` says, or the name of its error. */
async function hasAccess(): Promise<string> {
  try {
    return String(await (document as WithStorageAccess).hasStorageAccess?.());
  } catch (error) {
    return describeError(error);
  }
}

/** Must be called in the task of the click, for the user activation that comes with it. */
async function request(): Promise<string> {
  const asking = (document as WithStorageAccess).requestStorageAccess?.();
  if (asking === undefined) return noStorageAccess;
  const patience = new Promise<string>((resolve) => setTimeout(() => resolve('undecided'), patienceMs));
  const decided = asking.then(() => 'granted', describeError);
  return Promise.race([decided, patience]);
}

/**
 * Asks for storage access at once, and again at every click; each time it asks `url` for something with its cookies, and
 * tells what came of it: as `none-NAME` and `click-NAME`. It can be clicked on once it has said `ready-NAME`.
 */
export async function askForAccess({ name, url }: { name: string; url: string }): Promise<void> {
  const ask = async (gesture: 'none' | 'click', had: string, requested: Promise<string>): Promise<void> => {
    const outcome: AccessOutcome = { had, request: await requested, has: await hasAccess() };
    await fetch(`${url}/${gesture}/${name}`, { credentials: 'include', cache: 'no-store', mode: 'no-cors' });
    await tell(`${gesture}-${name}`, outcome);
  };
  place('button', button);
  const had = await hasAccess();
  await ask('none', had, request());
  const has = await hasAccess();
  addEventListener('click', () => void ask('click', has, request()));
  await tell(`ready-${name}`, {});
}

/** Frames a document that asks for storage access, big enough to click on, and reports what it tells. */
export function frameAsker({ attributes }: { attributes: Record<string, string> }): void {
  addEventListener('message', ({ data }: MessageEvent<Word>) => void report(data.name, data.value));
  place('iframe', { width: '140', height: '60', ...attributes });
}

/** Says that the page is there, and again that a person has clicked on it. */
export async function announceClicks({ name, clicked }: { name: string; clicked: string }): Promise<void> {
  place('button', button).onclick = () => void report(clicked, {});
  await report(name, {});
}
