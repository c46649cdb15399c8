import { answerNumberHeader, fence, requestNumberHeader } from '../cache-case.ts';

/** Longest wait for a browser to store or to forget, in milliseconds, far beyond what one needs that does so at all. */
const patienceMs = 5_000;
let count = 0;

function freshUrl(): string {
  count += 1;
  return `${fence.base}${location.pathname}/${String(count)}`;
}

/** True when the browser asks the origin with this request of the fence's, and uses no answer that it has. */
async function reachesOrigin(url: string, number: number, init: RequestInit = {}): Promise<boolean> {
  const response = await fetch(url, { ...init, headers: { [requestNumberHeader]: String(number) } });
  await response.text();
  return response.headers.get(answerNumberHeader) === String(number);
}

/**
 * Has the browser store something, and resolves with a function that has it forgotten because of an unsafe request and waits
 * until it is gone. What was stored later and had to be forgotten earlier is gone by then: a browser that writes and deletes
 * in the background does either in order. One that never forgets shows that in the cases themselves.
 */
export async function raiseFence(): Promise<() => Promise<void>> {
  const url = freshUrl();
  await reachesOrigin(url, 1);
  return async () => {
    await reachesOrigin(url, 2, { method: 'POST' });
    const end = performance.now() + patienceMs;
    while (!(await reachesOrigin(url, 3)) && performance.now() < end);
  };
}

/** Resolves once a fresh response is used again: one that has only just been started may not have its cache yet. */
export async function cacheIsUp(): Promise<void> {
  const end = performance.now() + patienceMs;
  let isUp = false;
  while (!isUp && performance.now() < end) {
    const url = freshUrl();
    await reachesOrigin(url, 1);
    isUp = !(await reachesOrigin(url, 3));
  }
}
