/**
 * Longest wait for an element or a frame to say something, in milliseconds since anything else on the page did: one that keeps
 * silent is reported as such, and a verdict must not hang on how busy the machine is.
 */
const patienceMs = 30_000;

/** When something that was waited for last came, or a wait began. */
let movedAt = 0;

/** Calls `onSilence` when nothing on the page has moved for too long; the function that it returns is called when there is a word. */
export function patience(onSilence: () => void): () => void {
  movedAt = performance.now();
  let timer: ReturnType<typeof setTimeout>;
  const look = (): void => {
    const left = movedAt + patienceMs - performance.now();
    if (left > 0) timer = setTimeout(look, left);
    else onSilence();
  };
  look();
  return () => {
    clearTimeout(timer);
    movedAt = performance.now();
  };
}

/** How a load ended, as the page could tell. */
export type LoadEvent = 'load' | 'error' | 'silent';

/** Resolves with the first of the named events; `error` and `abort` count as `error`. */
export function settled(target: EventTarget, good = 'load'): Promise<LoadEvent> {
  return new Promise((resolve) => {
    const heard = patience(() => resolve('silent'));
    const finish = (event: LoadEvent) => () => {
      heard();
      resolve(event);
    };
    target.addEventListener(good, finish('load'), { once: true });
    target.addEventListener('error', finish('error'), { once: true });
  });
}

/** Creates an element, sets attributes (undefined ones are left out) and puts it into the body. */
export function place<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | undefined>>,
  parent: Element = document.body,
): HTMLElementTagNameMap[K] {
  const element = create(tag, attributes);
  parent.appendChild(element);
  return element;
}

/** Creates an element with attributes (undefined ones are left out). */
export function create<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | undefined>>,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (value !== undefined) element.setAttribute(name, value);
  }
  return element;
}

/** A name that is used once on this page. */
export function freshName(prefix: string): string {
  counter += 1;
  return `${prefix}-${String(counter)}`;
}
let counter = 0;

/** Waits for a message from a frame or window that carries `token`. */
export function messageFrom(token: string): Promise<MessageEvent | undefined> {
  return new Promise((resolve) => {
    const heard = patience(() => resolve(undefined));
    const listen = (event: MessageEvent): void => {
      if (event.data === token) {
        heard();
        removeEventListener('message', listen);
        resolve(event);
      }
    };
    addEventListener('message', listen);
  });
}
