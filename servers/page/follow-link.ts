import { place } from './element.ts';

/** Goes to `url` as by a click on a link, without a person's activation. */
export function followLink(url: string): void {
  place('a', { href: url }).click();
}
