import { passGate } from './ask.ts';
import { place } from './element.ts';
import { placeForm, type FormData } from './forms.ts';
import { report } from './report.ts';

/**
 * Submits one form after the other in the page's own window, each once the gate of the one before it (`GATE-0`, `GATE-1`, …) is
 * open. The page stays where it is, because each submission ends in an answer without content (HTML, «navigate», 204).
 */
export async function submitInTurn(data: { forms: FormData[]; gate: string; reportAs: string }): Promise<void> {
  for (const [index, form] of data.forms.entries()) {
    placeForm(form).submit();
    await passGate(`${data.gate}-${String(index)}`);
  }
  await report(data.reportAs, { forms: data.forms.length });
}

/** Submits a form whose method is `dialog`, and reports whether the dialog that it stands in is still open. */
export async function submitDialog({ url, reportAs }: { url: string; reportAs: string }): Promise<void> {
  const dialog = place('dialog', { open: '' });
  place('form', { action: url, method: 'dialog' }, dialog).submit();
  await report(reportAs, { open: dialog.open });
}
