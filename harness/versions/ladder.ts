import type { FoundBrowser } from '../browsers/port.ts';
import { compareVersions, splitKey, versionNumbers } from '../model/browser-key.ts';
import type { Offer } from './offer.ts';
import { satisfies, type Product, type VersionRequest } from './request.ts';

/** A version of a product: one that is there, or one that can be fetched. */
export type Rung =
  | { readonly kind: 'here'; readonly version: string; readonly browser: FoundBrowser }
  | { readonly kind: 'offer'; readonly version: string; readonly request: VersionRequest; readonly offer: Offer };

/** The versions of one product, each once, the oldest first: those that are there, and those that can be fetched beside. */
export function ladder(product: Product, here: readonly FoundBrowser[], offers: readonly Offer[]): readonly Rung[] {
  const rungs: Rung[] = here
    .filter(({ key }) => splitKey(key).product === product)
    .map((browser) => ({ kind: 'here', version: browser.version, browser }));
  const ofProduct = offers.filter((offer) => offer.product === product);
  for (const offer of ofProduct) {
    // An offer may tell the major version only, a browser that is there always tells all of it.
    const known = rungs.some(({ version }) => satisfies(version, offer) || satisfies(offer.version, { product, version }));
    if (!known) rungs.push({ kind: 'offer', version: offer.version, request: { product, version: nameOf(offer, ofProduct) }, offer });
  }
  return rungs.sort((left, right) => compareVersions(versionNumbers(left.version), versionNumbers(right.version)));
}

/** What to ask for: the major version where that is enough to tell the offer from the others. */
function nameOf({ product, version }: Offer, offers: readonly Offer[]): string {
  const major = version.split('.', 1)[0] ?? version;
  const sharing = new Set(offers.filter((one) => satisfies(one.version, { product, version: major })).map((one) => one.version));
  return sharing.size === 1 ? major : version;
}
