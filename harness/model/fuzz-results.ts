import { z } from 'zod';

/** What came back at each place that asked; null where no cookie did. */
const outcome = z.record(z.string(), z.string().nullable());

/** What `npm run fuzz` leaves for the report: where browsers and the model of RFC 10025 differ, by cause. */
export const fuzzResultsSchema = z.object({
  cases: z.number(),
  seed: z.number(),
  browsers: z.array(z.string()),
  groups: z.array(
    z.object({
      /** How each browser that differs does. */
      deviations: z.record(z.string(), z.string()),
      /** What the model made of the header, with its clause. */
      model: z.string(),
      /** Cases of this cause among those that were generated. */
      count: z.number(),
      /** The smallest header that still shows it, one character an octet. */
      header: z.string(),
      scheme: z.string(),
      via: z.string(),
      expected: outcome,
      outcomes: z.record(z.string(), outcome),
    }),
  ),
});
export type FuzzResults = z.infer<typeof fuzzResultsSchema>;
export type FuzzGroup = FuzzResults['groups'][number];
