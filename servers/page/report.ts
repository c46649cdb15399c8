import { statusAtTheEnd } from './status-at-the-end.ts';

/** Tries for a report whose connection broke, as a kept one may when a machine is loaded; a second copy does no harm. */
const tries = 3;

/**
 * Posts what the page saw to its own origin, without cookies, and resolves when the answer has come to its end: a page that leaves
 * then has nothing under way. The harness may take the page away as soon as the report is in, so a broken answer is no failure; a
 * report that never came in is missed, by name, where it is awaited.
 */
export async function report(name: string, value: unknown): Promise<void> {
  for (let left = tries; left > 0; left -= 1) {
    const status = await statusAtTheEnd(`/.ow/report?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
    });
    if (status !== undefined) return;
  }
}

/** An error as a small plain value; one of another window's is no instance of this window's classes. */
export function describeError(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : String(error);
}
