import { passGate } from './ask.ts';
import { place } from './element.ts';
import { followLink } from './follow-link.ts';
import { report } from './report.ts';

/** A text on its way to an origin; as code points, so that the page's own encoding cannot touch it. */
interface Sending {
  /** How and where it travels. */
  readonly way: string;
  readonly url: string;
  readonly codePoints: readonly number[];
}

const post = (url: string, body: BodyInit): Promise<unknown> => fetch(url, { method: 'POST', body, credentials: 'omit' });

function formData(text: string): FormData {
  const data = new FormData();
  data.append('field', text);
  return data;
}

function submit(action: string, text: string, attributes: Readonly<Record<string, string>>): void {
  const form = place('form', { action, ...attributes });
  place('input', { type: 'hidden', name: 'field', value: text }, form);
  form.submit();
}

const ways: Readonly<Record<string, (url: string, text: string) => unknown>> = {
  'link-path': (url, text) => followLink(`${url}/${text}`),
  'link-query': (url, text) => followLink(`${url}?${text}`),
  'link-fragment': (url, text) => followLink(`${url}#${text}`),
  'form-get': (url, text) => submit(url, text, { method: 'get' }),
  'form-urlencoded': (url, text) => submit(url, text, { method: 'post' }),
  'form-multipart': (url, text) => submit(url, text, { method: 'post', enctype: 'multipart/form-data' }),
  'form-text': (url, text) => submit(url, text, { method: 'post', enctype: 'text/plain' }),
  'form-accept-utf-8': (url, text) => submit(url, text, { method: 'post', 'accept-charset': 'utf-8' }),
  'fetch-path': (url, text) => fetch(`${url}/${text}`, { credentials: 'omit' }),
  'fetch-query': (url, text) => fetch(`${url}?${text}`, { credentials: 'omit' }),
  'fetch-text': (url, text) => post(url, text),
  'fetch-form-data': (url, text) => post(url, formData(text)),
};

/**
 * Sends one text after the other, each once the gate of the one before it (`GATE-0`, `GATE-1`, …) is open, and reports the page's
 * encoding. The page stays where it is: every answer is without content.
 */
export async function sendTexts(data: { sendings: Sending[]; gate: string; reportAs: string }): Promise<void> {
  for (const [index, { way, url, codePoints }] of data.sendings.entries()) {
    const send = ways[way];
    if (send === undefined) throw new Error(`no way is called ${way}`);
    await send(url, String.fromCodePoint(...codePoints));
    await passGate(`${data.gate}-${String(index)}`);
  }
  await report(data.reportAs, { charset: document.characterSet });
}
