import { place } from './element.ts';
import { report } from './report.ts';

/** Says that the page is there. */
export async function announce({ name }: { name: string }): Promise<void> {
  await report(name, { url: location.href });
}

/** Goes on to another page by script, as a link without a person would. */
export function goTo({ url }: { url: string }): void {
  location.assign(url);
}

/** Frames the address that the `frame` parameter names. */
export function frameAddress(): void {
  place('iframe', { src: new URLSearchParams(location.search).get('frame') ?? 'about:blank' });
}

/** Loads the image that the `img` parameter names. */
export function loadImage(): void {
  place('img', { src: new URLSearchParams(location.search).get('img') ?? '' });
}

/** Closes the window that this page was opened in. */
export function closeWindow(): void {
  window.close();
}
