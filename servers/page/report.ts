/**
 * Posts what the page saw to its own origin, without cookies, and resolves when the origin has answered. The harness may
 * take the page away as soon as the report is in, so a broken answer is no failure; a report that never came in is
 * missed, by name, where it is awaited.
 */
export async function report(name: string, value: unknown): Promise<void> {
  const posted = fetch(`/.ow/report?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  await posted.catch(() => undefined);
}

/** An error as a small plain value. */
export function describeError(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : String(error);
}
