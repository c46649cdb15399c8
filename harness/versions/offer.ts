import { compareVersions, versionNumbers } from '../model/browser-key.ts';
import { UserError } from '../user-error.ts';
import { products, satisfies, type Product, type VersionRequest } from './request.ts';

/** A build that can be fetched from here. */
export interface Offer {
  readonly product: Product;
  /** As far as it is known before it is there: an npm package may tell the major version only. */
  readonly version: string;
  /** Who built it, for people: `Debian trixie`, `npm @sparticuz/chromium 126.0.0`. */
  readonly builder: string;
  readonly source: NpmSource | DebianSource;
}

/** An npm package with a browser inside. */
export interface NpmSource {
  readonly kind: 'npm';
  readonly package: string;
  readonly version: string;
}

/** A package in Debian's archive. */
export interface DebianSource {
  readonly kind: 'debian';
  /** `bookworm`, or `bookworm-security` for what came later. */
  readonly suite: string;
  /** The packages that make the browser, each with the version to take. */
  readonly packages: readonly string[];
  /** The program to start. */
  readonly program: string;
}

/** Newest first; of the same version, the one that was named first. */
export function newestFirst(offers: readonly Offer[]): readonly Offer[] {
  return [...offers].sort((left, right) => compareVersions(versionNumbers(right.version), versionNumbers(left.version)));
}

/** The newest offer that fits. @throws UserError that says what can be had instead. */
export function chooseOffer(request: VersionRequest, offers: readonly Offer[]): Offer {
  const fitting = newestFirst(offers.filter(({ product, version }) => product === request.product && satisfies(version, request)));
  if (fitting[0] !== undefined) return fitting[0];
  const { product, version } = request;
  const sameEngine = product.startsWith('chromium') ? products.filter((one) => one.startsWith('chromium')) : [product];
  const others = sameEngine.map((one) => `${one}: ${versionsOf(one, offers)}`).join('; ');
  throw new UserError(`${product}@${version} cannot be had from here; what can be had is ${others}`);
}

/** Every version of a product on offer, newest first, in one line. */
export function versionsOf(product: Product, offers: readonly Offer[]): string {
  const versions = newestFirst(offers.filter((offer) => offer.product === product)).map(({ version }) => version);
  return versions.length === 0 ? 'none' : [...new Set(versions)].join(', ');
}
