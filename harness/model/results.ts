import { z } from 'zod';
import { invariantResultSchema } from './invariants.ts';
import { verdictKinds } from './verdict.ts';

/**
 * The results contract: what `reports/out/latest/results.json` holds. Programs outside read it, so fields are only
 * ever added. One schema serves as type, as check at the border and as documentation.
 */
export const schemaVersion = 1;

const observation = z.union([z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))]);

export const cellResultSchema = z.object({
  id: z.string(),
  check: z.string(),
  axes: z.record(z.string(), z.string()),
  /** Null when the cell could not be observed at all (`unsupported`, `error`, some `inconclusive`). */
  observed: observation.nullable(),
  expected: z.array(z.object({ authority: z.string(), clause: z.string(), url: z.string(), value: z.string() })),
  verdict: z.enum(verdictKinds),
  /** Why a cell could not be judged, or with which authority a conflict agrees. */
  reason: z.string().optional(),
  /** `unsupported` for want of something on this machine: nothing is known of the browser, so there is nothing to compare or record. */
  machineLacks: z.literal(true).optional(),
  /** The accepted observation, or null when there is none. */
  baseline: z.string().nullable(),
  change: z.enum(['changed', 'new', 'gone']).nullable(),
  /** Key of an entry in the run's evidence. */
  evidence: z.string().nullable(),
});
export type CellResult = z.infer<typeof cellResultSchema>;

const headerLine = z.tuple([z.string(), z.string()]);

export const evidenceSchema = z.object({
  arrivals: z.array(
    z.object({
      seq: z.number(),
      request: z.string(),
      url: z.string(),
      headers: z.array(headerLine),
      bodyLength: z.number(),
      bodySha256: z.string(),
      connection: z.string(),
    }),
  ),
  page: z.unknown().optional(),
  beside: z.unknown().optional(),
  /** TCP connections as they were captured: each segment with its numbers from 0 and the states of both ends after it. */
  connections: z
    .array(
      z.object({
        browser: z.string(),
        origin: z.string(),
        /** Whose end the kernel kept in TIME-WAIT; absent where that was not looked up. */
        timeWait: z.enum(['browser', 'origin', 'nobody']).optional(),
        segments: z.array(
          z.object({
            /** Milliseconds since the connection's first segment. */
            at: z.number(),
            by: z.enum(['browser', 'origin']),
            flags: z.string(),
            seq: z.number(),
            ack: z.number().nullable(),
            length: z.number(),
            states: z.object({ browser: z.string(), origin: z.string() }),
          }),
        ),
      }),
    )
    .optional(),
  /** Pictures of the screen at a real window: what they show, and a PNG in base64. */
  pictures: z.array(z.object({ what: z.string(), png: z.string() })).optional(),
});
export type ConnectionRecord = NonNullable<z.infer<typeof evidenceSchema>['connections']>[number];
export type EvidenceRecord = z.infer<typeof evidenceSchema>;

export const checkSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  clauses: z.array(z.object({ authority: z.string(), section: z.string(), url: z.string() })),
  claims: z.array(z.string()),
  axes: z.record(z.string(), z.array(z.string())),
  omitted: z.array(z.object({ reason: z.string(), count: z.number() })),
});
export type CheckSummary = z.infer<typeof checkSummarySchema>;

/** A switch or preference that touches a policy: left at the shipped value, undone, or set with a reason. */
export const policySettingSchema = z.object({ name: z.string(), value: z.string(), reason: z.string() });
export type PolicySetting = Readonly<z.infer<typeof policySettingSchema>>;

/** Builds of one engine behave differently by mode: only like is compared with like, so that the mode is part of the key. */
export const browserModes = ['full', 'headless-shell'] as const;
export type BrowserMode = (typeof browserModes)[number];

export const browserIdentitySchema = z.object({
  key: z.string(),
  engine: z.enum(['chromium', 'firefox', 'webkit']),
  version: z.string(),
  build: z.string(),
  /** Absent in results that were written before there were headless shells: a full browser. */
  mode: z.enum(browserModes).optional(),
  driver: z.string(),
  profile: z.string(),
  policySettings: z.array(policySettingSchema),
});
export type BrowserIdentity = z.infer<typeof browserIdentitySchema>;

/** Marks the attachment of a test that carries a `CheckResult`, so that blob reports of shards keep it. */
export const checkResultContentType = 'application/vnd.originwatch.check+json';

/** Type of the annotation that tells how many cells a test will judge. */
export const plannedCellsAnnotation = 'cells';

/** What one Playwright test (one check in one browser) hands to the reporter. */
export const checkResultSchema = z.object({
  check: checkSummarySchema,
  browser: browserIdentitySchema,
  /** What the cells were compared with: a baseline key, or null when there was nothing to compare with. */
  comparedWith: z.string().nullable(),
  visits: z.number(),
  durationMs: z.number(),
  cells: z.array(cellResultSchema),
  evidence: z.record(z.string(), evidenceSchema),
  /** Absent in results that were written before there were invariants. */
  invariants: z.array(invariantResultSchema).optional(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

export const browserResultSchema = browserIdentitySchema.extend({
  comparedWith: z.string().nullable(),
  visits: z.number(),
  durationMs: z.number(),
  /** Milliseconds that each check took, by its id. */
  checkDurations: z.record(z.string(), z.number()).optional(),
  cells: z.array(cellResultSchema),
  /** What held in all visits, whatever their checks asked. */
  invariants: z.array(invariantResultSchema).optional(),
});
export type BrowserResult = z.infer<typeof browserResultSchema>;

export const resultsSchema = z.object({
  schemaVersion: z.literal(schemaVersion),
  startedAt: z.string(),
  durationMs: z.number(),
  checks: z.array(checkSummarySchema),
  browsers: z.array(browserResultSchema),
  /** Failures of the harness or a browser, one sentence each. */
  problems: z.array(z.string()),
  /** What a person should look at though it fails no run, such as a comment that is no longer true; one sentence each. */
  notes: z.array(z.string()).optional(),
});
export type Results = z.infer<typeof resultsSchema>;
