import { announceShows } from './announce-shows.ts';
import { handChangesOn, hearChanges } from './cookie-changes.ts';
import { callInTurn } from './call-in-turn.ts';
import { runCookieCases } from './cookie-cases.ts';
import { runCacheCases } from './cache-cases.ts';
import { cacheNavigationPrograms } from './cache-navigation.ts';
import { takeActs } from './document-acts.ts';
import { probeHeaders } from './header-probes.ts';
import { forgeryPrograms } from './forgery.ts';
import { fetchOnce, submitForm } from './forms.ts';
import { fillAndLeave, leaveAgain, leaveAndReturn, offerLeaving, traverse } from './leave-and-return.ts';
import { loadInRounds } from './load-in-rounds.ts';
import { actInOddDocuments } from './odd-documents.ts';
import { offerWindow } from './offer-window.ts';
import { openWithoutActivation } from './open-without-activation.ts';
import { announce, closeWindow, frameAddress, goTo, loadImage } from './plain-programs.ts';
import { postPrograms } from './post-pages.ts';
import { station } from './post-stations.ts';
import { describeError, report } from './report.ts';
import { changeStateAndClose, changeStateAndReturn, keepState } from './restored-state.ts';
import { sopPrograms } from './sop-programs.ts';
import { startWorkers } from './start-workers.ts';
import { announceClicks, askForAccess, frameAsker } from './storage-access.ts';
import { askInRounds } from './ask-in-rounds.ts';
import { askTwice, returnToRound } from './ask-twice.ts';
import { sendLong } from './long-messages.ts';
import { sendTexts } from './send-text.ts';
import { submitAgain, submitWhenClicked } from './submit-again.ts';
import { submitDialog, submitInTurn } from './submit-in-turn.ts';
import { tryRequests } from './try-requests.ts';
import { tellHints } from './tell-hints.ts';
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
  offerWindow,
  keepState,
  changeStateAndReturn,
  changeStateAndClose,
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
    ...forgeryPrograms,
    station,
    submitInTurn,
    submitAgain,
    submitWhenClicked,
    sendTexts,
    sendLong,
    tryRequests,
    askInRounds,
    submitDialog,
    runCookieCases,
    runCacheCases,
    ...cacheNavigationPrograms,
    takeActs,
    hearChanges,
    handChangesOn,
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
    tellHints,
    askForAccess,
    frameAsker,
    announceClicks,
    probeHeaders,
    startWorkers,
    callInTurn,
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
