import { place } from './element.ts';

/** Goes to `url` as by a click on a link, without a person's activation; in the frame called `target` where there is one. */
export function followLink(url: string, target?: string): void {
  place('a', { href: url, target }).click();
}
