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
