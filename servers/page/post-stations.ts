import { drawn } from './drawn.ts';
import { placeForm } from './forms.ts';

/** What a page does by itself when it is shown. */
type Act =
  /** Submits a form. */
  | { readonly do: 'submit'; readonly url: string }
  /** Leaves when a person clicks anywhere, so that the browser knows the visitor wanted it: for an address, absent: one step back. */
  | { readonly do: 'leave-on-click'; readonly url?: string }
  /** Goes so many entries through the session history, once the gate is open. */
  | { readonly do: 'traverse'; readonly by: number; readonly gate: string }
  /** Goes on, once the gate is open. */
  | { readonly do: 'go-on'; readonly url: string; readonly gate: string };

/** A page on a way there and back. */
interface Station {
  /** Reported each time the page is shown, with whether the document had been kept. */
  readonly name: string;
  /** What it does when it is shown for the first, second … time; for each time after that, the last of them again. */
  readonly acts: readonly Act[];
}

/** Announces each show and then acts. Nothing is under way any more when it leaves: a browser may not keep a page that still loads. */
export async function station({ name, acts }: Station): Promise<void> {
  const shown = async (persisted: boolean): Promise<void> => {
    // Not the session's own storage: a document that was kept may bring the state of its time back with it.
    const key = `shows-${name}`;
    const show = Number(localStorage.getItem(key) ?? '0') + 1;
    localStorage.setItem(key, String(show));
    const act = acts[Math.min(show, acts.length) - 1];
    const told = drawn().then(() => tell(name, { show, persisted }));
    if (act?.do === 'leave-on-click') {
      const leave = (): void => (act.url === undefined ? history.back() : location.assign(act.url));
      addEventListener('click', () => void told.then(leave), { once: true });
    }
    await told;
    await take(act);
  };
  addEventListener('pageshow', (event) => {
    if (event.persisted) void shown(true);
  });
  await shown(false);
}

async function take(act: Act | undefined): Promise<void> {
  switch (act?.do) {
    case 'submit':
      placeForm({ url: act.url, method: 'post' }).submit();
      return;
    case 'traverse':
      await ask('GET', `/.ow/gate/${act.gate}`);
      history.go(act.by);
      return;
    case 'go-on':
      await ask('GET', `/.ow/gate/${act.gate}`);
      location.assign(act.url);
      return;
    case 'leave-on-click':
    case undefined:
  }
}

/** Reports; nothing of that is under way any more when it resolves. */
async function tell(name: string, value: unknown): Promise<void> {
  await ask('POST', `/.ow/report?name=${name}`, JSON.stringify(value));
}

/**
 * Asks until there is an answer, and resolves when that has come to its end: a `fetch` resolves with the head of its answer, and
 * Firefox keeps no document that is left between that and the end. Never resolves when the visit is over: nothing is to be done then.
 */
async function ask(method: 'GET' | 'POST', url: string, body?: string): Promise<void> {
  for (;;) {
    const status = await statusAtTheEnd(method, url, body);
    // The listener is called from within the end of the request.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (status === 204) return;
    if (status !== 0) await new Promise(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The status of the answer; 0 when there was none. */
function statusAtTheEnd(method: string, url: string, body?: string): Promise<number> {
  const request = new XMLHttpRequest();
  const ended = new Promise<number>((resolve) => {
    request.addEventListener('loadend', () => resolve(request.status));
  });
  request.open(method, url);
  request.send(body);
  return ended;
}
