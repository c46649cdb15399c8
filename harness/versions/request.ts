import { UserError } from '../user-error.ts';

/** The products whose versions can be fetched, as they stand in browser keys. */
export const products = ['chromium', 'chromium-headless-shell', 'firefox', 'webkitgtk'] as const;
export type Product = (typeof products)[number];

/** A version that somebody asks for; `140` means the newest 140 that can be had. */
export interface VersionRequest {
  readonly product: Product;
  readonly version: string;
}

/** Reads `chromium@150`. `webkit` stands for WebKitGTK, the only WebKit that can be fetched. @throws UserError for anything else. */
export function parseRequest(text: string): VersionRequest {
  const [, name = '', version = ''] = /^([a-z-]+)@(\d+(?:\.\d+)*)$/.exec(text) ?? [];
  const product = products.find((one) => one === (name === 'webkit' ? 'webkitgtk' : name));
  if (product === undefined) {
    throw new UserError(`«${text}» is not a product and a version such as chromium@150; the products are ${products.join(', ')}`);
  }
  return { product, version };
}

/** True when `version` is the one that was asked for, or one of those that it stands for. */
export function satisfies(version: string, { version: wanted }: VersionRequest): boolean {
  return version === wanted || version.startsWith(`${wanted}.`);
}
