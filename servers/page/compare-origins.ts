import { place } from './element.ts';
import { localDocuments } from './local-documents.ts';
import { documentReads, eventually, noSign, says } from './probe.ts';
import { report } from './report.ts';

/** What a page found out about the origin of a URL, as it was written or as a frame's document has it. */
interface Compared {
  /** The URL as it was written. */
  url?: string;
  fetch?: boolean;
  /** Undefined when no document in the frame spoke. */
  frame?: boolean;
  origin?: string;
}

/** Fetches and frames every URL as it is written, and frames every local document, all at once. */
export async function compareOrigins(data: {
  urls: { name: string; fetch?: string; frame: string; token: string; sandbox?: string }[];
  locals: string[];
  reportAs: string;
}): Promise<void> {
  const compared: Record<string, Compared> = {};
  await Promise.all([
    ...data.urls.map(async ({ name, fetch: fetched, frame, token, sandbox }) => {
      compared[name] = {
        url: frame,
        ...(fetched === undefined ? {} : { fetch: await fetchReads(fetched) }),
        ...(await frameReads(token, { src: frame, sandbox })),
      };
    }),
    ...data.locals.map(async (name) => {
      const script = `parent.postMessage(${JSON.stringify(name)},'*')`;
      const attributes = localDocuments[name]?.(`<script>${script}</script>`) ?? {};
      compared[name] = await frameReads(name, attributes, name === 'about-blank' ? script : undefined);
    }),
  ]);
  await report(data.reportAs, { origin: self.origin, compared });
}

function fetchReads(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => (await response.text()).startsWith('words of '),
    () => false,
  );
}

/** Round trips without a word from any frame after which the silent ones are given up: a blocked one fires no event at all. */
const quietRounds = 60;
let spokenFrames = 0;

/** Resolves once the frames that speak have all spoken, as far as one can tell. */
async function quiet(): Promise<void> {
  let before: number;
  do {
    before = spokenFrames;
    await eventually(() => false, quietRounds);
  } while (spokenFrames === 0 || spokenFrames !== before);
}

/** Frames a document and tries to look into it once it has spoken. */
async function frameReads(token: string, attributes: Readonly<Record<string, string | undefined>>, inserted?: string): Promise<Compared> {
  let event: MessageEvent | undefined;
  const spoken = says(token).then((message) => {
    event = message;
    spokenFrames += 1;
  }, noSign);
  const frame = place('iframe', attributes);
  if (inserted !== undefined) insertScript(frame, inserted);
  quietNow ??= quiet();
  await Promise.race([spoken, quietNow]);
  return event === undefined ? {} : { frame: documentReads(event), origin: event.origin };
}
let quietNow: Promise<void> | undefined;

function insertScript(frame: HTMLIFrameElement, text: string): void {
  const script = frame.contentDocument?.createElement('script');
  if (script === undefined) return;
  script.textContent = text;
  frame.contentDocument?.body.appendChild(script);
}
