import type { CaseOnPage, CaseStep, StepOutcome } from '../cookie-acts.ts';
import { takeActsInFrame } from './document-acts.ts';
import { describeError, report } from './report.ts';

/** Takes all cases side by side through their steps, reports the outcomes by key, and goes on to `next`. */
export async function runCookieCases(data: { cases: CaseOnPage[]; reportAs: string; next?: string }): Promise<void> {
  const outcomes: Record<string, StepOutcome[]> = {};
  await Promise.all(
    data.cases.map(async ({ key, steps }) => {
      const taken: StepOutcome[] = (outcomes[key] = []);
      for (const { kind, url } of steps) taken.push(await ways[kind](url));
    }),
  );
  await report(data.reportAs, outcomes);
  if (data.next !== undefined) location.assign(data.next);
}

const ways: Readonly<Record<CaseStep['kind'], (url: string) => Promise<StepOutcome>>> = {
  fetch: async (url) => {
    try {
      // Nobody reads the answer, so it need not allow anyone to.
      await fetch(url, { mode: 'no-cors', credentials: 'include', cache: 'no-store' });
      return {};
    } catch (error) {
      return { failure: describeError(error) };
    }
  },
  /** A document that runs `takeActs`. */
  frame: async (url) => {
    const acts = await takeActsInFrame({ src: url });
    return acts === undefined ? { failure: 'silent' } : { acts };
  },
  socket: (url) =>
    new Promise((resolve) => {
      const socket = new WebSocket(url);
      socket.onopen = () => {
        socket.close();
        resolve({});
      };
      socket.onerror = () => resolve({ failure: 'error' });
    }),
};
