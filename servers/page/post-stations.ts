import { passGate, tell } from './ask.ts';
import { readyForHands } from './ready-for-hands.ts';
import { placeForm } from './forms.ts';
import { statusOnceAnswered } from './status-at-the-end.ts';

/** What a page does by itself when it is shown. */
type Act =
  /** Submits a form. */
  | { readonly do: 'submit'; readonly url: string }
  /** Leaves when a person clicks anywhere, so that the browser knows the visitor wanted it: for an address, absent: one step back. */
  | { readonly do: 'leave-on-click'; readonly url?: string }
  /** Goes so many entries through the session history, once the gate is open. */
  | { readonly do: 'traverse'; readonly by: number; readonly gate: string }
  /** Goes on, once the gate is open. */
  | { readonly do: 'go-on'; readonly url: string; readonly gate: string };

/** A page on a way there and back. */
interface Station {
  /** Reported each time the page is shown, with whether the document had been kept. */
  readonly name: string;
  /** What it does when it is shown for the first, second … time; for each time after that, the last of them again. */
  readonly acts: readonly Act[];
  /** Each time but the first it asks for its own address by GET, in a request with this header, before it reports: from a cache where one has it. */
  readonly looksUp?: string;
}

/** Announces each show and then acts. Nothing is under way any more when it leaves: a browser may not keep a page that still loads. */
export async function station({ name, acts, looksUp }: Station): Promise<void> {
  const announce = async (told: { show: number; persisted: boolean }): Promise<void> => {
    await readyForHands();
    if (looksUp !== undefined && told.show > 1) {
      await statusOnceAnswered(location.href, { cache: 'force-cache', headers: { [looksUp]: '1' } });
    }
    await tell(name, told);
  };
  const shown = async (persisted: boolean): Promise<void> => {
    // Not the session's own storage: a document that was kept may bring the state of its time back with it.
    const key = `shows-${name}`;
    const show = Number(localStorage.getItem(key) ?? '0') + 1;
    localStorage.setItem(key, String(show));
    const act = acts[Math.min(show, acts.length) - 1];
    const told = announce({ show, persisted });
    if (act?.do === 'leave-on-click') {
      const leave = (): void => (act.url === undefined ? history.back() : location.assign(act.url));
      addEventListener('click', () => void told.then(leave), { once: true });
    }
    await told;
    await take(act);
  };
  addEventListener('pageshow', (event) => {
    if (event.persisted) void shown(true);
  });
  await shown(false);
}

async function take(act: Act | undefined): Promise<void> {
  switch (act?.do) {
    case 'submit':
      placeForm({ url: act.url, method: 'post' }).submit();
      return;
    case 'traverse':
      await passGate(act.gate);
      history.go(act.by);
      return;
    case 'go-on':
      await passGate(act.gate);
      location.assign(act.url);
      return;
    case 'leave-on-click':
    case undefined:
  }
}
