import { fieldsOf, type Forgery, type OwnKnowledge } from '../forgery.ts';
import { passGate } from './ask.ts';
import { create, freshName, place, settled } from './element.ts';
import { describeError, report } from './report.ts';

/** Where the bank's own pages keep what no cookie keeps. */
const ownKey = 'bank';

/** Somebody logs in at the bank, keeps what its pages must know, and transfers money from the account `own` under every defence. */
export async function logInAtBank({ bank, defences, reportAs }: Pick<Forgery, 'bank' | 'defences' | 'reportAs'>): Promise<void> {
  const [first] = defences;
  const { tokens } = (await (await fetch(`${bank}${String(first)}/login?user=owner`, { method: 'POST' })).json()) as {
    tokens: Record<string, string>;
  };
  const csrf: Record<string, string> = {};
  for (const defence of defences) {
    const issued = (await (await fetch(`${bank}${defence}/token`)).json()) as { csrf?: string };
    if (issued.csrf !== undefined) csrf[defence] = issued.csrf;
  }
  localStorage.setItem(ownKey, JSON.stringify({ tokens, csrf } satisfies OwnKnowledge));
  await Promise.all(defences.map((defence) => fired('fetch-cors-json', { url: `${bank}${defence}/transfer/own`, defence })));
  await report(reportAs, { url: location.href });
}

/** The auditor's view of the bank under each defence. */
export async function tellBooks({ bank, defences, reportAs }: Pick<Forgery, 'bank' | 'defences' | 'reportAs'>): Promise<void> {
  const read = async (defence: string): Promise<unknown> => (await fetch(`${bank}${defence}/books`)).json();
  await report(reportAs, Object.fromEntries(await Promise.all(defences.map(async (defence) => [defence, await read(defence)]))));
}

/**
 * Makes the browser ask the bank for transfers in every way, under every defence: first what leaves the page where it is; then a
 * person clicks what opens windows, until the gate `GATE` opens; then, one after the other, what takes the page's own window along,
 * each once the gate of the one before it is open. The bank answers those without content, so the page stays.
 */
export async function forge({ toss, ...data }: Forgery): Promise<void> {
  for (const cookie of toss) document.cookie = cookie;
  const targets = (attacks: readonly string[]) =>
    attacks.flatMap((attack) => data.defences.map((defence) => ({ attack, defence, url: `${data.bank}${defence}/transfer/${attack}` })));
  const outcomes: Record<string, string> = {};
  await Promise.all(
    targets(data.staying).map(async ({ attack, ...target }) => {
      outcomes[`${attack}/${target.defence}`] = await fired(attack, target, data.framed);
    }),
  );
  for (const { attack, ...target } of targets(data.clicked)) offerWindow(`${attack}-${target.defence}`, target, data.closing);
  await report(data.reportAs, outcomes);
  await passGate(data.gate);
  for (const [index, { attack, ...target }] of targets(data.leaving).entries()) {
    leave(attack, target, data.bounce);
    await passGate(`${data.gate}-${String(index)}`);
  }
  await report(`${data.reportAs}-left`, {});
}

interface Target {
  readonly url: string;
  readonly defence: string;
}

/** What the page's own origin keeps for it: the bank's own pages know their tokens, others have to guess. */
function known(defence: string): { bearer?: string; fields: Record<string, string> } {
  const { tokens, csrf } = JSON.parse(localStorage.getItem(ownKey) ?? '{}') as Partial<OwnKnowledge>;
  return { ...(tokens?.['header-token'] === undefined ? {} : { bearer: tokens['header-token'] }), fields: fieldsOf(csrf?.[defence]) };
}

function placeFields(action: string, method: 'get' | 'post', { fields }: ReturnType<typeof known>, target?: string): HTMLFormElement {
  const form = place('form', { action, method, target });
  for (const name of Object.keys(fields)) place('input', { type: 'hidden', name, value: fields[name] }, form);
  return form;
}

/** A button that opens a window when a person clicks it. */
function offerWindow(id: string, { url, defence }: Target, next: string): void {
  const query = new URLSearchParams({ ...known(defence).fields, next }).toString();
  const button = place('button', { id, style: 'display:block' });
  button.textContent = id;
  button.onclick = () => void window.open(`${url}?${query}`);
}

/** Makes one request that takes the page's window along: a link or a button that is clicked, or a form that submits itself. */
function leave(attack: string, { url, defence }: Target, bounce: string): void {
  const facts = known(defence);
  if (attack === 'link-click') place('a', { href: `${url}?${new URLSearchParams(facts.fields).toString()}` }).click();
  else if (attack === 'auto-form-post') placeFields(url, 'post', facts).submit();
  else if (attack === 'redirect-307') placeFields(`${bounce}?to=${encodeURIComponent(url)}`, 'post', facts).submit();
  else place('button', {}, placeFields(url, attack === 'form-get' ? 'get' : 'post', facts)).click();
}

/** Makes one request that leaves the page where it is; resolves when the page can know that it is over. */
async function fired(attack: string, target: Target, framed = ''): Promise<string> {
  try {
    return (await fires[attack]?.(target, known(target.defence), framed)) ?? 'unknown';
  } catch (error) {
    return `refused: ${describeError(error)}`;
  }
}

/**
 * Frames stand where no button is, and push none down: right after a page was scrolled, Chromium takes a click for one on the
 * frame of another site that stood there before.
 */
const aside = 'position:fixed;right:0;bottom:0;width:8px;height:8px';

type Fire = (target: Target, facts: ReturnType<typeof known>, framed: string) => Promise<string>;

const fires: Readonly<Record<string, Fire>> = {
  img: ({ url }, { fields }) => {
    const element = create('img', { src: `${url}?${new URLSearchParams(fields).toString()}` });
    const done = settled(element);
    document.body.appendChild(element);
    return done;
  },
  iframe: ({ url }, { fields }, next) => {
    const frame = create('iframe', { src: `${url}?${new URLSearchParams({ ...fields, next }).toString()}`, style: aside });
    const done = settled(frame);
    document.body.appendChild(frame);
    return done;
  },
  'iframe-form-post': ({ url }, facts, next) => {
    const name = freshName('frame');
    const frame = place('iframe', { name, style: aside });
    const done = settled(frame);
    placeFields(url, 'post', { ...facts, fields: { ...facts.fields, next } }, name).submit();
    return done;
  },
  'fetch-no-cors': ({ url }, { fields }) =>
    fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: new URLSearchParams(fields) }).then(() => 'load'),
  'fetch-cors-text': ({ url }, { fields }) =>
    fetch(url, { method: 'POST', credentials: 'include', body: JSON.stringify(fields) }).then(() => 'load'),
  'fetch-cors-json': ({ url }, { fields, bearer }) => {
    const authorization = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
    const headers = { 'content-type': 'application/json', 'x-requested-with': 'page', ...authorization };
    return fetch(url, { method: 'POST', credentials: 'include', headers, body: JSON.stringify(fields) }).then(() => 'load');
  },
  beacon: ({ url }, { fields }) => Promise.resolve(navigator.sendBeacon(url, new URLSearchParams(fields)) ? 'sent' : 'refused'),
  websocket: ({ url }, { fields }) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'));
    socket.addEventListener('open', () => socket.send(fields['amount'] ?? ''));
    // A bank closes when it is done; who only greets leaves that to the page.
    socket.addEventListener('message', () => socket.close());
    return settled(socket, 'close');
  },
};

/** The programs of pages that ask a bank for transfers, its own and others. */
export const forgeryPrograms = { logInAtBank, tellBooks, forge };
