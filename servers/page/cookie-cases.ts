import type { CaseOnPage, CookieActs, StepOutcome } from '../cookie-acts.ts';
import { patienceMs, place } from './element.ts';
import { describeError, report } from './report.ts';

/** The methods of the Cookie Store API that are used here; not every browser has it. */
declare const cookieStore: { set(init: object): Promise<void>; getAll(): Promise<{ name: string; value: string }[]> } | undefined;

async function act({ via, set, read }: CookieActs): Promise<StepOutcome> {
  try {
    if (via === 'cookie-store') {
      if (typeof cookieStore === 'undefined') return { failure: 'no cookieStore' };
      for (const init of set) await cookieStore.set(JSON.parse(init) as object);
      if (!read) return {};
      const pairs = await cookieStore.getAll();
      return { read: pairs.map(({ name, value }) => `${name}=${value}`).join('; ') };
    }
    for (const line of set) document.cookie = line;
    return read ? { read: document.cookie } : {};
  } catch (error) {
    return { failure: describeError(error) };
  }
}

/** A document that sets or reads its cookies, and says so to the page around it or, on top, goes on. */
export async function actOnCookies(acts: CookieActs): Promise<void> {
  const outcome = await act(acts);
  if (parent !== window) parent.postMessage(outcome, '*');
  if (acts.reportAs !== undefined) await report(acts.reportAs, outcome);
  if (acts.next !== undefined) location.replace(acts.next);
}

/** Takes all cases side by side through their steps, reports the outcomes by key, and goes on to `next`. */
export async function runCookieCases(data: { cases: CaseOnPage[]; reportAs: string; next?: string }): Promise<void> {
  const outcomes: Record<string, StepOutcome[]> = {};
  await Promise.all(
    data.cases.map(async ({ key, steps }) => {
      const taken: StepOutcome[] = (outcomes[key] = []);
      for (const { kind, url } of steps) taken.push(await (kind === 'fetch' ? ask(url) : frame(url)));
    }),
  );
  await report(data.reportAs, outcomes);
  if (data.next !== undefined) location.assign(data.next);
}

async function ask(url: string): Promise<StepOutcome> {
  try {
    await fetch(url, { credentials: 'include', cache: 'no-store' });
    return {};
  } catch (error) {
    return { failure: describeError(error) };
  }
}

/** Frames a document that runs `actOnCookies`, and takes its word. */
function frame(url: string): Promise<StepOutcome> {
  return new Promise((resolve) => {
    const element = place('iframe', {});
    const finish = (outcome: StepOutcome): void => {
      clearTimeout(timer);
      removeEventListener('message', listen);
      element.remove();
      resolve(outcome);
    };
    const listen = (event: MessageEvent): void => {
      if (event.source === element.contentWindow) finish(event.data as StepOutcome);
    };
    const timer = setTimeout(() => finish({ failure: 'silent' }), patienceMs);
    addEventListener('message', listen);
    element.src = url;
  });
}
