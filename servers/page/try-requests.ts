import { passGate } from './ask.ts';
import { freshName, place } from './element.ts';
import { followLink } from './follow-link.ts';
import { placeForm } from './forms.ts';
import { says } from './probe.ts';
import { report } from './report.ts';
import { statusOnceAnswered } from './status-at-the-end.ts';

function newFrame(): string {
  const name = freshName('frame');
  place('iframe', { name });
  return name;
}

const post = (url: string, target: string): void => placeForm({ url, method: 'post' }, target).submit();

/** With credentials, as navigations go: a browser keeps connections without them apart. */
async function request(url: string, method: string): Promise<void> {
  const body = method === 'POST' || method === 'PUT' ? { body: 'a=1' } : {};
  const answer = await fetch(url, { method, cache: 'no-store', ...body });
  await answer.text();
}

/** WebKitGTK may lose a request as the connection that it would have used again ends: then the next one leaves a connection behind. */
const leaveConnection = (url: string): Promise<number> => statusOnceAnswered(url, { cache: 'no-store' });

/** A fetch says when it is over; nobody says so of a navigation that may leave its frame empty. */
const fetches: Readonly<Record<string, (url: string) => Promise<void>>> = {
  'fetch-get': (url) => request(url, 'GET'),
  'fetch-post': (url) => request(url, 'POST'),
  'fetch-put': (url) => request(url, 'PUT'),
  'fetch-delete': (url) => request(url, 'DELETE'),
};

/** Each goes to a frame of its own, or to the window called like the gate of its try. */
const others: Readonly<Record<string, (url: string, gate: string) => void>> = {
  'frame-get': (url) => followLink(url, newFrame()),
  'frame-post': (url) => post(url, newFrame()),
  'window-get': followLink,
  'window-post': post,
  // Firefox never ends a fetch by HEAD that 421 answers.
  'fetch-head': (url) => void request(url, 'HEAD').catch(() => undefined),
};

/** A request that its origin breaks off; the gate opens when it has come to it. */
interface Try {
  readonly way: string;
  readonly url: string;
  readonly gate: string;
}

/** Requests that are under way together. */
interface Round {
  readonly tries: readonly Try[];
  /** What is asked for first, and answered, so that the browser has connections to use again. */
  readonly before: string;
  /** Pages that a frame goes to afterwards, one after the other: the browser is through with the requests when it has been there. */
  readonly after: readonly string[];
}

/**
 * Makes the requests, a round at a time, whatever comes of them, and reports when the browser is through with all. No window is
 * used twice: Chromium's error page loads itself again, and where it just does so a script leads its window nowhere else.
 */
export async function tryRequests({ rounds, reportAs }: { rounds: Round[]; reportAs: string }): Promise<void> {
  const frame = newFrame();
  for (const { tries, before, after } of rounds) {
    const inWindow = tries.find(({ way }) => way.startsWith('window'));
    const opened = inWindow === undefined ? undefined : await openWindow(inWindow.gate);
    // Under way before all else, lest it take the connection that the request is to use again. With those of several requests a browser
    // would have all the connections that it opens to a host.
    const [passedAlone] = tries.length > 1 ? [] : tries.filter(({ way }) => !(way in fetches)).map(({ gate }) => passGate(gate));
    // One more than there are tries and another one, because a browser may not have let go of the connection of what it has just answered.
    await Promise.all([undefined, ...tries].map(() => leaveConnection(before)));
    await leaveConnection(before);
    await Promise.all(
      tries.map(async ({ way, url, gate }) => {
        const send = fetches[way];
        if (send === undefined) {
          others[way]?.(url, gate);
          await (passedAlone ?? passGate(gate));
        } else {
          await send(url).catch(() => undefined);
        }
      }),
    );
    for (const next of after) {
      const there = says(new URL(next).pathname);
      followLink(next, frame);
      await there;
    }
    opened?.close();
  }
  await report(reportAs, {});
}

/** Says that a person is to click, and opens a window called `name` once they do. */
async function openWindow(name: string): Promise<Window | null> {
  const button = place('button', { id: 'open' });
  button.textContent = 'open';
  const opened = new Promise<Window | null>((resolve) => {
    button.addEventListener('click', () => resolve(open('about:blank', name)));
  });
  await report(`${name}-ready`, {});
  const window = await opened;
  button.remove();
  return window;
}
