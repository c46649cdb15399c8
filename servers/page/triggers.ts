import { create, freshName, place, settled, type LoadEvent } from './element.ts';
import { describeError } from './report.ts';

/**
 * Every way in which a page makes the browser request `url` without leaving the page. Each resolves when the page can
 * know that the request is over; `sent` means that the page gets no sign, and only the wire can tell.
 */
export type TriggerOutcome = LoadEvent | 'sent' | `refused: ${string}`;
type Trigger = (url: string, context: TriggerContext) => Promise<TriggerOutcome>;

export interface TriggerContext {
  /** A page of a third site that frames whatever its `frame` parameter names. */
  readonly framingUrl: string;
  /** A page of the target origin that loads `url` as an image. */
  readonly imagePageUrl: string;
}

const sent = (): Promise<TriggerOutcome> => Promise.resolve('sent');

function loaded(tag: keyof HTMLElementTagNameMap, attributes: Record<string, string>, good?: string): Promise<LoadEvent> {
  const element = create(tag, attributes);
  const done = settled(element, good);
  document.body.appendChild(element);
  return done;
}

function styled(css: (url: string) => string): Trigger {
  return (url) => {
    const name = freshName('styled');
    place('style', {}).textContent = `.${name}{display:block;width:9px;height:9px;${css(url)}}`;
    place('div', { class: name });
    return sent();
  };
}

function fetched(init: RequestInit): Trigger {
  return (url) =>
    fetch(url, init).then(
      (): TriggerOutcome => 'load',
      () => 'error',
    );
}

function requested(withCredentials: boolean): Trigger {
  return (url) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.withCredentials = withCredentials;
    const done = settled(request);
    request.send();
    return done;
  };
}

/** Runs `code` in a worker made from a blob; the code must post one message. */
function inWorker(code: (url: string) => string): Trigger {
  return (url) => {
    const script = URL.createObjectURL(new Blob([code(url)], { type: 'text/javascript' }));
    return settled(new Worker(script), 'message');
  };
}

/** Lets the service worker that `/service-worker.js` answers with ask for `url` while it is being installed. */
async function inServiceWorker(url: string): Promise<TriggerOutcome> {
  const { installing } = await navigator.serviceWorker.register(`/service-worker.js?${encodeURIComponent(url)}`);
  return installing === null ? 'refused: no service worker was installed' : settled(installing, 'statechange');
}

/** Frames a page that goes on by itself; its own load event says nothing about what it asks for later. */
function framed(src: string): Promise<TriggerOutcome> {
  place('iframe', { src });
  return sent();
}

function framedImage(attributes: (url: string) => Record<string, string>): Trigger {
  return (url) => loaded('iframe', attributes(`<img src="${url}">`)).then((event) => event);
}

function submitted(method: 'get' | 'post'): Trigger {
  return (url) => {
    const name = freshName('frame');
    const frame = place('iframe', { name });
    const done = settled(frame);
    const form = place('form', { method, action: url, target: name });
    place('input', { name: 'q', value: '1' }, form);
    form.submit();
    return done;
  };
}

function opened(source: EventSource | WebSocket, good: string): Promise<LoadEvent> {
  return settled(source, good).then((event) => {
    source.close();
    return event;
  });
}

/** `rel` values that the browser acts on can be asked for; where it cannot, the page learns it here. */
function linked(rel: string, attributes: Record<string, string>): Trigger {
  return (url) => {
    const link = create('link', { rel, href: url, ...attributes });
    if (!link.relList.supports(rel)) return Promise.resolve(`refused: rel=${rel} is not supported` as const);
    const done = settled(link);
    document.head.appendChild(link);
    return done;
  };
}

const image =
  (tag: 'img' | 'input' | 'embed', attribute: string, extra: Record<string, string> = {}): Trigger =>
  (url) =>
    loaded(tag, { ...extra, [attribute]: url });

