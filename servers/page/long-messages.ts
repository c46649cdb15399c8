import { freshName, messageFrom, place } from './element.ts';
import { followLink } from './follow-link.ts';
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
  return new Blob(Array.from({ length: octets === 0 ? 0 : octets / chunk.size }, () => chunk));
}

/** Sends `octets` octets: as the whole length of an address, or of a body. */
const ways: Readonly<Record<string, (url: string, octets: number) => unknown>> = {
  link: (url, octets) => followLink(`${url}?${padding(octets - url.length - 1)}`, newFrame()),
  'form-get': (url, octets) => submit(url, padding(octets - url.length - `?${field}=`.length), 'get'),
  fetch: (url, octets) => fetch(`${url}?${padding(octets - url.length - 1)}`, { credentials: 'omit' }),
  'form-post': (url, octets) => submit(url, padding(octets - `${field}=`.length), 'post'),
  'fetch-post': (url, octets) => fetch(url, { method: 'POST', credentials: 'omit', body: largeBody(octets) }),
};

/** Waits for a frame to say `token`, however long a browser is busy with what went before. */
async function arrived(token: string): Promise<void> {
  while ((await messageFrom(token)) === undefined);
}

/** A message that is to be that long. */
interface Message {
  readonly url: string;
  readonly octets: number;
  /** Short ones that go the same way after it, one at a time, each to a page that says so. */
  readonly after: readonly string[];
}

const shortOctets = 200;

/**
 * Sends one message after the other. What has not arrived when those that went `after` it have is taken not to be on its way
 * at all.
 */
export async function sendLong({ way, messages, reportAs }: { way: string; messages: Message[]; reportAs: string }): Promise<void> {
  const send = ways[way];
  if (send === undefined) throw new Error(`no way is called ${way}`);
  for (const { url, octets, after } of messages) {
    // A fetch says when it is over; a frame that stays empty says nothing.
    await Promise.resolve(send(url, octets)).catch(() => undefined);
    for (const next of after) {
      const there = way.startsWith('fetch') ? undefined : arrived(new URL(next).pathname);
      await send(next, shortOctets);
      await there;
    }
  }
  await report(reportAs, {});
}
