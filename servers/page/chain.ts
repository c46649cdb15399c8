import { followLink } from './follow-link.ts';
import { placeForm, type FormData } from './forms.ts';
import { report } from './report.ts';

/**
 * One link of a chain of departures: submits the form that the address's `step` parameter counts to, or reports
 * after the last one. A form by GET stands for a link too, but where a browser asks before it submits one.
 */
export async function departByForm(data: { forms: (FormData | { url: string; method: 'link' })[]; reportAs: string }): Promise<void> {
  const step = Number(new URLSearchParams(location.search).get('step') ?? '0');
  const form = data.forms[step];
  if (form === undefined) await report(data.reportAs, { departures: step });
  else if (form.method === 'link') followLink(form.url);
  else placeForm({ ...form, method: form.method }).submit();
}

/** The other end of a chain's link: goes back to the page of departures for the one after this. */
export function returnFrom({ url, paths }: { url: string; paths: string[] }): void {
  location.replace(`${url}?step=${String(paths.indexOf(location.pathname) + 1)}`);
}
