import { place } from './element.ts';
import { placeForm, type FormData } from './forms.ts';
import { ask } from './post-pages.ts';
import { report } from './report.ts';

type Act = (form: HTMLFormElement, button: HTMLButtonElement) => void;

const submit: Act = (form) => form.submit();
const requestSubmit: Act = (form) => form.requestSubmit();
const click: Act = (_form, button) => button.click();

/** What the script does at once, and what it does when the request of that has come to its origin; a person clicks by themselves. */
const deeds: Readonly<Record<string, { readonly first: readonly Act[]; readonly then: readonly Act[] }>> = {
  'submit-twice': { first: [submit, submit], then: [] },
  'request-submit-twice': { first: [requestSubmit, requestSubmit], then: [] },
  'click-twice': { first: [click, click], then: [] },
  'submit-in-flight': { first: [submit], then: [submit] },
  'request-submit-in-flight': { first: [requestSubmit], then: [requestSubmit] },
  'click-in-flight': { first: [click], then: [click] },
};
const byPerson = { first: [], then: [] };

/** A form that is submitted more than once, from a page that stays: no answer to it has content. */
interface Again {
  readonly form: FormData;
  readonly deed: string;
  /** Open once the first request has come. */
  readonly gate: string;
  /** How many clicks a person is to make, if it is one who clicks. */
  readonly clicks: number;
  /** Gates that stand open: once the page has been through them, the browser is through with what it had under way. */
  readonly after: readonly string[];
  readonly reportAs: string;
}

/** Submits a form as the deed says and reports how many clicks and submissions the page has seen. A button fills the window. */
export async function submitAgain({ form: data, deed, gate, clicks, after, reportAs }: Again): Promise<void> {
  const form = placeForm(data);
  const button = place('button', { id: 'send', style: 'position:fixed;inset:0;width:100%;height:100%' }, form);
  button.textContent = 'send';
  const seen = { clicks: 0, submissions: 0 };
  const allClicks = new Promise<void>((resolve) => {
    button.addEventListener('click', () => {
      seen.clicks += 1;
      if (seen.clicks >= clicks) resolve();
    });
  });
  form.addEventListener('submit', () => (seen.submissions += 1));
  await report(`${reportAs}-ready`, {});
  const { first, then } = deeds[deed] ?? byPerson;
  for (const act of first) act(form, button);
  await ask(`/.ow/gate/${gate}`, {});
  for (const act of then) act(form, button);
  if (clicks > 0) await allClicks;
  for (const next of after) await ask(`/.ow/gate/${next}`, {});
  await report(reportAs, seen);
}
