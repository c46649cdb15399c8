import { place } from './element.ts';
import { placeForm } from './forms.ts';
import { report } from './report.ts';

/** A page on a way there and back. */
interface Station {
  /** Reported each time the page is shown, with the number of the show and whether the document had been kept. */
  readonly name: string;
  /** Where a click anywhere on the page leads: by a link, or by submitting a form. */
  readonly link?: string;
  readonly submit?: string;
  /** What the page does by itself when it is shown for the `show`th time, behind the gate if there is one. */
  readonly then?: { readonly show: number; readonly gate?: string; readonly go: number | string };
}

const everywhere = 'position:fixed;inset:0;width:100%;font-size:60px';

/** Announces each show and goes on: by a click of the person, by itself, or not at all. */
export async function station({ name, link, submit, then }: Station): Promise<void> {
  if (link !== undefined) place('a', { href: link, style: everywhere }).textContent = `${name}: away`;
  if (submit !== undefined)
    place('button', { style: everywhere }, placeForm({ url: submit, method: 'post' })).textContent = `${name}: submit`;
  const shown = async (persisted: boolean): Promise<void> => {
    const key = `shows-${name}`;
    const show = Number(sessionStorage.getItem(key) ?? '0') + 1;
    sessionStorage.setItem(key, String(show));
    await report(name, { show, persisted });
    if (then?.show !== show) return;
    if (then.gate !== undefined) await fetch(`/.ow/gate/${then.gate}`, { credentials: 'omit', cache: 'no-store' });
    if (typeof then.go === 'number') history.go(then.go);
    else location.assign(then.go);
  };
  addEventListener('pageshow', (event) => {
    if (event.persisted) void shown(true);
  });
  await shown(false);
}

/** One of a row of pages that lead on to each other; the last one of `hops` goes back by `back` entries, behind the gate if there is one. */
export async function wander({ hops, back, gate }: { hops: number; back: number; gate?: string }): Promise<void> {
  const hop = Number(new URLSearchParams(location.search).get('hop') ?? '1');
  if (hop < hops) {
    location.assign(`${location.pathname}?hop=${String(hop + 1)}`);
    return;
  }
  await report(`far-${location.pathname}`, { hops });
  if (gate !== undefined) await fetch(`/.ow/gate/${gate}`, { credentials: 'omit', cache: 'no-store' });
  history.go(-back);
}
