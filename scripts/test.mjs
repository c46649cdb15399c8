// npm test: types, lint, formatting, unit tests, and a short run in the real browsers. Every stage runs, so that one
// failure does not hide another. A stage without tests of its own adds one to the failures when it fails.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageProgram, run } from './run.mjs';
import { setUp } from './set-up.mjs';

/** The controls, and of every family checks that stay short; together they start browsers in every way that there is. */
const shortRun = [
  'browser/',
  'sop/links',
  'cookies/(http-only|schemeful)',
  'caching/freshness',
  'history/restored-state',
  'post/clicked-twice',
  'sessions/logout',
  'connections/closing',
].join('|');

/** @typedef {{ passed: number, failed: number }} Counts */

setUp();
const folder = mkdtempSync(join(tmpdir(), 'originwatch-test-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true });
});
const total = { passed: 0, failed: 0 };
// Pages have the browser's globals, and everything else Node's.
for (const project of ['.', 'servers/page', 'reports/page']) count(await plainStage(`types in ${project}`, 'tsc', ['--project', project]));
count(await plainStage('lint', 'eslint', ['.']));
count(await plainStage('formatting', 'prettier', ['--check', '--log-level', 'warn', '.']));
count(await vitestStage('unit tests', [], join(folder, 'unit.json')));
count(await vitestStage('driver contract in the real browsers', ['--config', 'vitest.real.config.ts'], join(folder, 'contract.json')));
count(await shortBrowserRun(join(folder, 'browsers.json')));
console.log(`originwatch: ${total.failed === 0 ? 'all is well' : 'something failed; the stages above say what'}`);
const countsFile = process.env['ORIGINWATCH_COUNTS'];
if (countsFile !== undefined) writeFileSync(countsFile, `${String(total.passed)} passed, ${String(total.failed)} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** @param {Counts} stage */
function count({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}

/**
 * @param {string} name
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<Counts>}
 */
async function plainStage(name, program, args) {
  announce(name);
  return { passed: 0, failed: (await run(packageProgram(program), args)) === 0 ? 0 : 1 };
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {string} file where vitest writes its counts
 * @returns {Promise<Counts>}
 */
async function vitestStage(name, args, file) {
  announce(name);
  const status = await run(packageProgram('vitest'), [
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = /** @type {{ numPassedTests: number, numFailedTests: number } | undefined} */ (readJson(file));
  return agreeing({ passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }, status);
}

/**
 * @param {string} file where Playwright writes its counts
 * @returns {Promise<Counts>}
 */
async function shortBrowserRun(file) {
  announce('short run in the real browsers');
  const status = await run(packageProgram('playwright'), ['test', '--grep', shortRun, '--add-reporter', 'json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const report = /** @type {{ stats: { expected: number, unexpected: number, flaky: number } } | undefined} */ (readJson(file));
  const { expected, unexpected, flaky } = report?.stats ?? { expected: 0, unexpected: 0, flaky: 0 };
  return agreeing({ passed: expected, failed: unexpected + flaky }, status);
}

/**
 * What a tool wrote, or undefined when it wrote nothing.
 * @param {string} file
 * @returns {unknown}
 */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * A stage that ended badly without a failed test (it could not run, or found none) has failed once.
 * @param {Counts} counts
 * @param {number} status
 * @returns {Counts}
 */
function agreeing(counts, status) {
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {string} name */
function announce(name) {
  console.log(`\noriginwatch: ${name}`);
}
