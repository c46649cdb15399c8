import { expect, test as base, type TestInfo } from '@playwright/test';
import { compareWithBaseline } from './baselines/compare.ts';
import { BaselineStore } from './baselines/store.ts';
import { stockProfile, type FoundBrowser } from './browsers/port.ts';
import { runCheck, summarize } from './engine/run-check.ts';
import { startSession, type Session } from './engine/session.ts';
import type { Axes } from './model/axes.ts';
import { cellsOf, validateCheck, type Check } from './model/check.ts';
import { changeText } from './model/change-text.ts';
import { checkResultContentType, plannedCellsAnnotation, type CheckResult } from './model/results.ts';
import { baselinesFolder } from './paths.ts';

/** What playwright.config.ts gives each project: the browser that it stands for, or why that one does not run. */
export interface ProjectOptions {
  readonly browserFound?: FoundBrowser;
  readonly browserProblem?: string;
}

/** A run that cannot begin; the message says what to do. */
class SetupError extends Error {
  override readonly name = 'SetupError';
}

const test = base.extend<object, ProjectOptions & { session: Session }>({
  browserFound: [undefined, { option: true, scope: 'worker' }],
  browserProblem: [undefined, { option: true, scope: 'worker' }],
  session: [
    async ({ browserFound, browserProblem }, use) => {
      if (browserFound === undefined) {
        throw new SetupError(browserProblem ?? 'this project has no browser; run with the project’s own playwright.config.ts');
      }
      const session = await startSession(browserFound, stockProfile);
      await use(session);
      await session.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/**
 * Defines a check. Under Playwright it becomes a test of the same name; for the commands it is the value itself.
 * @throws Error when the definition is not sound (see `validateCheck`).
 */
export function check<const A extends Axes>(definition: Check<A>): Check {
  // A check's functions only ever see values of its own axes, which the engine takes from the same object.
  const defined = definition as unknown as Check;
  validateCheck(defined);
  if (process.env['ORIGINWATCH_UNDER_PLAYWRIGHT'] === '1') {
    const annotation = { type: plannedCellsAnnotation, description: String(cellsOf(defined).length) };
    test(defined.id, { annotation }, async ({ session }, testInfo) => {
      await runAsTest(defined, session, testInfo);
    });
  }
  return defined;
}

async function runAsTest(defined: Check, session: Session, testInfo: TestInfo): Promise<void> {
  const accepting = testInfo.config.updateSnapshots === 'all' || testInfo.config.updateSnapshots === 'changed';
  const { identity } = session;
  const family = defined.id.split('/', 1)[0] ?? defined.id;
  const reference = new BaselineStore(baselinesFolder).reference(identity.key, identity.profile, family);
  const run = await runCheck(defined, session.browser, session.world);
  const cells = compareWithBaseline(defined.id, run.cells, reference?.baseline);
  const result: CheckResult = {
    check: summarize(defined),
    browser: identity,
    comparedWith: reference?.key ?? null,
    visits: run.visits,
    durationMs: run.durationMs,
    cells,
    evidence: run.evidence,
    invariants: [...run.invariants],
  };
  await testInfo.attach('originwatch', { body: JSON.stringify(result), contentType: checkResultContentType });
  const changed = accepting ? [] : cells.filter(({ change }) => change !== null);
  const complaints = [...run.problems, ...changed.map((cell) => changeText(cell, run.evidence))];
  expect(complaints.length, complaints.join('\n\n')).toBe(0);
}
