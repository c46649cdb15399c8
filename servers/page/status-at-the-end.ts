/**
 * Fetches, and resolves with the status when the answer has come to its end, with undefined when there was none or it broke off. A
 * `fetch` by itself resolves with the head of its answer, and Firefox keeps no document that is left between that and the end.
 */
export async function statusAtTheEnd(url: string, init: RequestInit): Promise<number | undefined> {
  try {
    const answer = await fetch(url, init);
    await answer.text();
    return answer.status;
  } catch {
    return undefined;
  }
}

/** Between a request that was not answered and the next, in milliseconds. */
const pauseMs = 20;

/** The same, asked again until there is an answer: what is asked for is the answer, not this one request. */
export async function statusOnceAnswered(url: string, init: RequestInit): Promise<number> {
  for (;;) {
    const status = await statusAtTheEnd(url, init);
    if (status !== undefined) return status;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
