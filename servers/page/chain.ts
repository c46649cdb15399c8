import { placeForm, type FormData } from './forms.ts';
import { report } from './report.ts';

/**
 * One link of a chain of departures: submits the form that the address's `step` parameter counts to, or reports
 * after the last one. A form by GET stands for a link too.
 */
export async function departByForm({ forms, reportAs }: { forms: FormData[]; reportAs: string }): Promise<void> {
  const step = Number(new URLSearchParams(location.search).get('step') ?? '0');
  const form = forms[step];
  if (form === undefined) await report(reportAs, { departures: step });
  else placeForm(form).submit();
}

/** The other end of a chain's link: goes back to the page of departures for the one after this. */
export function returnFrom({ url, paths }: { url: string; paths: string[] }): void {
  location.replace(`${url}?step=${String(paths.indexOf(location.pathname) + 1)}`);
}
