import type { AccessOutcome } from '../storage-access.ts';
import { place } from './element.ts';
import { eventually } from './probe.ts';
import { describeError, report } from './report.ts';

/** The methods of the Storage Access API; not every document has them. */
interface WithStorageAccess {
  hasStorageAccess?(): Promise<boolean>;
  requestStorageAccess?(): Promise<void>;
}

/** A document's word to the page on top. */
interface Word {
  readonly asker: string;
  readonly outcome: AccessOutcome;
}

/** Something to click on. */
const buttonId = 'button';
const buttonStyle = 'display:block;width:90px;height:30px';

/** Round trips after which a request that has not been decided waits for a person. */
const patientRounds = 40;

async function hasAccess(): Promise<string> {
  try {
    return String(await (document as WithStorageAccess).hasStorageAccess?.());
  } catch (error) {
    return describeError(error);
  }
}

/** Must be called in the task of the click, for the user activation that comes with it. */
async function request(): Promise<string> {
  let outcome: string | undefined;
  const asking = (document as WithStorageAccess).requestStorageAccess?.();
  if (asking === undefined) return 'no requestStorageAccess';
  asking.then(
    () => (outcome = 'granted'),
    (error: unknown) => (outcome = describeError(error)),
  );
  await eventually(() => outcome !== undefined, patientRounds);
  return outcome ?? 'undecided';
}

/**
 * Asks for storage access at once, and again at every click, each time asks its origin for something with its cookies, and
 * tells what came of it: as `none-NAME` and `click-NAME`.
 */
export async function askForAccess({ name, url }: { name: string; url: string }): Promise<void> {
  const ask = async (gesture: 'none' | 'click', had: string, requested: Promise<string>): Promise<void> => {
    const outcome: AccessOutcome = { had, request: await requested, has: await hasAccess() };
    await fetch(`${url}/${gesture}/${name}`, { credentials: 'include', cache: 'no-store', mode: 'no-cors' });
    const word: Word = { asker: `${gesture}-${name}`, outcome };
    if (window === top) await report(word.asker, outcome);
    else top?.postMessage(word, '*');
  };
  place('button', { id: buttonId, style: buttonStyle });
  let has = await hasAccess();
  addEventListener('click', () => void ask('click', has, request()));
  await ask('none', has, request());
  has = await hasAccess();
}

/** Frames documents that ask for storage access, in frames to click on, and reports what they tell. */
export function frameAskers({ frames }: { frames: { name: string; attributes: Record<string, string> }[] }): void {
  addEventListener('message', ({ data }: MessageEvent<Word>) => void report(data.asker, data.outcome));
  for (const { name, attributes } of frames) {
    place('iframe', { id: `frame-${name}`, width: '140', height: '60', ...attributes });
  }
}

/** Says that the page is there, and again that a person has clicked on it. */
export async function announceClicks({ name, clicked }: { name: string; clicked: string }): Promise<void> {
  place('button', { id: buttonId, style: buttonStyle }).onclick = () => void report(clicked, {});
  await report(name, {});
}
