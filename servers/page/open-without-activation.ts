import { report } from './report.ts';

/** Opens a window from the task that calls it and says whether the browser let it. */
function tryToOpen(url: string): 'opened' | 'blocked' {
  const opened = window.open(url);
  return opened === null ? 'blocked' : 'opened';
}

/** The tasks from which a script may try to open a window without a person having done anything. */
const moments: Readonly<Record<string, (run: () => void) => void>> = {
  'after-load': (run) => run(),
  timer: (run) => void setTimeout(run, 0),
  'fetch-callback': (run) => void fetch('/.ow/none', { credentials: 'omit' }).then(run, run),
  'message-event': (run) => {
    addEventListener('message', run, { once: true });
    postMessage('go', '*');
  },
};

/** Tries `window.open(base + moment)` at each moment, one after another, and reports `opened` or `blocked` for each. */
export async function openWithoutActivation(data: { base: string; moments: string[]; reportAs: string }): Promise<void> {
  const outcomes: Record<string, string> = {};
  for (const name of data.moments) {
    await new Promise<void>((resolve) => {
      moments[name]?.(() => {
        outcomes[name] = tryToOpen(data.base + name);
        resolve();
      });
    });
  }
  await report(data.reportAs, outcomes);
}
