import { freshName, place } from './element.ts';
import { followLink } from './follow-link.ts';
import { says } from './probe.ts';
import { report } from './report.ts';

/** A frame that goes to `url`. */
function goInFrame(url: string): void {
  const name = freshName('frame');
  place('iframe', { name });
  followLink(url, name);
}

/** With credentials, as navigations go: a browser keeps connections without them apart. */
async function request(url: string, method: string): Promise<void> {
  const body = method === 'POST' || method === 'PUT' ? { body: 'a=1' } : {};
  const answer = await fetch(url, { method, cache: 'no-store', ...body });
  await answer.text();
}

const ways: Readonly<Record<string, (url: string) => unknown>> = {
  'frame-get': goInFrame,
  'fetch-get': (url) => request(url, 'GET'),
  'fetch-post': (url) => request(url, 'POST'),
  'fetch-put': (url) => request(url, 'PUT'),
  'fetch-delete': (url) => request(url, 'DELETE'),
};

/** A request that its origin breaks off. */
interface Try {
  readonly way: string;
  readonly url: string;
  /** What is asked for first, and answered, so that the browser has a connection to use again. */
  readonly before: string;
  /** Pages that a frame goes to afterwards, one after the other: the browser is through with the request when it has been there. */
  readonly after: readonly string[];
}

/** Makes the requests one at a time, whatever comes of them, and reports when the browser is through with all. */
export async function tryRequests({ tries, reportAs }: { tries: Try[]; reportAs: string }): Promise<void> {
  for (const { way, url, before, after } of tries) {
    const send = ways[way];
    if (send === undefined) throw new Error(`no way is called ${way}`);
    // Two at a time and one more, because a browser may not have let go of the connection of what it has just answered.
    await Promise.all([request(before, 'GET'), request(before, 'GET')]);
    await request(before, 'GET');
    // A fetch says when it is over; a frame that stays empty says nothing.
    await Promise.resolve(send(url)).catch(() => undefined);
    for (const next of after) {
      const there = says(new URL(next).pathname);
      goInFrame(next);
      await there;
    }
  }
  await report(reportAs, {});
}
