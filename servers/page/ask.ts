import { statusOnceAnswered } from './status-at-the-end.ts';

/** Waits at the gate called `name` until the harness opens it; never resolves when the visit is over: nothing is to be done then. */
export async function passGate(name: string): Promise<void> {
  await askUntilAnswered(`/.ow/gate/${name}`);
}

/** Reports like `report`, but on a page that may be left or reloaded meanwhile, and stay after all. */
export async function tell(name: string, value: unknown = {}): Promise<void> {
  await askUntilAnswered(`/.ow/report?name=${name}`, { method: 'POST', body: JSON.stringify(value) });
}

/** A navigation that leaves the page where it is may break off what that has under way. */
async function askUntilAnswered(url: string, init: RequestInit = {}): Promise<void> {
  const status = await statusOnceAnswered(url, { ...init, credentials: 'omit', cache: 'no-store' });
  if (status !== 204) await new Promise(() => undefined);
}
