import { answerNumberHeader } from '../../servers/cache-case.ts';
import { stockProfile, type FoundBrowser } from '../browsers/port.ts';
import { caseJourney, tracesOf } from '../catalogue/cache-visit.ts';
import { startSession } from '../engine/session.ts';
import { runJourney } from '../engine/visit.ts';
import { columns } from '../model/columns.ts';
import { conditionalFields, traceText, type RequestTrace } from '../oracles/http-cache-trace.ts';
import { ownCases, type OwnCase } from './cache-file.ts';
import { chooseBrowsers } from './choose-browsers.ts';
import { readJsonFile } from './json-file.ts';

/** Cases that one page runs; waits overlap within them. */
const casesPerVisit = 500;

/** What came of one request: whether and with which conditions the origin saw it, and what the page got. */
interface RequestResult {
  readonly arrived: boolean;
  /** Conditional header lines as they arrived, by lower-case name. */
  readonly conditional: Readonly<Record<string, string>>;
  /** Null, like the body, when the page got an error instead of a response. */
  readonly status: number | null;
  /** Header lines that the page could read, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly error?: string;
}

/** What came of all cases in one browser, in their order, or why there is nothing. */
type BrowserRun = { readonly key: string } & ({ readonly traces: readonly (readonly RequestTrace[])[] } | { readonly problem: string });

/** `originwatch cache --cases FILE`: every case through every browser, the browsers side by side. */
export async function tellCases(file: string, options: { readonly browser?: readonly string[]; readonly json?: true }): Promise<void> {
  const cases = readJsonFile(file, ownCases);
  const runs = await Promise.all(chooseBrowsers(options.browser).map((browser) => runIn(browser, cases)));
  for (const run of runs) {
    if (!('problem' in run)) continue;
    console.error(`originwatch: ${run.key}: ${run.problem}`);
    process.exitCode = 1;
  }
  console.log(options.json === true ? JSON.stringify(resultsOf(cases, runs), null, 2) : tableOf(cases, runs));
}

async function runIn(browser: FoundBrowser, cases: readonly OwnCase[]): Promise<BrowserRun> {
  const { key } = browser;
  const traces: (readonly RequestTrace[])[] = [];
  try {
    const session = await startSession(browser, stockProfile);
    try {
      for (let from = 0; from < cases.length; from += casesPerVisit) {
        const some = cases.slice(from, from + casesPerVisit);
        const { log } = await runJourney(
          (stage) => caseJourney(some, (path) => stage.url('https', 'target', path)),
          session.browser,
          session.world,
        );
        traces.push(...some.map((spec) => tracesOf(spec, log) ?? []));
      }
    } finally {
      await session.close();
    }
    return { key, traces };
  } catch (error) {
    return { key, problem: error instanceof Error ? error.message : String(error) };
  }
}

function resultsOf(cases: readonly OwnCase[], runs: readonly BrowserRun[]): unknown {
  const errors = Object.fromEntries(runs.flatMap((run) => ('problem' in run ? [[run.key, run.problem]] : [])));
  return cases.map(({ title }, index) => ({
    name: title,
    browsers: Object.fromEntries(runs.flatMap((run) => ('traces' in run ? [[run.key, (run.traces[index] ?? []).map(requestResult)]] : []))),
    ...(Object.keys(errors).length === 0 ? {} : { errors }),
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
  'miss         the origin was asked, and the page got its answer',
  'hit-K        the origin was not asked, and the page got the answer to request K',
  'asked        the origin was asked with a condition, and answered in full',
  'validated-K  the origin was asked with a condition and said 304, and the page got the answer to request K',
  'error        the page got a network error',
  'A>B          the answer A was a redirect, and B is what became of the place that it led to',
  'hit-K+A      the page got the answer to request K, and the origin was asked all the same',
];

/** A row for each case, a column for each browser. */
function tableOf(cases: readonly OwnCase[], runs: readonly BrowserRun[]): string {
  const cell = (run: BrowserRun, spec: OwnCase, index: number): string =>
    'traces' in run ? traceText(spec, run.traces[index] ?? []) : 'no answer';
  const rows = [
    ['', ...runs.map(({ key }) => key)],
    ...cases.map((spec, index) => [spec.title, ...runs.map((run) => cell(run, spec, index))]),
  ];
  return [...columns(rows), '', ...legend].join('\n');
}
