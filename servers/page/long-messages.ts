import { freshName, place } from './element.ts';
import { followLink } from './follow-link.ts';
import { says } from './probe.ts';
import { report } from './report.ts';

const field = 'x';

/** Opens a frame that a link or a form of this page can go to. */
function newFrame(): string {
  const name = freshName('frame');
  place('iframe', { name });
  return name;
}

function submit(action: string, value: string, method: 'get' | 'post'): void {
  const form = place('form', { action, method, target: newFrame() });
  place('input', { type: 'hidden', name: field, value }, form);
  form.submit();
}

const padding = (length: number): string => 'x'.repeat(Math.max(0, length));

/** A body of `octets` octets without holding them all at once. */
function largeBody(octets: number): Blob {
  const chunk = new Blob([padding(Math.min(octets, 1024 * 1024))]);
  return new Blob(Array.from({ length: octets / chunk.size }, () => chunk));
}

/** Sends `octets` octets: as the whole length of an address, or of a body but for a few octets around it. */
const ways: Readonly<Record<string, (url: string, octets: number) => unknown>> = {
  link: (url, octets) => followLink(`${url}?${padding(octets - url.length - 1)}`, newFrame()),
  'form-get': (url, octets) => submit(url, padding(octets - url.length - `?${field}=`.length), 'get'),
  fetch: (url, octets) => fetch(`${url}?${padding(octets - url.length - 1)}`, { credentials: 'omit' }),
  'form-post': (url, octets) => submit(url, padding(octets - `${field}=`.length), 'post'),
  'fetch-post': (url, octets) => fetch(url, { method: 'POST', credentials: 'omit', body: largeBody(octets) }),
};

/** A message that is to be that long. */
interface Message {
  readonly url: string;
  readonly octets: number;
}

/** All messages that go one way, and short ones that go the same way after them, one at a time, each into a page that says so. */
interface Sendings {
  readonly way: string;
  readonly messages: readonly Message[];
  readonly after: readonly Message[];
}

/**
 * Sends all messages of one way after those of another. What has not arrived when those that went `after` it have is taken not
 * to be on its way at all.
 */
export async function sendLong({ sendings, reportAs }: { sendings: Sendings[]; reportAs: string }): Promise<void> {
  for (const { way, messages, after } of sendings) {
    const send = ways[way];
    if (send === undefined) throw new Error(`no way is called ${way}`);
    // A fetch says when it is over; a frame that stays empty says nothing.
    await Promise.all(messages.map(async ({ url, octets }) => Promise.resolve(send(url, octets)).catch(() => undefined)));
    for (const { url, octets } of after) {
      const message = way.startsWith('fetch') ? undefined : says(new URL(url).pathname);
      await send(url, octets);
      await message;
    }
  }
  await report(reportAs, {});
}
