import { create, freshName, place } from './element.ts';
import { canvasReads, eventually, loads, NoSign, type Found, type Probe } from './probe.ts';

/** The width of `dot.png`, in CSS pixels: an element that has taken it over shows the image. */
const dotWidth = 6;

async function shown(image: HTMLImageElement, start: () => void): Promise<Found> {
  const done = loads(image);
  start();
  await done;
  const used = image.naturalWidth === dotWidth;
  return { used, readable: used && (await canvasReads(image)) };
}

function img(url: string, crossorigin: string | undefined): Promise<Found> {
  const image = create('img', { crossorigin });
  return shown(image, () => {
    image.src = url;
    document.body.appendChild(image);
  });
}

function picture(url: string, crossorigin: string | undefined): Promise<Found> {
  const element = create('picture', {});
  place('source', { srcset: url, type: 'image/png' }, element);
  const image = place('img', { crossorigin }, element);
  return shown(image, () => document.body.appendChild(element));
}

async function svgImage(url: string, crossorigin: string | undefined): Promise<Found> {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
  image.setAttribute('width', '6');
  image.setAttribute('height', '4');
  if (crossorigin !== undefined) image.setAttribute('crossorigin', crossorigin);
  image.setAttribute('href', url);
  svg.appendChild(image);
  const done = loads(image);
  document.body.appendChild(svg);
  const used = await done;
  return { used, readable: used && (await canvasReads(image)) };
}

async function inputImage(url: string): Promise<Found> {
  const input = create('input', { type: 'image', src: url });
  const done = loads(input);
  document.body.appendChild(input);
  return { used: (await done) && (await eventually(() => input.offsetWidth === dotWidth)) };
}

/** Puts an image where no event tells of it, and returns how to see whether it is there by now. */
type Showing = (url: string, crossorigin: string | undefined) => () => boolean;

/** How many of the page's own images must be there, each placed later than the one before, until one that is not there is given up. */
const laterOnes = 3;
/** Round trips after which not even the page's own image is waited for any more. */
const ownRounds = 300;

/** Shows an image without events. @throws NoSign where the page's own image does not appear either. */
function withoutEvents(show: Showing): Probe {
  return async (url, crossorigin, own) => {
    const isThere = show(url, crossorigin);
    for (let later = 0; later < laterOnes; later += 1) {
      if (await eventually(isThere)) return { used: true };
      if (!(await eventually(show(`${own}?${freshName('later')}`, undefined), ownRounds))) throw new NoSign();
    }
    return { used: isThere() };
  };
}

const showInStyle: Showing = (url) => {
  const name = freshName('generated');
  place('style', {}).textContent = `.${name}{display:inline-block}.${name}::before{content:url("${url}")}`;
  const holder = place('span', { class: name });
  return () => holder.offsetWidth === dotWidth;
};

const showAsPoster: Showing = (url, crossorigin) => {
  const element = place('video', { poster: url, crossorigin, preload: 'none' });
  return () => element.offsetWidth === dotWidth;
};

async function video(url: string, crossorigin: string | undefined): Promise<Found> {
  const element = create('video', { src: url, crossorigin, preload: 'auto', muted: '' });
  const done = loads(element, 'loadeddata');
  document.body.appendChild(element);
  const used = await done;
  const readable = used && (await canvasReads(element));
  letGo(element);
  return { used, readable };
}

async function audio(url: string, crossorigin: string | undefined): Promise<Found> {
  const element = create('audio', { src: url, crossorigin, preload: 'auto' });
  const done = loads(element, 'loadedmetadata');
  document.body.appendChild(element);
  const used = await done;
  letGo(element);
  return { used };
}

/** Gives the connection and the decoder back; a page with many players would run out of both. */
function letGo(element: HTMLMediaElement): void {
  element.removeAttribute('src');
  element.load();
}

async function track(url: string, crossorigin: string | undefined): Promise<Found> {
  const element = create('video', { crossorigin });
  const child = place('track', { src: url, default: '', kind: 'subtitles' }, element);
  const done = loads(child);
  document.body.appendChild(element);
  child.track.mode = 'hidden';
  const used = await done;
  const cue = child.track.cues?.[0] as VTTCue | undefined;
  return { used, readable: cue?.text.startsWith('words of ') === true };
}

/** Images, sound and film, by name. */
export const mediaProbes = {
  img,
  'picture-srcset': picture,
  'svg-image': svgImage,
  'input-image': inputImage,
  'css-image': withoutEvents(showInStyle),
  video,
  audio,
  'video-poster': withoutEvents(showAsPoster),
  track,
} satisfies Record<string, Probe>;