export const triggers: Readonly<Record<string, Trigger>> = {
  img: image('img', 'src'),
  'img-srcset': (url) => loaded('img', { srcset: `${url} 1x` }),
  'img-crossorigin-anonymous': image('img', 'src', { crossorigin: 'anonymous' }),
  'img-crossorigin-use-credentials': image('img', 'src', { crossorigin: 'use-credentials' }),
  picture: (url) => {
    const picture = create('picture', {});
    place('source', { srcset: url, type: 'image/png' }, picture);
    const img = place('img', {}, picture);
    const done = settled(img);
    document.body.appendChild(picture);
    return done;
  },
  'input-image': image('input', 'src', { type: 'image' }),
  'svg-image': (url) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const element = document.createElementNS('http://www.w3.org/2000/svg', 'image');
    const done = settled(element);
    element.setAttribute('href', url);
    svg.appendChild(element);
    document.body.appendChild(svg);
    return done;
  },
  'video-poster': (url) => {
    place('video', { poster: url });
    return sent();
  },
  video: (url) => loaded('video', { src: url, preload: 'auto', muted: '' }, 'loadeddata'),
  audio: (url) => loaded('audio', { src: url, preload: 'auto' }, 'loadeddata'),
  track: (url) => {
    const video = place('video', { crossorigin: 'use-credentials' });
    const track = create('track', { src: url, default: '', kind: 'subtitles' });
    const done = settled(track);
    video.appendChild(track);
    track.track.mode = 'hidden';
    return done;
  },
  object: (url) => loaded('object', { data: url, type: 'image/png' }),
  embed: image('embed', 'src', { type: 'image/png' }),
  script: (url) => loaded('script', { src: url }),
  'script-async': (url) => loaded('script', { src: url, async: '' }),
  'script-crossorigin-anonymous': (url) => loaded('script', { src: url, crossorigin: 'anonymous' }),
  'script-module': (url) => loaded('script', { src: url, type: 'module' }),
  'script-module-use-credentials': (url) => loaded('script', { src: url, type: 'module', crossorigin: 'use-credentials' }),
  'dynamic-import': (url) =>
    import(url).then(
      (): TriggerOutcome => 'load',
      () => 'error',
    ),
  stylesheet: (url) => loaded('link', { rel: 'stylesheet', href: url }),
  'stylesheet-crossorigin-anonymous': (url) => loaded('link', { rel: 'stylesheet', href: url, crossorigin: 'anonymous' }),
  'css-import': (url) => {
    const style = create('style', {});
    style.textContent = `@import url("${url}");`;
    const done = settled(style);
    document.head.appendChild(style);
    return done;
  },
  'css-background': styled((url) => `background-image:url("${url}")`),
  'css-list-style': styled((url) => `display:list-item;list-style-image:url("${url}")`),
  'css-border-image': styled((url) => `border:3px solid;border-image:url("${url}") 1`),
  'css-content': styled((url) => `content:url("${url}")`),
  'css-mask': styled((url) => `background:red;-webkit-mask-image:url("${url}");mask-image:url("${url}")`),
  'css-font': (url) => {
    const family = freshName('family');
    const face = new FontFace(family, `url("${url}")`);
    return face.load().then(
      (): TriggerOutcome => 'load',
      () => 'error',
    );
  },
  icon: (url) => {
    place('link', { rel: 'icon', href: url, type: 'image/png' }, document.head);
    return sent();
  },
  'preload-image': linked('preload', { as: 'image' }),
  'preload-fetch-use-credentials': linked('preload', { as: 'fetch', crossorigin: 'use-credentials' }),
  'modulepreload-use-credentials': linked('modulepreload', { crossorigin: 'use-credentials' }),
  'fetch-omit-no-cors': fetched({ mode: 'no-cors', credentials: 'omit' }),
  'fetch-same-origin-no-cors': fetched({ mode: 'no-cors', credentials: 'same-origin' }),
  'fetch-include-no-cors': fetched({ mode: 'no-cors', credentials: 'include' }),
  'fetch-omit-cors': fetched({ mode: 'cors', credentials: 'omit' }),
  'fetch-same-origin-cors': fetched({ mode: 'cors', credentials: 'same-origin' }),
  'fetch-include-cors': fetched({ mode: 'cors', credentials: 'include' }),
  'fetch-post-include-no-cors': fetched({ mode: 'no-cors', credentials: 'include', method: 'POST', body: 'a=1' }),
  'fetch-keepalive': fetched({ mode: 'no-cors', credentials: 'include', keepalive: true }),
  xhr: requested(false),
  'xhr-with-credentials': requested(true),
  beacon: (url) => Promise.resolve(navigator.sendBeacon(url, 'a=1') ? 'sent' : 'refused: sendBeacon returned false'),
  eventsource: (url) => opened(new EventSource(url), 'open'),
  'eventsource-with-credentials': (url) => opened(new EventSource(url, { withCredentials: true }), 'open'),
  websocket: (url) => opened(new WebSocket(url.replace(/^http/, 'ws')), 'open'),
  'worker-fetch': inWorker(
    (url) => `fetch(${JSON.stringify(url)},{mode:'no-cors',credentials:'include'}).then(()=>postMessage(1),()=>postMessage(0))`,
  ),
  'worker-import-scripts': inWorker((url) => `try{importScripts(${JSON.stringify(url)})}catch(e){}postMessage(1)`),
  'service-worker-fetch': inServiceWorker,
  iframe: (url) => loaded('iframe', { src: url }),
  'iframe-sandboxed': (url) => loaded('iframe', { src: url, sandbox: '' }),
  'iframe-navigated-by-parent': (url) => {
    const frame = place('iframe', {});
    const done = settled(frame);
    frame.contentWindow?.location.replace(url);
    return done;
  },
  'iframe-form-get': submitted('get'),
  'iframe-form-post': submitted('post'),
  'iframe-srcdoc-img': framedImage((html) => ({ srcdoc: html })),
  'iframe-sandboxed-srcdoc-img': framedImage((html) => ({ srcdoc: html, sandbox: 'allow-scripts' })),
  'iframe-blob-img': framedImage((html) => ({ src: URL.createObjectURL(new Blob([html], { type: 'text/html' })) })),
  'iframe-data-img': framedImage((html) => ({ src: `data:text/html,${encodeURIComponent(html)}` })),
  'iframe-about-blank-img': (url) => {
    const frame = place('iframe', {});
    const inner = frame.contentDocument;
    if (inner === null) return Promise.resolve('refused: no about:blank document');
    const img = inner.createElement('img');
    const done = settled(img);
    img.src = url;
    inner.body.appendChild(img);
    return done;
  },
  'iframe-in-third-site': (url, { framingUrl }) => framed(`${framingUrl}?frame=${encodeURIComponent(url)}`),
  'img-in-target-in-third-site': (url, { framingUrl, imagePageUrl }) =>
    framed(`${framingUrl}?frame=${encodeURIComponent(`${imagePageUrl}?img=${encodeURIComponent(url)}`)}`),
  'img-in-target-frame': (url, { imagePageUrl }) => framed(`${imagePageUrl}?img=${encodeURIComponent(url)}`),
};

/** Fires one trigger; a throw is an outcome, not an accident. */
export async function fire(name: string, url: string, context: TriggerContext): Promise<TriggerOutcome> {
  const trigger = triggers[name];
  if (trigger === undefined) return 'refused: this trigger does not exist';
  try {
    return await trigger(url, context);
  } catch (error) {
    return `refused: ${describeError(error)}`;
  }
}
