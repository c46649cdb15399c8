import { lineText, requestNumberHeader, type CacheRequest, type PageAnswer, type PlacedCase } from '../cache-case.ts';
import { describeError, report } from './report.ts';

/** Cases of one report; a report must not grow beyond what an origin keeps of a body. */
const casesPerReport = 20;
/** Cases under way at once, more than a browser opens connections to a host. */
const lanes = 12;

/**
 * Runs cases side by side, the requests of each one after the other, and reports by the case's base what the page got for
 * each request: `reportAs-0`, `reportAs-1` … as they end, and then `reportAs`.
 */
export async function runCacheCases(data: { cases: PlacedCase[]; reportAs: string }): Promise<void> {
  const waiting = [...data.cases];
  const done: (readonly [base: string, answers: PageAnswer[]])[] = [];
  const reports: Promise<void>[] = [];
  const reportDone = (least: number): void => {
    while (done.length >= least && done.length > 0) {
      reports.push(report(`${data.reportAs}-${String(reports.length)}`, Object.fromEntries(done.splice(0, casesPerReport))));
    }
  };
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        done.push([next.base, await runCase(next)]);
        reportDone(casesPerReport);
      }
    }),
  );
  reportDone(1);
  await Promise.all(reports);
  await report(data.reportAs, { reports: reports.length });
}

async function runCase({ base, requests }: PlacedCase): Promise<PageAnswer[]> {
  const answers: PageAnswer[] = [];
  for (const [index, request] of requests.entries()) {
    answers.push(await ask(base, request, index + 1));
    if (request.waitMs !== undefined) await new Promise((resolve) => setTimeout(resolve, request.waitMs));
  }
  return answers;
}

async function ask(base: string, request: CacheRequest, number: number): Promise<PageAnswer> {
  const method = request.method ?? 'GET';
  const lines = (request.requestHeaders ?? []).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, lineText(name, value, base, Date.now())]],
  );
  try {
    const response = await fetch(base + (request.url ?? '/'), {
      method,
      headers: [...lines, [requestNumberHeader, String(number)]],
      ...(request.cacheMode === undefined ? {} : { cache: request.cacheMode }),
      // Fetch allows only-if-cached within the own origin alone.
      mode: 'same-origin',
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  } catch (error) {
    return { error: describeError(error) };
  }
}
