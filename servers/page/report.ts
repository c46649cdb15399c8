/** Posts what the page saw to its own origin, without cookies, and resolves when the origin has it. */
export async function report(name: string, value: unknown): Promise<void> {
  await fetch(`/.ow/report?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
}

/** An error as a small plain value. */
export function describeError(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : String(error);
}
