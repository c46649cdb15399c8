import type { DocumentAct } from '../document-acts.ts';
import { takeAllPatiently } from './document-acts.ts';
import { eventually } from './probe.ts';
import { report } from './report.ts';

/** What one event said: the cookies of its two lists, a deleted one without a value. */
interface Told {
  readonly changed: readonly Item[];
  readonly deleted: readonly Item[];
}
type Item = readonly [name: string, value?: string];

/** What of the event and of the API is used here; not every browser has it. */
interface ChangeEvent extends Event {
  readonly changed: readonly { name: string; value?: string }[];
  readonly deleted: readonly { name: string; value?: string }[];
}
interface Subscribed {
  readonly cookies?: { subscribe(subscriptions: readonly { name: string }[]): Promise<void> };
}

function toldBy({ changed, deleted }: ChangeEvent): Told {
  const items = (list: ChangeEvent['changed']): Item[] => list.map(({ name, value }) => (value === undefined ? [name] : [name, value]));
  return { changed: items(changed), deleted: items(deleted) };
}

/** In a service worker: hands every change of a cookie on to the pages. */
export function handChangesOn(): void {
  const worker = globalThis as unknown as EventTarget & {
    clients: { matchAll(options: object): Promise<{ postMessage(message: unknown): void }[]> };
  };
  worker.addEventListener('cookiechange', (event) => {
    const told = toldBy(event as ChangeEvent);
    const pages = worker.clients.matchAll({ includeUncontrolled: true });
    (event as Event & { waitUntil(work: Promise<unknown>): void }).waitUntil(
      pages.then((all) => {
        for (const page of all) page.postMessage(told);
      }),
    );
  });
}

/**
 * Listens in the window and, by subscription to `names`, in the service worker `worker`, while it takes the acts; reports
 * what each heard. The first and the last act change a cookie called `first` and `last`: what is heard before the one is not
 * of these acts, and after the other nothing is awaited. Absent: a listener that this browser does not have.
 */
export async function hearChanges({
  worker,
  names,
  acts: [first, ...acts],
  reportAs,
}: {
  worker: string;
  names: string[];
  acts: [DocumentAct, ...DocumentAct[]];
  reportAs: string;
}): Promise<void> {
  const heard: Record<string, Told[]> = {};
  if ('cookieStore' in window) {
    const inWindow: Told[] = (heard['window'] = []);
    (window.cookieStore as EventTarget).addEventListener('change', (event) => inWindow.push(toldBy(event as ChangeEvent)));
    if (await subscribe(worker, names)) {
      const inWorker: Told[] = (heard['service-worker'] = []);
      navigator.serviceWorker.addEventListener('message', ({ data }) => inWorker.push(data as Told));
      navigator.serviceWorker.startMessages();
    }
  }
  const allHeard = (name: string): boolean =>
    Object.values(heard).every((told) => told.some(({ changed }) => changed.some(([one]) => one === name)));
  await takeAllPatiently([first]);
  await eventually(() => allHeard('first'), patientRounds);
  await takeAllPatiently(acts);
  await eventually(() => allHeard('last'), patientRounds);
  await report(reportAs, { heard });
}

/** Round trips after which an event is taken not to come any more: a service worker may have to be started for it. */
const patientRounds = 300;

/** False where no service worker can subscribe to changes. */
async function subscribe(worker: string, names: readonly string[]): Promise<boolean> {
  await navigator.serviceWorker.register(worker);
  const { cookies } = (await navigator.serviceWorker.ready) as Subscribed;
  if (cookies === undefined) return false;
  await cookies.subscribe(names.map((name) => ({ name })));
  return true;
}
