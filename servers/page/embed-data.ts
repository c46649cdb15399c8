import { create, place } from './element.ts';
import { submitIntoFrame } from './forms.ts';
import { documentReads, loads, says, type Found, type Probe } from './probe.ts';

/** Frames the page at `url`, whose own script says so, and tries to look into its document. */
async function framed(url: string, placeFrame: () => Element): Promise<Found> {
  const message = says(new URL(url).pathname);
  placeFrame();
  const event = await message;
  return { used: true, readable: documentReads(event) };
}

/** The beginning of what a readable answer at `url` says. */
function holdsWords(content: string | undefined): boolean {
  return content?.startsWith('words of ') === true;
}

function fetched(init: (crossorigin: string | undefined) => RequestInit | undefined): Probe {
  return (url, crossorigin) =>
    fetch(url, init(crossorigin)).then(
      async (response) => ({ used: true, readable: holdsWords(await response.text()) }),
      () => ({ used: false, readable: false }),
    );
}

async function requested(url: string, crossorigin: string | undefined): Promise<Found> {
  const request = new XMLHttpRequest();
  request.open('GET', url);
  if (crossorigin !== undefined) request.withCredentials = crossorigin === 'use-credentials';
  const done = loads(request);
  request.send();
  const used = await done;
  return { used, readable: holdsWords(request.responseText) };
}

async function listened(url: string, crossorigin: string | undefined): Promise<Found> {
  const source = new EventSource(url, crossorigin === undefined ? undefined : { withCredentials: crossorigin === 'use-credentials' });
  let words: string | undefined;
  source.addEventListener('message', (event) => (words = String(event.data)));
  const used = await loads(source, 'message');
  source.close();
  return { used, readable: holdsWords(words) };
}

function hinted(rel: string, as: string | undefined): Probe {
  return async (url, crossorigin) => {
    const link = create('link', { rel, as, href: url, crossorigin });
    if (!link.relList.supports(rel)) return { used: false };
    const done = loads(link);
    document.head.appendChild(link);
    return { used: await done };
  };
}

/** Documents, data and hints, by name. */
export const dataProbes = {
  iframe: (url) => framed(url, () => place('iframe', { src: url })),
  'frame-get': (url) => submitIntoFrame({ url, method: 'get' }),
  'frame-post': (url) => submitIntoFrame({ url, method: 'post' }),
  object: (url) => framed(url, () => place('object', { data: url, type: 'text/html' })),
  embed: (url) => framed(url, () => place('embed', { src: url, type: 'text/html' })),
  fetch: fetched((crossorigin) =>
    crossorigin === undefined ? undefined : { mode: 'cors', credentials: crossorigin === 'use-credentials' ? 'include' : 'same-origin' },
  ),
  'fetch-no-cors': fetched(() => ({ mode: 'no-cors' })),
  'fetch-post': fetched(() => ({ method: 'POST', body: 'a=1' })),
  'fetch-no-cors-post': fetched(() => ({ mode: 'no-cors', method: 'POST', body: 'a=1' })),
  'fetch-same-origin': fetched(() => ({ mode: 'same-origin' })),
  xhr: requested,
  eventsource: listened,
  beacon: (url) => {
    navigator.sendBeacon(url, 'a=1');
    return Promise.resolve({});
  },
  'preload-image': hinted('preload', 'image'),
  'preload-fetch': hinted('preload', 'fetch'),
  modulepreload: hinted('modulepreload', undefined),
  favicon: (url) => {
    place('link', { rel: 'icon', href: url, type: 'image/png' }, document.head);
    return Promise.resolve({});
  },
} satisfies Record<string, Probe>;
