import { formField } from '../form-field.ts';
import { freshName, place } from './element.ts';
import { documentReads, noSign, says, type Found } from './probe.ts';
import { report } from './report.ts';

/** A form as a recipe describes it. */
export interface FormData {
  readonly url: string;
  readonly method: 'get' | 'post';
  readonly enctype?: string;
  /** What its field holds, where that matters. */
  readonly value?: string;
}

/** Puts a form with its one field into the page. */
export function placeForm({ url, method, enctype, value = formField.value }: FormData, target?: string): HTMLFormElement {
  const form = place('form', { action: url, method, enctype, target });
  place('input', { type: 'hidden', name: formField.name, value }, form);
  return form;
}

/** Submits a form into a frame, whose page says so, and tries to look into the document that came. */
export async function submitIntoFrame(data: FormData): Promise<Found> {
  const name = freshName('frame');
  place('iframe', { name });
  const message = says(new URL(data.url).pathname);
  placeForm(data, name).submit();
  const event = await message;
  return { used: true, readable: documentReads(event) };
}

/** Submits a form as a page of its own. */
export function submitForm(data: FormData): void {
  placeForm(data).submit();
}

/** Fetches `url` and reports `reportAs` once it has it all. */
export async function fetchOnce({ url, reportAs }: { url: string; reportAs: string }): Promise<void> {
  await (await fetch(url)).text();
  await report(reportAs, { url: location.href });
}

/** Submits every form into a frame of its own and reports what the page found out, by path; null when a frame kept silent. */
export async function submitAll({ forms, reportAs }: { forms: FormData[]; reportAs: string }): Promise<void> {
  const found: Record<string, Found | null> = {};
  await Promise.all(
    forms.map(async (form) => {
      found[new URL(form.url).pathname] = await submitIntoFrame(form).catch(noSign);
    }),
  );
  await report(reportAs, found);
}

/** Forms that open windows once a person clicks their buttons; a button's id is the form's. */
export async function offerForms({ forms, reportAs }: { forms: (FormData & { id: string })[]; reportAs: string }): Promise<void> {
  for (const form of forms) {
    const button = place('button', { id: form.id, style: 'display:block' }, placeForm(form, '_blank'));
    button.textContent = form.id;
  }
  await report(reportAs, { forms: forms.length });
}
