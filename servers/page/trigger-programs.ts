import { passGate } from './ask.ts';
import { departures } from './departures.ts';
import { place } from './element.ts';
import { report } from './report.ts';
import { fire, type TriggerContext } from './triggers.ts';

/** Fires every named trigger at `base` + name, all at once, reports their outcomes, and goes on to `next` through a gate. */
export async function fireAll(data: {
  base: string;
  names: string[];
  context: TriggerContext;
  reportAs: string;
  gate: string;
  next: string;
}): Promise<void> {
  const outcomes: Record<string, string> = {};
  await Promise.all(
    data.names.map(async (name) => {
      outcomes[name] = await fire(name, data.base + name, data.context);
    }),
  );
  await report(data.reportAs, outcomes);
  await passGate(data.gate);
  location.assign(data.next);
}

/** One link of a chain: leaves for the target in the way that the address's `leave` parameter names. */
export async function depart(data: { base: string; names: string[]; reportAs: string }): Promise<void> {
  const index = Number(new URLSearchParams(location.search).get('step') ?? '0');
  const name = data.names[index];
  if (name === undefined) {
    await report(data.reportAs, { departures: index });
    return;
  }
  const leave = departures[name];
  if (leave === undefined) await report(data.reportAs, { unknown: name });
  else leave(data.base + name);
}

/** The other end of a chain's link: goes back to the page of departures for the one after `name`. */
export function comeBack({ url, names }: { url: string; names: string[] }): void {
  const name = location.pathname.split('/').pop() ?? '';
  location.replace(`${url}?step=${String(names.indexOf(name) + 1)}`);
}

/** Links, forms and buttons that open windows once a person clicks them; a button's id is the opener's name. */
export async function offerOpeners(data: { base: string; names: string[]; reportAs: string }): Promise<void> {
  for (const name of data.names) {
    const url = data.base + name;
    if (name === 'window-open') {
      place('button', { id: name }).onclick = () => void window.open(url);
    } else if (name === 'window-open-noopener') {
      place('button', { id: name }).onclick = () => void window.open(url, '_blank', 'noopener');
    } else if (name.startsWith('form-')) {
      const form = place('form', { action: url, method: name.includes('post') ? 'post' : 'get', target: '_blank' });
      place('input', { type: 'hidden', name: 'q', value: '1' }, form);
      place('button', { id: name }, form);
    } else {
      place('a', { id: name, href: url, target: '_blank', rel: name.includes('noopener') ? 'noopener' : 'opener' }).textContent = name;
    }
    const placed = document.getElementById(name);
    if (placed !== null) {
      placed.textContent = name;
      placed.setAttribute('style', 'display:block');
    }
  }
  await report(data.reportAs, { openers: data.names });
}
