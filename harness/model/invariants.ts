import { z } from 'zod';

/** What holds whatever a check asks, by id, in the order in which a report lists it. */
export const invariantSentences = {
  'http-only': 'The value of an HttpOnly cookie never appears in what a page reports.',
  secure: 'A Secure cookie never arrives over http.',
  strict: 'A Strict cookie never arrives on a request that RFC 10025 and Fetch both call cross-site.',
  'host-prefix': 'A __Host- cookie never arrives at another host than the one that set it.',
  'opaque-body': 'The body of an opaque response is never readable.',
  'within-world': 'No request leaves the world.',
} as const;
export type InvariantId = keyof typeof invariantSentences;

/** What came of an invariant in the visits of one check or of a whole run. */
export const invariantResultSchema = z.object({
  id: z.string(),
  /** How many arrivals or page reports it could speak of. */
  examined: z.number(),
  broken: z.array(
    z.object({
      /** One sentence. */
      what: z.string(),
      /**
       * The cells it belongs to: those that rest on its arrivals and deviate; where none does, all that rest on them; where no
       * cell rests on them, all of the visit.
       */
      cells: z.array(z.string()),
      /** One of these cells deviates, so that a check knows of it. */
      noticed: z.boolean(),
      /** Its requests, one line each, the first few. */
      arrivals: z.array(z.string()),
    }),
  ),
});
export type InvariantResult = z.infer<typeof invariantResultSchema>;
export type BrokenInvariant = InvariantResult['broken'][number];

/** Puts results of the same invariants together. */
export function mergeInvariants(results: readonly InvariantResult[]): InvariantResult[] {
  return Object.keys(invariantSentences).flatMap((id) => {
    const same = results.filter((one) => one.id === id);
    if (same.length === 0) return [];
    return [{ id, examined: same.reduce((sum, { examined }) => sum + examined, 0), broken: same.flatMap(({ broken }) => broken) }];
  });
}

/** Invariants that are broken where no cell deviates, so that no check knows of it, each with those places only. */
export function unnoticed(results: readonly InvariantResult[]): readonly Pick<InvariantResult, 'id' | 'broken'>[] {
  return results
    .map(({ id, broken }) => ({ id, broken: broken.filter(({ noticed }) => !noticed) }))
    .filter(({ broken }) => broken.length > 0);
}

/** A broken invariant in one paragraph: the first place with its requests, and how many more there are. */
export function brokenText({ id, broken }: Pick<InvariantResult, 'id' | 'broken'>): string {
  const [first, ...others] = broken;
  if (first === undefined) return '';
  const more = others.length === 0 ? [] : [`  and ${String(others.length)} more like it; the report lists them`];
  return [`broken invariant ${id}: ${first.what}${placeOf(first.cells)}`, ...first.arrivals.map((line) => `  ${line}`), ...more].join('\n');
}

function placeOf([first, ...others]: readonly string[]): string {
  return first === undefined ? '' : ` [${first}${others.length === 0 ? '' : ` and ${String(others.length)} more`}]`;
}
