import { place } from './element.ts';
import { leaveOnce } from './leave-and-return.ts';
import { report } from './report.ts';
import { followLink } from './follow-link.ts';
import { statusOnceAnswered } from './status-at-the-end.ts';

/** Written by the page that is left, and over it by another document while that is away. */
type Mark = 'left' | 'changed';

/** What only the document itself holds. */
const held: { variable?: Mark } = {};

/** So many answers of the origin are awaited for a change to show; what was written in another process may take its time. */
const rounds = 20;

/** Writes a mark wherever all documents of the origin can. */
function write(name: string, mark: Mark): void {
  document.cookie = `${name}=${mark}; Path=/`;
  localStorage.setItem(name, mark);
  sessionStorage.setItem(name, mark);
}

/** Writes a mark everywhere, leaves, reports what it reads when it is back, and goes on. */
export async function keepState({ name, away, next }: { name: string; away: string; next: string }): Promise<void> {
  await leaveOnce(
    () => {
      write(name, 'left');
      held.variable = 'left';
      place('p', { id: 'element' }).textContent = 'left';
      place('input', { id: 'field' }).value = 'left';
      followLink(away);
    },
    async (returned) => {
      const shared = await settledState(name);
      const own = {
        variable: held.variable,
        element: document.querySelector('#element')?.textContent,
        field: document.querySelector<HTMLInputElement>('#field')?.value,
      };
      await statusOnceAnswered(`/sent/${name}`, { cache: 'no-store' });
      await report(name, { ...returned, state: { ...shared, ...own } });
      followLink(next);
    },
  );
}

/** Writes over what a page that was left has written, and goes back to it. */
export function changeStateAndReturn({ name }: { name: string }): void {
  write(name, 'changed');
  history.back();
}

/** The same in another tab, which reports `NAME-changed` and closes. */
export async function changeStateAndClose({ name }: { name: string }): Promise<void> {
  write(name, 'changed');
  await report(`${name}-changed`, document.cookie);
  window.close();
}

/** The origin's state under that name, as soon as all of it is changed, or after all rounds. */
async function settledState(name: string): Promise<Readonly<Record<string, string | undefined>>> {
  for (let round = 0; ; round += 1) {
    const state = {
      'document-cookie': document.cookie
        .split('; ')
        .find((pair) => pair.startsWith(`${name}=`))
        ?.slice(name.length + 1),
      'cookie-store': await fromCookieStore(name),
      'local-storage': localStorage.getItem(name) ?? undefined,
      'session-storage': sessionStorage.getItem(name) ?? undefined,
    };
    if (round === rounds || Object.values(state).every((mark) => mark === undefined || mark === 'changed')) return state;
    await statusOnceAnswered('/round', { cache: 'no-store' });
  }
}

/** Undefined in a browser without the Cookie Store API. */
async function fromCookieStore(name: string): Promise<string | undefined> {
  const { cookieStore } = globalThis as { cookieStore?: { get(name: string): Promise<{ value: string } | null> } };
  return (await cookieStore?.get(name))?.value;
}
