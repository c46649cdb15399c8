/** What a person would have written, picked or ticked. */
const written = 'written';

const fields = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-field]')];

/** Fills in every element with a `data-field` in the page. */
export function fillFields(): void {
  for (const field of fields()) {
    if (field instanceof HTMLSelectElement) field.selectedIndex = 1;
    else if (field instanceof HTMLInputElement && isTicked(field)) field.checked = true;
    else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = written;
    else if (field instanceof HTMLDetailsElement) field.open = true;
    else field.textContent = written;
  }
}

/** Whether each such element, by name, is as `fillFields` left it. */
export function filledFields(): Readonly<Record<string, boolean>> {
  return Object.fromEntries(fields().map((field) => [field.dataset['field'] ?? '', isFilled(field)]));
}

function isTicked({ type }: HTMLInputElement): boolean {
  return type === 'checkbox' || type === 'radio';
}

function isFilled(field: HTMLElement): boolean {
  if (field instanceof HTMLSelectElement) return field.selectedIndex === 1;
  if (field instanceof HTMLInputElement) return isTicked(field) ? field.checked : field.value === written;
  if (field instanceof HTMLTextAreaElement) return field.value === written;
  if (field instanceof HTMLDetailsElement) return field.open;
  return field.textContent === written;
}
