import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { answerNumberHeader } from '../../servers/cache-case.ts';
import { findBrowsers } from '../browsers/find.ts';
import { stockProfile, type FoundBrowser } from '../browsers/port.ts';
import { caseJourney, tracesOf } from '../catalogue/cache-visit.ts';
import { startSession } from '../engine/session.ts';
import { runJourney } from '../engine/visit.ts';
import { conditionalFields, traceText, type RequestTrace } from '../oracles/http-cache-trace.ts';
import { UserError } from '../user-error.ts';
import { parseCases, type OwnCase } from './cache-file.ts';

/** What came of one request: whether and with which conditions the origin saw it, and what the page got. */
interface RequestResult {
  readonly arrived: boolean;
  /** Conditional header lines as they arrived, by lower-case name. */
  readonly conditional: Readonly<Record<string, string>>;
  /** Null when the page got an error instead of a response. */
  readonly status: number | null;
  /** Header lines that the page could read, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly error?: string;
}

/** What came of the cases in one browser, in their order. */
interface BrowserRun {
  readonly key: string;
  readonly traces: readonly (readonly RequestTrace[])[];
}

/** `originwatch cache`: one's own cache cases in the browsers of this machine. */
export function addCacheCommand(program: Command): void {
  program
    .command('cache')
    .description('Runs cache cases of your own: which requests reach the origin, and what the page gets')
    .requiredOption(
      '--cases <file>',
      'JSON: a list of { name, requests: [{ method, url, requestHeaders, cacheMode, status, responseHeaders, body, waitMs }] }',
    )
    .addOption(new Option('--browser <key>', 'only browsers whose key begins so, such as firefox; may be repeated').argParser(collect))
    .option('--json', 'print what came of each request')
    .addHelpText(
      'after',
      '\nEach case has its paths for itself. A header value { "now": -3600 } is a date that many seconds from now. A wait follows its answer;\n' +
        'waits of several cases overlap. The status 304 is only said to a request that brings a condition; another gets 200.',
    )
    .action(runCases);
}

function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

async function runCases(options: { cases: string; browser?: readonly string[]; json?: true }): Promise<void> {
  const cases = parseCases(readText(options.cases), options.cases);
  const runs: BrowserRun[] = [];
  for (const browser of chosenBrowsers(options.browser)) {
    try {
      runs.push({ key: browser.key, traces: await runIn(browser, cases) });
    } catch (error) {
      console.error(`originwatch: ${browser.key}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
  console.log(options.json === true ? JSON.stringify(resultsOf(cases, runs), null, 2) : tableOf(cases, runs));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read (${error instanceof Error ? error.message : String(error)}); name a file with cases`, {
      cause: error,
    });
  }
}

function chosenBrowsers(keys: readonly string[] | undefined): readonly FoundBrowser[] {
  const { found, missing } = findBrowsers();
  const chosen = found.filter(({ key }) => keys === undefined || keys.some((beginning) => key.startsWith(beginning)));
  if (chosen.length > 0) return chosen;
  const there = found.length === 0 ? missing.map(({ engine, problem }) => `${engine}: ${problem}`) : found.map(({ key }) => key);
  throw new UserError(
    found.length === 0 ? `no browser was found (${there.join('; ')})` : `no browser is called so; there are ${there.join(', ')}`,
  );
}

async function runIn(browser: FoundBrowser, cases: readonly OwnCase[]): Promise<readonly (readonly RequestTrace[])[]> {
  const session = await startSession(browser, stockProfile);
  try {
    const { log } = await runJourney(
      (stage) => caseJourney(cases, (path) => stage.url('https', 'target', path)),
      session.browser,
      session.world,
    );
    return cases.map((spec) => tracesOf(spec, log) ?? []);
  } finally {
    await session.close();
  }
}

function resultsOf(cases: readonly OwnCase[], runs: readonly BrowserRun[]): unknown {
  return cases.map(({ title }, index) => ({
    name: title,
    browsers: Object.fromEntries(runs.map(({ key, traces }) => [key, (traces[index] ?? []).map(requestResult)])),
  }));
}

function requestResult({ arrivals, got }: RequestTrace): RequestResult {
  const seen = arrivals.at(-1)?.headers ?? {};
  const conditional = Object.fromEntries(Object.entries(seen).filter(([name]) => conditionalFields.some((field) => field === name)));
  const arrived = arrivals.length > 0;
  if ('error' in got) return { arrived, conditional, status: null, headers: {}, body: null, error: got.error };
  const headers = Object.fromEntries(Object.entries(got.headers).filter(([name]) => name !== answerNumberHeader));
  return { arrived, conditional, status: got.status, headers, body: got.body };
}

const legend = [
  'miss: the origin was asked   hit-K: it was not, the page got the answer to request K   asked: with a condition, answered in full',
  'validated-K: with a condition, answered 304, the page got the answer to request K   error: the page got a network error',
];

/** A row for each case, a column for each browser. */
function tableOf(cases: readonly OwnCase[], runs: readonly BrowserRun[]): string {
  const rows = [
    ['', ...runs.map(({ key }) => key)],
    ...cases.map((spec, index) => [spec.title, ...runs.map(({ traces }) => traceText(spec, traces[index] ?? []))]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', ...legend].join('\n');
}
