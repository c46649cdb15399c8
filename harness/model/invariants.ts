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

/** An invariant that is broken where no cell deviates: no check knows of it. */
export function unnoticed(results: readonly InvariantResult[]): readonly (BrokenInvariant & { readonly id: string })[] {
  return results.flatMap(({ id, broken }) => broken.filter(({ noticed }) => !noticed).map((one) => ({ id, ...one })));
}

/** A broken invariant in one paragraph. */
export function brokenText({ id, what, cells, arrivals }: BrokenInvariant & { readonly id: string }): string {
  const [first, ...others] = cells;
  const where = first === undefined ? '' : ` [${first}${others.length === 0 ? '' : ` and ${String(others.length)} more`}]`;
  return [`broken invariant ${id}: ${what}${where}`, ...arrivals.map((line) => `  ${line}`)].join('\n');
}
