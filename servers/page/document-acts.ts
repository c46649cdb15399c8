import { noCookieStore, type ActOutcome, type CookieStoreInit, type DocumentAct } from '../document-acts.ts';
import { patience, place } from './element.ts';
import { eventually } from './probe.ts';
import { describeError, report } from './report.ts';

/** The methods of the Cookie Store API that are used here; not every browser has it. */
interface CookieStore {
  set(init: CookieStoreInit): Promise<void>;
  delete(init: CookieStoreInit): Promise<void>;
  getAll(): Promise<{ name: string; value: string; expires?: number | null }[]>;
}

/** Whose cookies an act is about: a window's, or those of a document that has none. */
export interface Scope {
  readonly document: Document;
  readonly cookieStore?: object;
}

/** @throws Error named after what is missing, in a browser without the API. */
function storeOf({ cookieStore }: Scope): CookieStore {
  if (cookieStore !== undefined) return cookieStore as CookieStore;
  const error = new Error();
  error.name = noCookieStore;
  throw error;
}

type Deed<Do extends DocumentAct['do']> = (act: Extract<DocumentAct, { do: Do }>, scope: Scope) => Promise<string | undefined>;

const deeds: { readonly [Do in DocumentAct['do']]: Deed<Do> } = {
  fetch: async ({ url }) => {
    await fetch(url, { credentials: 'include', cache: 'no-store' });
    return undefined;
  },
  assign: ({ cookie }, { document }) => {
    document.cookie = cookie;
    // A write may still be under way when the next request leaves; a read waits for it.
    return Promise.resolve(document.cookie).then(() => undefined);
  },
  store: async ({ init }, scope) => {
    await storeOf(scope).set(init);
    return undefined;
  },
  forget: async ({ init }, scope) => {
    await storeOf(scope).delete(init);
    return undefined;
  },
  read: (_, { document }) => Promise.resolve(document.cookie),
  list: async (_, scope) => (await storeOf(scope).getAll()).map(({ name, value }) => `${name}=${value}`).join('; '),
  'list-lifetimes': async (_, scope) => {
    const cookies = await storeOf(scope).getAll();
    const told = cookies.flatMap(({ name, expires }) => (typeof expires === 'number' ? [[name, (expires - Date.now()) / 1000]] : []));
    return JSON.stringify(Object.fromEntries(told));
  },
  'ask-enabled': () => Promise.resolve(String(navigator.cookieEnabled)),
  'keep-item': ({ item }) => {
    localStorage.setItem(item, item);
    return Promise.resolve(localStorage.getItem(item) ?? '');
  },
};

async function take(act: DocumentAct, scope: Scope): Promise<ActOutcome> {
  try {
    const read = await (deeds[act.do] as Deed<DocumentAct['do']>)(act, scope);
    if (read === undefined) return {};
    return act.do === 'read' || act.do === 'list' ? { read, at: self.origin } : { read };
  } catch (error) {
    return { failure: describeError(error) };
  }
}

/** Does everything in order, whatever fails. */
export async function takeAll(acts: readonly DocumentAct[], scope: Scope = window): Promise<ActOutcome[]> {
  const outcomes: ActOutcome[] = [];
  for (const act of acts) outcomes.push(await take(act, scope));
  return outcomes;
}

/** The same where a browser may never keep a promise: what is not done after a while of round trips is `silence`. */
export async function takeAllPatiently(acts: readonly DocumentAct[], scope: Scope = window): Promise<ActOutcome[]> {
  const outcomes: ActOutcome[] = [];
  for (const act of acts) {
    const silence = eventually(() => false).then((): ActOutcome => ({ failure: 'silence' }));
    outcomes.push(await Promise.race([take(act, scope), silence]));
  }
  return outcomes;
}

/**
 * Does everything in order, whatever fails, and tells what each act came to: in a report, or without one to the page around
 * it. `closes`: the window was opened for that and closes afterwards.
 */
export async function takeActs({ acts, reportAs, closes }: { acts: DocumentAct[]; reportAs?: string; closes?: true }): Promise<void> {
  const outcomes = await takeAll(acts);
  if (reportAs === undefined) parent.postMessage(outcomes, '*');
  else await report(reportAs, outcomes);
  if (closes === true) window.close();
}

/** Frames a document that runs `takeActs` for the page around it; undefined when it says nothing. */
export function takeActsInFrame(attributes: Readonly<Record<string, string>>): Promise<ActOutcome[] | undefined> {
  return new Promise((resolve) => {
    const finish = (outcomes?: ActOutcome[]): void => {
      heard();
      removeEventListener('message', listen);
      element.remove();
      resolve(outcomes);
    };
    const listen = (event: MessageEvent): void => {
      if (event.source === element.contentWindow) finish(event.data as ActOutcome[]);
    };
    const heard = patience(finish);
    addEventListener('message', listen);
    const element = place('iframe', attributes);
  });
}
