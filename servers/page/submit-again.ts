import { passGate } from './ask.ts';
import { readyForHands } from './ready-for-hands.ts';
import { freshName, place } from './element.ts';
import { placeForm, type FormData } from './forms.ts';
import { report } from './report.ts';

type Act = (form: HTMLFormElement, button: HTMLButtonElement) => void;

const submit: Act = (form) => form.submit();
const requestSubmit: Act = (form) => form.requestSubmit();
const click: Act = (_form, button) => button.click();

/** What the script does at once, and what it does when the request of that has come to its origin. */
const deeds: Readonly<Record<string, { readonly first: readonly Act[]; readonly then: readonly Act[] }>> = {
  'submit-twice': { first: [submit, submit], then: [] },
  'request-submit-twice': { first: [requestSubmit, requestSubmit], then: [] },
  'click-twice': { first: [click, click], then: [] },
  'submit-in-flight': { first: [submit], then: [submit] },
  'request-submit-in-flight': { first: [requestSubmit], then: [requestSubmit] },
  'click-in-flight': { first: [click], then: [click] },
};

/** A form that is submitted more than once, into a frame: a page that is itself on its way elsewhere may get nothing more. */
interface Form {
  readonly form: FormData;
  /** Gates that stand open: once the page has been through them, the browser is through with what it had under way. */
  readonly after: readonly string[];
  readonly reportAs: string;
}

interface Again extends Form {
  readonly deed: string;
  /** Open once the first request has come. */
  readonly gate: string;
}

/** Submits a form as the deed says, and reports how many submissions the page has seen. */
export async function submitAgain({ form: data, deed, gate, after, reportAs }: Again): Promise<void> {
  const acts = deeds[deed];
  if (acts === undefined) throw new Error(`no deed is called ${deed}`);
  const { form, button, submissions } = placeInFront(data);
  for (const act of acts.first) act(form, button);
  await passGate(gate);
  for (const act of acts.then) act(form, button);
  for (const next of after) await passGate(next);
  await report(reportAs, { submissions: submissions() });
}

/** The same for a button that fills the page, and that a person clicks twice; says first that it is there. */
export async function submitWhenClicked({ form: data, after, reportAs }: Form): Promise<void> {
  const { button, submissions } = placeInFront(data);
  button.style.cssText = 'position:fixed;inset:0;width:100%;font-size:60px';
  button.textContent = 'submit';
  let clicks = 0;
  const clickedTwice = new Promise<void>((resolve) => {
    button.addEventListener('click', () => {
      clicks += 1;
      // A click submits when all listeners have heard of it.
      if (clicks === 2) setTimeout(resolve, 0);
    });
  });
  await readyForHands();
  await report(`${reportAs}-ready`, {});
  await clickedTwice;
  for (const next of after) await passGate(next);
  await report(reportAs, { submissions: submissions() });
}

interface Placed {
  readonly form: HTMLFormElement;
  readonly button: HTMLButtonElement;
  /** How many submissions the page has seen so far. */
  readonly submissions: () => number;
}

/** Puts a form with a button into the page, in front of the frame that it is submitted into. */
function placeInFront(data: FormData): Placed {
  const frame = freshName('frame');
  place('iframe', { name: frame });
  const form = placeForm(data, frame);
  const button = place('button', {}, form);
  let submissions = 0;
  form.addEventListener('submit', () => (submissions += 1));
  return { form, button, submissions: () => submissions };
}
