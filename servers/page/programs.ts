import { announceShows } from './announce-shows.ts';
import { runCookieCases } from './cookie-cases.ts';
import { runCacheCases } from './cache-cases.ts';
import { cacheNavigationPrograms } from './cache-navigation.ts';
import { departures } from './departures.ts';
import { takeActs } from './document-acts.ts';
import { place } from './element.ts';
import { probeHeaders } from './header-probes.ts';
import { fetchOnce, submitForm } from './forms.ts';
import { fillAndLeave, leaveAgain, leaveAndReturn, offerLeaving, traverse } from './leave-and-return.ts';
import { loadInRounds } from './load-in-rounds.ts';
import { actInOddDocuments } from './odd-documents.ts';
import { openWithoutActivation } from './open-without-activation.ts';
import { postPrograms } from './post-pages.ts';
import { describeError, report } from './report.ts';
import { sopPrograms } from './sop-programs.ts';
import { startWorkers } from './start-workers.ts';
import { announceClicks, askForAccess, frameAsker } from './storage-access.ts';
import { askTwice, returnToRound } from './ask-twice.ts';
import { sendTexts } from './send-text.ts';
import { submitDialog, submitInTurn } from './submit-in-turn.ts';
import { tellCookies } from './tell-cookies.ts';
import { tour } from './tour.ts';
import { fire, type TriggerContext } from './triggers.ts';

/** What a page does once it has loaded. The data comes from the recipe; a program knows its own shape. */
type Program = (data: never) => void | Promise<void>;

/** Says that the page is there. */
async function announce({ name }: { name: string }): Promise<void> {
  await report(name, { url: location.href });
}

/** Goes on to another page by script, as a link without a person would. */
function goTo({ url }: { url: string }): void {
  location.assign(url);
}

/** Waits until the harness opens the gate `name`. */
async function passGate(name: string): Promise<void> {
  await fetch(`/.ow/gate/${name}`, { credentials: 'omit', cache: 'no-store' });
}

/** Fires every named trigger at `base` + name, all at once, reports their outcomes, and goes on to `next` through a gate. */
async function fireAll(data: {
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
async function depart(data: { base: string; names: string[]; reportAs: string }): Promise<void> {
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
function comeBack({ url, names }: { url: string; names: string[] }): void {
  const name = location.pathname.split('/').pop() ?? '';
  location.replace(`${url}?step=${String(names.indexOf(name) + 1)}`);
}

/** Links, forms and buttons that open windows once a person clicks them; a button's id is the opener's name. */
async function offerOpeners(data: { base: string; names: string[]; reportAs: string }): Promise<void> {
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

/** Frames the address that the `frame` parameter names. */
function frameAddress(): void {
  place('iframe', { src: new URLSearchParams(location.search).get('frame') ?? 'about:blank' });
}

/** Loads the image that the `img` parameter names. */
function loadImage(): void {
  place('img', { src: new URLSearchParams(location.search).get('img') ?? '' });
}

/** Closes the window that this page was opened in. */
function closeWindow(): void {
  window.close();
}

/** Programs of the family that asks for a browser's shipped state. */
const shippedStatePrograms = {
  announceShows,
  askTwice,
  returnToRound,
  leaveAndReturn,
  leaveAgain,
  offerLeaving,
  fillAndLeave,
  traverse,
  tour,
  loadInRounds,
  openWithoutActivation,
};

export const programs: Readonly<Record<string, (data: unknown) => void | Promise<void>>> = Object.fromEntries(
  Object.entries({
    ...shippedStatePrograms,
    ...sopPrograms,
    ...postPrograms,
    submitInTurn,
    sendTexts,
    submitDialog,
    runCookieCases,
    runCacheCases,
    ...cacheNavigationPrograms,
    takeActs,
    actInOddDocuments,
    submitForm,
    fetchOnce,
    announce,
    goTo,
    fireAll,
    depart,
    comeBack,
    offerOpeners,
    frameAddress,
    loadImage,
    closeWindow,
    tellCookies,
    askForAccess,
    frameAsker,
    announceClicks,
    probeHeaders,
    startWorkers,
  } satisfies Record<string, Program>).map(([name, program]) => [
    name,
    async (data: unknown) => {
      try {
        await (program as (data: unknown) => void | Promise<void>)(data);
      } catch (error) {
        await report('page-failure', { program: name, error: describeError(error), message: String(error) });
      }
    },
  ]),
);
