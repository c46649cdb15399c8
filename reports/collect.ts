import { mergeInvariants } from '../harness/model/invariants.ts';
import { checkResultSchema, schemaVersion, type BrowserResult, type CheckResult, type Results } from '../harness/model/results.ts';

/** A result that does not have the agreed form; the message names the first field at fault. */
export class MalformedResult extends Error {
  override readonly name = 'MalformedResult';
}

/** A check's result without its evidence, which goes to disk as soon as it comes. */
export type CollectedCheck = Omit<CheckResult, 'evidence'>;

/**
 * Reads what a test handed over.
 * @throws MalformedResult when it is not JSON or not of the agreed form.
 */
export function parseCheckResult(text: string): CheckResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new MalformedResult('the result is not JSON', { cause: error });
  }
  const parsed = checkResultSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [fault] = parsed.error.issues;
  const field = fault?.path.map(String).join('.') ?? '';
  throw new MalformedResult(`the result is malformed at «${field}»: ${fault?.message ?? 'unknown fault'}`, { cause: parsed.error });
}

/** Where a check's evidence file is, relative to `results.json`. */
export function evidencePath(key: string, profile: string, checkId: string): string {
  return `evidence/${key}/${profile}/${checkId}.json`;
}

/** The results of a run so far: one for each check and browser, the last one winning. */
export class Collection {
  readonly #checks = new Map<string, CollectedCheck>();

  /** Keeps the result; each cell's evidence becomes a reference of the form `path of the file#key in the file`. */
  add({ check, browser, comparedWith, visits, durationMs, cells, invariants }: CheckResult): void {
    const path = evidencePath(browser.key, browser.profile, check.id);
    const referring = cells.map((cell) => ({ ...cell, evidence: cell.evidence === null ? null : `${path}#${cell.evidence}` }));
    this.#checks.set(path, { check, browser, comparedWith, visits, durationMs, cells: referring, invariants });
  }

  /** What has been collected, in the order in which a report lists it, whatever the order of arrival. */
  get checks(): readonly CollectedCheck[] {
    return [...this.#checks.values()].sort(
      (left, right) => compareBrowsers(left.browser, right.browser) || compareText(left.check.id, right.check.id),
    );
  }

  /** The results contract. */
  results(run: {
    readonly startedAt: Date;
    readonly durationMs: number;
    readonly problems: readonly string[];
    readonly notes?: readonly string[];
  }): Results {
    const summaries = new Map(this.checks.map(({ check }) => [check.id, check]));
    const browsers = new Map<string, BrowserResult>();
    for (const { check, browser, comparedWith, visits, durationMs, cells, invariants = [] } of this.checks) {
      const name = `${browser.key}\n${browser.profile}`;
      const before = browsers.get(name);
      browsers.set(name, {
        ...browser,
        comparedWith,
        visits: (before?.visits ?? 0) + visits,
        durationMs: (before?.durationMs ?? 0) + durationMs,
        checkDurations: { ...before?.checkDurations, [check.id]: durationMs },
        cells: [...(before?.cells ?? []), ...cells],
        invariants: mergeInvariants([...(before?.invariants ?? []), ...invariants]),
      });
    }
    return {
      schemaVersion,
      startedAt: run.startedAt.toISOString(),
      durationMs: Math.round(run.durationMs),
      checks: [...summaries.values()].sort((left, right) => compareText(left.id, right.id)),
      browsers: [...browsers.values()],
      problems: [...run.problems],
      notes: [...(run.notes ?? [])],
    };
  }
}

function compareBrowsers(left: CheckResult['browser'], right: CheckResult['browser']): number {
  return (
    compareText(left.engine, right.engine) ||
    left.key.localeCompare(right.key, 'en', { numeric: true }) ||
    compareText(left.profile, right.profile)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
