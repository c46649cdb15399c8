import { METHODS, validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import type { CacheCase, HeaderLines, HeaderValue } from '../../servers/cache-case.ts';
import { UserError } from '../user-error.ts';

/** A case as a person wrote it: with a name that may be any text. */
export interface OwnCase extends CacheCase {
  readonly title: string;
}

/** Longest body that a page's report of it surely has room for. */
const longestBody = 4000;
const longestWaitMs = 600_000;

const value: z.ZodType<HeaderValue> = z.union([z.string(), z.strictObject({ now: z.number() })], {
  error: 'must be a text, or { "now": SECONDS }',
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
    { error: 'must be { "name": value } with texts or { "now": SECONDS } as values' },
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

const method = z
  .string()
  .transform((text) => (/^(get|head|post|put|delete|options)$/i.test(text) ? text.toUpperCase() : text))
  .refine((text) => METHODS.includes(text) && !['CONNECT', 'TRACE'].includes(text), {
    error: 'must be a method that a page may use and that Node’s server knows, such as GET or POST',
  });

const request = z.strictObject({
  method: method.optional(),
  url: z.string().startsWith('/', { error: 'must be a path that begins with /' }).optional(),
  requestHeaders: lines.optional(),
  requestBody: z.string().optional(),
  cacheMode: z.enum(['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached']).optional(),
  status: z.int().min(200).max(599).optional(),
  responseHeaders: lines.optional(),
  body: z.string().max(longestBody).optional(),
  waitMs: z.number().min(0).max(longestWaitMs).optional(),
});

const file = z.array(z.strictObject({ name: z.string(), requests: z.array(request).min(1) })).min(1);

/**
 * Reads the text of a file with cases. Each case gets a name of its own that can stand in an address.
 * @throws UserError that names the place of the first fault.
 */
export function parseCases(text: string, path: string): readonly OwnCase[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${path} is not JSON (${error instanceof Error ? error.message : String(error)}); mend it and run again`, {
      cause: error,
    });
  }
  const result = file.safeParse(parsed);
  if (!result.success) {
    const [issue] = result.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.map(String).join('.')}`;
    throw new UserError(`${path}${place}: ${issue?.message ?? 'not a list of cases'}; mend it and run again`);
  }
  return result.data.map(({ name, requests }, index) => ({
    title: name,
    name: `own-${String(index + 1)}`,
    requests: requests.map(withoutUndefined),
  }));
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
