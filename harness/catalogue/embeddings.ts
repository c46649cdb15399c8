import { media, text, type Recipe } from '../../servers/recipe.ts';
import { clause, fetchStandard, html, type Clause } from '../model/authority.ts';
import type { Asking } from '../oracles/fetching.ts';

/** What the standards need to know of a way to embed a resource, and what a page can notice of it. */
export interface EmbeddingFacts {
  /** Fetch's mode without a CORS settings attribute, and the credentials that go along then. */
  readonly mode: Asking['mode'];
  readonly credentials: Asking['credentials'];
  /** True when a CORS settings attribute (or a choice of `fetch` and the like that stands for it) can be set. */
  readonly attribute: boolean;
  /** True when the request is the same with the attribute as without. */
  readonly ignoresAttribute?: true;
  /** The sign of use, or why there is none to see. */
  readonly used: Clause | { readonly unseen: string };
  /** What reading would be, or why nobody can tell. */
  readonly readable: Clause | { readonly unseen: string };
  readonly answer: (path: string, headers: NonNullable<Recipe['headers']>) => Recipe;
}

const mainFetch = fetchStandard('concept-main-fetch', 'main fetch');
const opaque = fetchStandard('concept-filtered-response-opaque', 'opaque filtered response');
const mutedErrors = html('webappapis', 'muted-errors', 'muted errors');
const canvas = html('canvas', 'concept-canvas-origin-clean', 'origin-clean flag of a canvas');
const originClean = clause(
  'CSSOM',
  'origin-clean flag of a style sheet',
  'https://drafts.csswg.org/cssom/#concept-css-style-sheet-origin-clean-flag',
);
const windowProxy = html('nav-history-apis', 'crossorigingetownpropertyhelper-(-o,-p-)', 'properties of a window of another origin');
const cueList = html('media', 'dom-texttrack-cues', 'cues of a text track');

/** The name of the class that a style sheet at `path` gives a width; the page library makes the same. */
const className = (path: string): string => path.replace(/\W/g, '_');

type Answer = EmbeddingFacts['answer'];
const script: Answer = (path, headers) =>
  text('text/javascript', `(self.originwatchRan||(self.originwatchRan={}))['${path}']=1;throw new Error('detail of ${path}')`, headers);
const workerScript: Answer = (path, headers) => text('text/javascript', `postMessage('${path}')`, headers);
const sheet: Answer = (path, headers) => text('text/css', `.${className(path)}{width:123px}`, headers);
const framed: Answer = (path, headers) => text('text/html', `<script>parent.postMessage('${path}','*')</script>`, headers);
const words: Answer = (path, headers) => text('text/plain', `words of ${path}`, headers);
const file =
  (name: 'dot.png' | 'tone.wav' | 'clip.webm' | 'box.ttf'): Answer =>
  (_path, headers) =>
    media(name, headers);
const cues: Answer = (path, headers) => text('text/vtt', `WEBVTT\n\n00:00.000 --> 00:01.000\nwords of ${path}\n`, headers);
const events: Answer = (path, headers) => text('text/event-stream', `data: words of ${path}\n\n`, headers);

const facts = (
  mode: Asking['mode'],
  attribute: boolean,
  readable: EmbeddingFacts['readable'],
  answer: Answer,
  exceptions: Partial<EmbeddingFacts> = {},
): EmbeddingFacts => ({
  mode,
  credentials: mode === 'cors' ? 'same-origin' : 'include',
  attribute,
  used: mainFetch,
  readable,
  answer,
  ...exceptions,
});
const unseen = (reason: string): { unseen: string } => ({ unseen: reason });
const notHandedOver = unseen('a page has no means to get at what it embeds this way');

/** Every way to embed a resource; the names are those of the page library (`servers/page/embeddings.ts`). */
export const embeddings = {
  script: facts('no-cors', true, mutedErrors, script),
  'script-module': facts('cors', true, mutedErrors, script),
  'dynamic-import': facts('cors', false, mutedErrors, script),
  modulepreload: facts('cors', true, notHandedOver, script),
  'worker-import-scripts': facts('no-cors', false, mutedErrors, script),
  worker: facts('same-origin', false, notHandedOver, workerScript, { credentials: 'same-origin' }),
  stylesheet: facts('no-cors', true, originClean, sheet),
  'css-import': facts('no-cors', false, originClean, sheet),
  'css-image': facts('no-cors', false, notHandedOver, file('dot.png')),
  'css-font': facts('cors', false, notHandedOver, file('box.ttf')),
  img: facts('no-cors', true, canvas, file('dot.png')),
  'picture-srcset': facts('no-cors', true, canvas, file('dot.png')),
  'svg-image': facts('no-cors', true, canvas, file('dot.png')),
  'input-image': facts('no-cors', false, notHandedOver, file('dot.png')),
  iframe: facts('navigate', false, windowProxy, framed),
  object: facts('navigate', false, windowProxy, framed),
  embed: facts('navigate', false, windowProxy, framed),
  video: facts('no-cors', true, canvas, file('clip.webm')),
  // The fetch of a poster frame does not look at the attribute (HTML, «show poster flag»).
  'video-poster': facts('no-cors', true, notHandedOver, file('dot.png'), { ignoresAttribute: true }),
  audio: facts('no-cors', true, notHandedOver, file('tone.wav')),
  // «create a potential-CORS request» with the same-origin fallback flag: the attribute is the media element's.
  track: facts('same-origin', true, cueList, cues, { credentials: 'include' }),
  favicon: facts('no-cors', false, notHandedOver, file('dot.png'), { used: unseen('a page does not see its own icon') }),
  'preload-image': facts('no-cors', true, notHandedOver, file('dot.png')),
  'preload-fetch': facts('no-cors', true, notHandedOver, words),
  fetch: facts('cors', true, opaque, words),
  'fetch-no-cors': facts('no-cors', false, opaque, words, { credentials: 'same-origin' }),
  'fetch-same-origin': facts('same-origin', false, opaque, words, { credentials: 'same-origin' }),
  xhr: facts('cors', true, opaque, words),
  eventsource: facts('cors', true, opaque, events),
  beacon: facts('no-cors', false, notHandedOver, words, { used: unseen('sendBeacon tells nothing of the answer') }),
} as const satisfies Readonly<Record<string, EmbeddingFacts>>;
export type EmbeddingName = keyof typeof embeddings;
