import { media, page, text, type Recipe, type Recipes } from '../../servers/recipe.ts';

/** What the standards need to know of a trigger to say which cookies go along. */
export interface TriggerFacts {
  readonly how: 'subresource' | 'departure' | 'opener' | 'typed';
  readonly topLevel: boolean;
  readonly typed: boolean;
  readonly method: 'GET' | 'POST';
  readonly credentials: 'omit' | 'same-origin' | 'include';
  /** Documents between the page and the request, outermost first: the request's client is the last of them. */
  readonly frames: readonly ('third-site' | 'target' | 'opaque')[];
}

type Exceptions = Partial<Omit<TriggerFacts, 'how'>>;

/** A request from the page itself: no-cors with credentials, unless said otherwise. */
const subresource = (exceptions: Exceptions = {}): TriggerFacts => ({
  how: 'subresource',
  topLevel: false,
  typed: false,
  method: 'GET',
  credentials: 'include',
  frames: [],
  ...exceptions,
});
const navigation = (how: 'departure' | 'opener' | 'typed', exceptions: Exceptions = {}): TriggerFacts => ({
  ...subresource(),
  how,
  topLevel: true,
  ...exceptions,
});

const anonymous: Exceptions = { credentials: 'same-origin' };
const post: Exceptions = { method: 'POST' };

/**
 * Every way in which a page or a person makes the browser send a request, and what the standards say about its
 * credentials and method. The names are those of the page library (`servers/page/`).
 */
export const triggerFacts: Readonly<Record<string, TriggerFacts>> = {
  img: subresource(),
  'img-srcset': subresource(),
  'img-crossorigin-anonymous': subresource(anonymous),
  'img-crossorigin-use-credentials': subresource(),
  picture: subresource(),
  'input-image': subresource(),
  'svg-image': subresource(),
  'video-poster': subresource(),
  video: subresource(),
  audio: subresource(),
  track: subresource(),
  object: subresource(),
  embed: subresource(),
  script: subresource(),
  'script-async': subresource(),
  'script-crossorigin-anonymous': subresource(anonymous),
  'script-module': subresource(anonymous),
  'script-module-use-credentials': subresource(),
  'dynamic-import': subresource(anonymous),
  stylesheet: subresource(),
  'stylesheet-crossorigin-anonymous': subresource(anonymous),
  'css-import': subresource(),
  'css-background': subresource(),
  'css-list-style': subresource(),
  'css-border-image': subresource(),
  'css-content': subresource(),
  'css-mask': subresource(anonymous),
  'css-font': subresource(anonymous),
  icon: subresource(),
  'preload-image': subresource(),
  'preload-fetch-use-credentials': subresource(),
  'modulepreload-use-credentials': subresource(),
  'fetch-omit-no-cors': subresource({ credentials: 'omit' }),
  'fetch-same-origin-no-cors': subresource(anonymous),
  'fetch-include-no-cors': subresource(),
  'fetch-omit-cors': subresource({ credentials: 'omit' }),
  'fetch-same-origin-cors': subresource(anonymous),
  'fetch-include-cors': subresource(),
  'fetch-post-include-no-cors': subresource(post),
  'fetch-keepalive': subresource(),
  xhr: subresource(anonymous),
  'xhr-with-credentials': subresource(),
  beacon: subresource(post),
  eventsource: subresource(anonymous),
  'eventsource-with-credentials': subresource(),
  websocket: subresource(),
  'worker-fetch': subresource(),
  'worker-import-scripts': subresource(),
  iframe: subresource(),
  'iframe-sandboxed': subresource(),
  'iframe-navigated-by-parent': subresource(),
  'iframe-form-get': subresource(),
  'iframe-form-post': subresource(post),
  // The child documents of these share the page's origin, or have an opaque one.
  'iframe-srcdoc-img': subresource(),
  'iframe-blob-img': subresource(),
  'iframe-about-blank-img': subresource(),
  'iframe-sandboxed-srcdoc-img': subresource({ frames: ['opaque'] }),
  'iframe-data-img': subresource({ frames: ['opaque'] }),
  'iframe-in-third-site': subresource({ frames: ['third-site'] }),
  'img-in-target-in-third-site': subresource({ frames: ['third-site', 'target'] }),
  'img-in-target-frame': subresource({ frames: ['target'] }),
  'link-click': navigation('departure'),
  'link-click-noreferrer': navigation('departure'),
  'location-assign': navigation('departure'),
  'location-replace': navigation('departure'),
  'location-href': navigation('departure'),
  'form-get': navigation('departure'),
  'form-post': navigation('departure', post),
  'form-post-multipart': navigation('departure', post),
  'form-post-text': navigation('departure', post),
  'meta-refresh': navigation('departure'),
  'link-blank': navigation('opener'),
  'link-blank-noopener': navigation('opener'),
  'window-open': navigation('opener'),
  'window-open-noopener': navigation('opener'),
  'form-get-blank': navigation('opener'),
  'form-post-blank': navigation('opener', post),
  'address-bar': navigation('typed', { typed: true }),
};

/** @throws Error when nothing is known about a trigger of this name. */
export function factsOf(trigger: string): TriggerFacts {
  const facts = triggerFacts[trigger];
  if (facts === undefined) throw new Error(`no facts are known about the trigger ${trigger}`);
  return facts;
}

const named = (how: TriggerFacts['how']): string[] => Object.keys(triggerFacts).filter((name) => triggerFacts[name]?.how === how);

/** Triggers that fire from a page which stays. */
export const subresources = named('subresource');
/** Triggers that take the page's own window away. */
export const topLevel = named('departure');
/** Triggers that open a window, for which a person must click. */
export const openers = named('opener');

/** Lets the asking origin read the answer, with credentials; never cached, so that every trigger must ask. */
const open: Recipe['headers'] = [
  ['access-control-allow-origin', '{origin}'],
  ['access-control-allow-credentials', 'true'],
  ['cache-control', 'no-store'],
];

/** What a target answers at `base` + trigger, so that each kind of request ends quickly and well. */
export function arrivalRecipes(base: string, departuresUrl: string): Recipes {
  const at = (names: readonly string[], recipe: Recipe): Recipes => Object.fromEntries(names.map((name) => [base + name, recipe]));
  const beginning = (part: string): string[] => subresources.filter((name) => name.startsWith(part));
  return {
    [`${base}*`]: media('dot.png', open),
    ...at(
      [...beginning('script'), ...beginning('modulepreload'), 'dynamic-import', 'worker-import-scripts'],
      text('text/javascript', ';', open),
    ),
    ...at([...beginning('stylesheet'), 'css-import'], text('text/css', '', open)),
    ...at(['css-font'], media('box.ttf', open)),
    ...at(['audio'], media('tone.wav', open)),
    ...at(['video'], media('clip.webm', open)),
    ...at(['track'], text('text/vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nhello\n', open)),
    ...at(beginning('eventsource'), text('text/event-stream', 'data: 1\n\n', open)),
    ...at(
      [...beginning('fetch'), ...beginning('xhr'), 'beacon', 'worker-fetch', 'preload-fetch-use-credentials'],
      text('text/plain', 'ok', open),
    ),
    ...at(
      ['iframe', 'iframe-sandboxed', 'iframe-navigated-by-parent', 'iframe-form-get', 'iframe-form-post', 'iframe-in-third-site'],
      text('text/html', 'framed', open),
    ),
    ...at(topLevel, page('comeBack', { url: departuresUrl, names: topLevel }, { headers: open })),
    ...at(openers, page('closeWindow', {}, { headers: open })),
    ...at(['address-bar'], page('announce', { name: 'typed' }, { headers: open })),
  };
}
