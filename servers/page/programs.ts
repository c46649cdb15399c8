import { announceShows } from './announce-shows.ts';
import { runCookieCases } from './cookie-cases.ts';
import { runCacheCases } from './cache-cases.ts';
import { cacheNavigationPrograms } from './cache-navigation.ts';
import { takeActs } from './document-acts.ts';
import { probeHeaders } from './header-probes.ts';
import { fetchOnce, submitForm } from './forms.ts';
import { fillAndLeave, leaveAgain, leaveAndReturn, offerLeaving, traverse } from './leave-and-return.ts';
import { loadInRounds } from './load-in-rounds.ts';
import { actInOddDocuments } from './odd-documents.ts';
import { openWithoutActivation } from './open-without-activation.ts';
import { announce, closeWindow, frameAddress, goTo, loadImage } from './plain-programs.ts';
import { postPrograms } from './post-pages.ts';
import { describeError, report } from './report.ts';
import { sopPrograms } from './sop-programs.ts';
import { startWorkers } from './start-workers.ts';
import { announceClicks, askForAccess, frameAsker } from './storage-access.ts';
import { askTwice, returnToRound } from './ask-twice.ts';
import { sendTexts } from './send-text.ts';
import { submitDialog, submitInTurn } from './submit-in-turn.ts';
import { tryRequests } from './try-requests.ts';
import { tellCookies } from './tell-cookies.ts';
import { tour } from './tour.ts';
import { comeBack, depart, fireAll, offerOpeners } from './trigger-programs.ts';

/** What a page does once it has loaded. The data comes from the recipe; a program knows its own shape. */
type Program = (data: never) => void | Promise<void>;

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
    tryRequests,
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
