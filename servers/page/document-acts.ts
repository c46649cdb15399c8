import { noCookieStore, type ActOutcome, type CookieStoreInit, type DocumentAct } from '../document-acts.ts';
import { describeError, report } from './report.ts';

/** The methods of the Cookie Store API that are used here; not every browser has it. */
interface CookieStore {
  set(init: CookieStoreInit): Promise<void>;
  delete(init: CookieStoreInit): Promise<void>;
  getAll(): Promise<{ name: string; value: string; expires?: number | null }[]>;
}

/** @throws Error named after what is missing, in a browser without the API. */
function cookieStore(): CookieStore {
  const { cookieStore: store } = window as { cookieStore?: CookieStore };
  if (store !== undefined) return store;
  const error = new Error();
  error.name = noCookieStore;
  throw error;
}

const deeds: { readonly [Do in DocumentAct['do']]: (act: Extract<DocumentAct, { do: Do }>) => Promise<string | undefined> } = {
  fetch: async ({ url }) => {
    await fetch(url, { credentials: 'include', cache: 'no-store' });
    return undefined;
  },
  assign: ({ cookie }) => {
    document.cookie = cookie;
    // A write may still be under way when the next request leaves; a read waits for it.
    return Promise.resolve(document.cookie).then(() => undefined);
  },
  store: async ({ init }) => {
    await cookieStore().set(init);
    return undefined;
  },
  forget: async ({ init }) => {
    await cookieStore().delete(init);
    return undefined;
  },
  read: () => Promise.resolve(document.cookie),
  list: async () => (await cookieStore().getAll()).map(({ name, value }) => `${name}=${value}`).join('; '),
  'list-lifetimes': async () => {
    const cookies = await cookieStore().getAll();
    const told = cookies.flatMap(({ name, expires }) => (typeof expires === 'number' ? [[name, (expires - Date.now()) / 1000]] : []));
    return JSON.stringify(Object.fromEntries(told));
  },
  'ask-enabled': () => Promise.resolve(String(navigator.cookieEnabled)),
  'keep-item': ({ item }) => {
    localStorage.setItem(item, item);
    return Promise.resolve(localStorage.getItem(item) ?? '');
  },
};

async function take(act: DocumentAct): Promise<ActOutcome> {
  try {
    const read = await (deeds[act.do] as (act: DocumentAct) => Promise<string | undefined>)(act);
    return read === undefined ? {} : { read };
  } catch (error) {
    return { failure: describeError(error) };
  }
}

/**
 * Does everything in order, whatever fails, and tells what each act came to: in a report, or without one to the page around
 * it. `closes`: the window was opened for that and closes afterwards.
 */
export async function takeActs({ acts, reportAs, closes }: { acts: DocumentAct[]; reportAs?: string; closes?: true }): Promise<void> {
  const outcomes: ActOutcome[] = [];
  for (const act of acts) outcomes.push(await take(act));
  if (reportAs === undefined) parent.postMessage(outcomes, '*');
  else await report(reportAs, outcomes);
  if (closes === true) window.close();
}
