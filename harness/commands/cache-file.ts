import { METHODS, validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import type { CacheCase, HeaderLines, HeaderValue } from '../../servers/cache-case.ts';

/** A case as a person wrote it: its title may be any text, its name can stand in an address. */
export interface OwnCase extends CacheCase {
  readonly title: string;
}

/** Milliseconds; far beyond what anyone would wait for. */
const longestWaitMs = 600_000;
/** Seconds, three centuries; the dates of HTTP have four digits for the year. */
const farthestDate = 10_000_000_000;

const value: z.ZodType<HeaderValue> = z.union([z.string(), z.strictObject({ now: z.number().min(-farthestDate).max(farthestDate) })], {
  error: `a header value must be a text, or { "now": SECONDS } with at most ${String(farthestDate)} seconds`,
});

/** `{ "name": value }`, `{ "name": [value, value] }` for several lines, or a list of `[name, value]`. */
const lines = z
  .union(
    [
      z.array(z.tuple([z.string(), value])),
      z
        .record(z.string(), z.union([value, z.array(value)]))
        .transform((fields) =>
          Object.entries(fields).flatMap(([name, values]) => [values].flat().map((one): [string, HeaderValue] => [name, one])),
        ),
    ],
    { error: `must be { "name": value }, and each value a text or { "now": SECONDS } with at most ${String(farthestDate)} seconds` },
  )
  .superRefine((list: HeaderLines, context) => {
    for (const [name, one] of list) {
      try {
        validateHeaderName(name);
        if (typeof one === 'string') validateHeaderValue(name, one);
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      }
    }
  });

/** Fetch writes these in capitals, whatever a page says. */
const normalized = /^(?:get|head|post|put|delete|options)$/i;
const method = z
  .string()
  .transform((text) => (normalized.test(text) ? text.toUpperCase() : text))
  .refine((text) => METHODS.includes(text) && !['CONNECT', 'TRACE'].includes(text), {
    error: 'must be a method that a page may use and that Node’s server knows, such as GET or POST',
  });

const request = z
  .strictObject({
    method: method.optional(),
    url: z.string().startsWith('/', { error: 'must be a path that begins with /' }).optional(),
    requestHeaders: lines.optional(),
    requestBody: z.string().optional(),
    cacheMode: z.enum(['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached']).optional(),
    status: z.int().min(200).max(599).optional(),
    responseHeaders: lines.optional(),
    body: z.string().optional(),
    waitMs: z.number().min(0).max(longestWaitMs).optional(),
  })
  .refine(({ method: asked = 'GET', requestBody }) => requestBody === undefined || (asked !== 'GET' && asked !== 'HEAD'), {
    path: ['requestBody'],
    error: 'a page cannot send a body with GET or HEAD; name another "method"',
  });

/** A file with cases: a list of `{ name, requests }`. */
export const ownCases = z
  .array(z.strictObject({ name: z.string(), requests: z.array(request).min(1, { error: 'a case needs at least one request' }) }))
  .min(1, { error: 'there are no cases' })
  .transform((cases) =>
    cases.map(({ name, requests }, index): OwnCase => ({ title: name, name: `own-${String(index + 1)}`, requests: requests.map(given) })),
  );

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** An object without the fields that are undefined. */
function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, one]) => one !== undefined)) as Given<T>;
}
