import { join, relative } from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { recordedBaselines } from '../harness/baselines/recorded.ts';
import { BaselineStore } from '../harness/baselines/store.ts';
import { changeText } from '../harness/model/change-text.ts';
import { brokenText, unnoticed } from '../harness/model/invariants.ts';
import { checkResultContentType, plannedCellsAnnotation, type CheckResult } from '../harness/model/results.ts';
import { baselinesFolder, outputFolder } from '../harness/paths.ts';
import { acceptResults } from './accept.ts';
import { Collection, evidencePath, MalformedResult, parseCheckResult } from './collect.ts';
import { listingLines } from './listing.ts';
import { OutputFailure, OutputFolder } from './output-folder.ts';
import { Problems } from './problems.ts';
import { nameOf, Progress, type PlannedCheck } from './progress.ts';
import { readFuzz } from './read-fuzz.ts';
import { reportPage } from './report-page.ts';
import { staleComments } from './stale-comments.ts';
import { summaryLines } from './summary.ts';
import { unobserved } from './unobserved.ts';

/** The most changed cells that are told in full for one check in one browser. */
const toldInFull = 20;

/** Stores what the checks found, tells it on the terminal, writes the report page and, with `-u`, the baselines. */
export default class OriginwatchReporter implements Reporter {
  readonly #collection = new Collection();
  readonly #problems = new Problems();
  readonly #output = new OutputFolder(outputFolder);
  #outputFailure: string | undefined;
  #accepting = false;
  #planned: readonly PlannedCheck[] = [];
  #hasBegun = false;
  #progress = new Progress(process.stdout, []);

  printsToStdio(): boolean {
    return true;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#accepting = config.updateSnapshots === 'all' || config.updateSnapshots === 'changed';
    this.#planned = suite.allTests().map(plannedOf);
    this.#progress = new Progress(process.stdout, this.#planned);
  }

  onTestBegin(test: TestCase): void {
    // Only now: a list of checks, or a name that fits none, is no reason to lose what the last run found.
    if (!this.#hasBegun) {
      this.#store(() => {
        this.#output.empty();
      });
    }
    this.#hasBegun = true;
    this.#progress.begin(plannedOf(test));
  }

  onTestEnd(test: TestCase, outcome: TestResult): void {
    const result = this.#resultOf(test, outcome);
    this.#progress.end(plannedOf(test), result);
    const browser = browserOf(test);
    if (result === undefined) {
      for (const { message } of outcome.errors) this.#problems.add(browser, message ?? 'the test failed without a message', test.title);
      return;
    }
    const { check, browser: identity, cells, evidence } = result;
    const changes = this.#accepting ? [] : cells.filter(({ change }) => change !== null);
    const broken = unnoticed(result.invariants ?? []).map(brokenText);
    const complained = changes.length > 0 || cells.some(({ verdict }) => verdict === 'error');
    // What the test itself complains about is in the cells; any error beyond that is the harness's.
    for (const { message } of outcome.errors.slice(complained ? 1 : 0)) this.#problems.add(browser, message ?? 'an error', test.title);
    this.#problems.addFailedCells(browser, check.id, cells);
    this.#tell(
      nameOf(plannedOf(test)),
      changes.slice(0, toldInFull).map((cell) => changeText(cell, evidence)),
      changes.length,
    );
    if (broken.length > 0) this.#progress.print(...broken, '');
    this.#collection.add(result);
    this.#store(() => {
      this.#output.write(evidencePath(identity.key, identity.profile, check.id), JSON.stringify(evidence));
    });
  }

  onError({ message, value }: TestError): void {
    this.#problems.add('', message ?? value ?? 'an error without a message');
  }

  onStdOut(chunk: string | Buffer): void {
    this.#progress.clear();
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    this.#progress.clear();
    process.stderr.write(chunk);
  }

  onEnd(run: FullResult): Promise<{ status: FullResult['status'] }> {
    this.#progress.clear();
    const failed = this.#hasBegun ? this.#endOfRun(run) : this.#endWithoutARun();
    const status = failed && run.status === 'passed' ? 'failed' : run.status;
    // `merge-reports` exits with 0 whatever a reporter answers, so the exit itself is told.
    if (status !== 'passed') process.once('exit', (code) => (process.exitCode = code === 0 ? 1 : code));
    return Promise.resolve({ status });
  }

  /** Writes what the run found, and tells it; true when something failed. */
  #endOfRun(run: FullResult): boolean {
    const { checks } = this.#collection;
    const store = new BaselineStore(baselinesFolder);
    if (this.#accepting) {
      for (const failure of acceptResults(checks, store)) this.#problems.add('', failure);
    }
    const problems = this.#problems.sentences;
    const notes = [...unobserved(checks), ...staleComments(checks, store)];
    const results = this.#collection.results({ startedAt: run.startTime, durationMs: run.duration, problems, notes });
    this.#store(() => {
      this.#output.write('results.json', `${JSON.stringify(results)}\n`);
      this.#output.write(
        'index.html',
        reportPage(results, (path) => this.#output.read(path), readFuzz(this.#output), recordedBaselines(baselinesFolder)),
      );
    });
    const accepted =
      this.#accepting && checks.length > 0 ? [`Accepted as the new baselines in ${relative(process.cwd(), baselinesFolder)}`] : [];
    const place = this.#outputFailure ?? `Report: ${relative(process.cwd(), join(outputFolder, 'index.html'))}`;
    process.stdout.write(`\n${summaryLines(results, [...accepted, place]).join('\n')}\n`);
    return problems.length > 0 || this.#outputFailure !== undefined;
  }

  /** Checks were to be listed, or there were none to run, or they could not be loaded: the last run's report stays as it is. */
  #endWithoutARun(): boolean {
    const problems = this.#problems.sentences.map((problem) => `problem  ${problem}`);
    const none = 'No check was run: --list shows the names of all, in which --grep looks.';
    const lines = problems.length === 0 && this.#planned.length > 0 ? listingLines(this.#planned) : [...problems, none];
    process.stdout.write(`${lines.join('\n')}\n`);
    return problems.length > 0;
  }

  /** The result that a test handed over; a fault of it becomes a problem. */
  #resultOf(test: TestCase, outcome: TestResult): CheckResult | undefined {
    const body = outcome.attachments.find(({ contentType }) => contentType === checkResultContentType)?.body;
    if (body === undefined) {
      if (outcome.status === 'passed') this.#problems.add(browserOf(test), 'the test passed but handed over no result', test.title);
      return undefined;
    }
    try {
      return parseCheckResult(body.toString('utf8'));
    } catch (error) {
      if (!(error instanceof MalformedResult)) throw error;
      this.#problems.add(browserOf(test), error.message, test.title);
      return undefined;
    }
  }

  #tell(name: string, texts: readonly string[], total: number): void {
    if (total === 0) return;
    const rest = total > texts.length ? [`… and ${String(total - texts.length)} more changed cells of ${name}`] : [];
    this.#progress.print(...texts, ...rest, '');
  }

  /** Results that cannot be stored are still told: the first failure is kept for the summary. */
  #store(action: () => void): void {
    if (this.#outputFailure !== undefined) return;
    try {
      action();
    } catch (error) {
      if (!(error instanceof OutputFailure)) throw error;
      this.#outputFailure = error.message;
    }
  }
}

function browserOf(test: TestCase): string {
  return test.parent.project()?.name ?? '';
}

function plannedOf(test: TestCase): PlannedCheck {
  const cells = test.annotations.find(({ type }) => type === plannedCellsAnnotation)?.description;
  return { browser: browserOf(test), check: test.title, cells: Number(cells ?? 0) };
}
