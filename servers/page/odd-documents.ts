import type { ActOutcome, DocumentAct } from '../document-acts.ts';
import { takeActsInFrame, takeAll, takeAllPatiently, type Scope } from './document-acts.ts';
import { place, settled } from './element.ts';
import { localDocuments } from './local-documents.ts';
import { eventually } from './probe.ts';
import { report } from './report.ts';

/** A document to act in; a page that runs `takeActs` with the same acts is at `url`. */
interface OddDocument {
  readonly name: string;
  readonly url: string;
  readonly acts: readonly DocumentAct[];
}

/** Lets one document after the other act on its cookies, and reports by name what the acts came to. */
export async function actInOddDocuments({ documents, reportAs }: { documents: OddDocument[]; reportAs: string }): Promise<void> {
  const outcomes: Record<string, ActOutcome[] | undefined> = {};
  for (const one of documents) outcomes[one.name] = await actIn(one);
  await report(reportAs, outcomes);
}

async function actIn({ name, url, acts }: OddDocument): Promise<ActOutcome[] | undefined> {
  const attributes = addressed[name];
  if (attributes !== undefined) return takeActsInFrame({ ...attributes, src: url });
  const handled = within[name];
  if (handled !== undefined) return takeAll(acts, await handled(url));
  const leftBehind = left[name];
  if (leftBehind !== undefined) return takeAllPatiently(acts, await leftBehind(url));
  const local = localDocuments[name];
  if (local === undefined) throw new Error(`no document is called ${name}`);
  return takeActsInFrame(local(await (await fetch(url, { cache: 'no-store' })).text()));
}

/** Frames with an address of the network. */
const addressed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  frame: {},
  sandboxed: { sandbox: 'allow-scripts' },
  'sandboxed-same-origin': { sandbox: 'allow-scripts allow-same-origin' },
};

/** Documents that this page reaches into, as they run no script or have no window. */
const within: Readonly<Record<string, (url: string) => Promise<Scope>>> = {
  top: () => Promise.resolve(window),
  // The window, not the document: a browser may still put another blank document in its place.
  'about-blank': () => Promise.resolve(windowOf(place('iframe', {}))),
  created: () => Promise.resolve({ document: document.implementation.createHTMLDocument('') }),
  parsed: () => Promise.resolve({ document: new DOMParser().parseFromString('<p>text</p>', 'text/html') }),
};

/** Documents that were in a frame, and what was in their window. */
const left: Readonly<Record<string, (url: string) => Promise<Scope>>> = {
  removed: (url) =>
    leave(url, (frame) => {
      frame.remove();
    }),
  replaced: (url) =>
    leave(url, (frame) => {
      windowOf(frame).location.replace(`${url}?after`);
    }),
};

async function leave(url: string, end: (frame: HTMLIFrameElement) => void): Promise<Scope> {
  const frame = place('iframe', { src: url });
  await settled(frame);
  const { document: gone } = windowOf(frame);
  const { cookieStore } = windowOf(frame) as { cookieStore?: object };
  end(frame);
  // A document is destroyed some time after it has been left.
  await eventually(() => gone.defaultView === null);
  return { document: gone, ...(cookieStore === undefined ? {} : { cookieStore }) };
}

function windowOf(frame: HTMLIFrameElement): Window {
  if (frame.contentWindow === null) throw new Error('a frame in the page has no window');
  return frame.contentWindow;
}
