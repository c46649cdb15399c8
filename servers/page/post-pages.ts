import { passGate, tell } from './ask.ts';
import { place } from './element.ts';
import { placeForm } from './forms.ts';
import { readyForHands } from './ready-for-hands.ts';
import { report } from './report.ts';

/** Ways in which script asks for its own page again. */
const repetitions: Readonly<Record<string, () => void>> = {
  'location-reload': () => location.reload(),
  'history-go-0': () => history.go(0),
  'navigation-reload': () => (globalThis as unknown as { navigation: { reload(): unknown } }).navigation.reload(),
  'location-assign': () => {
    // What `location = location` does.
    location.assign(location.href);
  },
};

/** A page that a form led to, and what its script repeats. */
interface Result {
  /** Reported each time the page is there. */
  readonly name: string;
  /** How the script asks for the page again, once for each of the gates `NAME-1` and `NAME-2`; absent: it leaves that to the person. */
  readonly repeat?: string;
  /** Where the whole tab goes once the gate `NAME-over` is open. */
  readonly next?: string;
  /** A person watches: the page says that it is there only when it has been drawn. */
  readonly watched?: true;
}

/** The page at the end of a submission: says that it is there, then repeats as it is told. */
export async function postResult({ name, repeat, next, watched }: Result): Promise<void> {
  if (watched === true) await readyForHands();
  await tell(name);
  if (next !== undefined) void goOn(name, next);
  const act = repeat === undefined ? undefined : repetitions[repeat];
  if (act === undefined) return;
  if (repeat === 'navigation-reload' && !('navigation' in globalThis)) {
    await tell(`${name}-lacks`);
    return;
  }
  // The page may survive its first repetition, when somebody declines it, or be made anew.
  for (let round = Number(sessionStorage.getItem(name) ?? '0') + 1; round <= 2; round += 1) {
    await passGate(`${name}-${String(round)}`);
    sessionStorage.setItem(name, String(round));
    act();
  }
}

/** Takes the whole tab to the page after `name` once that is over. */
async function goOn(name: string, next: string): Promise<void> {
  await passGate(`${name}-over`);
  (top ?? window).location.assign(next);
}

/**
 * Submits a form by POST as soon as it is there, but only once: when the page is asked for again, or its submission leaves it
 * where it is (`stays`), it is itself the page at the end of the submission.
 */
export async function submitOnce({ url, stays, result }: { url: string; stays: boolean; result: Result }): Promise<void> {
  const mark = `submitted-${result.name}`;
  const before = sessionStorage.getItem(mark);
  sessionStorage.setItem(mark, 'yes');
  if (before === null) placeForm({ url, method: 'post' }).submit();
  if (before !== null || stays) await postResult(result);
}

/** Fills the page with a button that opens a window when a person clicks it; goes on to `next` when what is in there is over. */
export async function openOnClick({ url, name, next }: { url: string; name: string; next?: string }): Promise<void> {
  const button = place('button', { style: 'position:fixed;inset:0;width:100%;font-size:60px' });
  button.textContent = 'open a window';
  button.onclick = () => void window.open(url, '_blank', 'width=600,height=400');
  await readyForHands();
  await report(`opener-${name}`, {});
  if (next !== undefined) await goOn(name, next);
}

/** Submits a form by POST into a tab of its own when a person clicks anywhere. */
export async function postInNewTab({ url, name }: { url: string; name: string }): Promise<void> {
  addEventListener('click', () => placeForm({ url, method: 'post' }, '_blank').submit());
  await readyForHands();
  await tell(name);
}

/** The programs of the family that asks what becomes of POST. */
export const postPrograms = { postResult, submitOnce, openOnClick, postInNewTab };
