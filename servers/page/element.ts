/**
 * Longest wait for an element to say `load` or `error`, far beyond what a loaded machine needs: an element that says
 * neither is reported as `silent`, and a verdict must not hang on that.
 */
export const patienceMs = 30_000;

/** How a load ended, as the page could tell. */
export type LoadEvent = 'load' | 'error' | 'silent';

/** Resolves with the first of the named events; `error` and `abort` count as `error`. */
export function settled(target: EventTarget, good = 'load'): Promise<LoadEvent> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('silent'), patienceMs);
    const finish = (event: LoadEvent) => () => {
      clearTimeout(timer);
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
    const timer = setTimeout(() => resolve(undefined), patienceMs);
    const listen = (event: MessageEvent): void => {
      if (event.data === token) {
        clearTimeout(timer);
        removeEventListener('message', listen);
        resolve(event);
      }
    };
    addEventListener('message', listen);
  });
}
