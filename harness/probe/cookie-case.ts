import { z } from 'zod';

/** One question: these headers at one address, and which `Cookie` line arrives at another. */
export interface CookieCase {
  readonly name: string;
  readonly setAt: string;
  /** Values of `Set-Cookie` lines, in order. */
  readonly setCookie: readonly string[];
  readonly readAt: string;
}

/** Where a case is set and read that does not say. */
const home = 'http://home.a.test/';

/** An http or https URL, as a person types it: without a fragment, which no server ever sees. */
const address = z
  .string()
  .refine(isWebAddress, { error: ({ input }) => `«${String(input)}» is not an http or https URL` })
  .transform(withoutFragment)
  .default(home);

export const cookieCases: z.ZodType<readonly CookieCase[]> = z
  .array(z.strictObject({ name: z.string(), setAt: address, setCookie: z.array(z.string()), readAt: address }))
  .min(1, { error: 'there are no cases' });

/** True for an absolute http or https URL. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** The URL as a browser asks for it. */
export function withoutFragment(text: string): string {
  const url = new URL(text);
  url.hash = '';
  return url.href;
}
