import { lineText, requestNumberHeader, type CacheRequest, type PageAnswer, type PlacedCase } from '../cache-case.ts';
import { raiseFence } from './cache-fence.ts';
import { describeError, report } from './report.ts';

/** Cases of one report; a report must not grow beyond what an origin keeps of a body. */
const casesPerReport = 10;

/**
 * Runs cases side by side, the requests of each one after the other, and reports by the case's base what the page got for
 * each request: `reportAs-0`, `reportAs-1` … as they end, and then `reportAs`.
 */
export async function runCacheCases(data: { cases: PlacedCase[]; reportAs: string }): Promise<void> {
  const lanes = new Lanes();
  const done: (readonly [base: string, answers: PageAnswer[]])[] = [];
  const reports: Promise<void>[] = [];
  const reportDone = (): void => {
    reports.push(report(`${data.reportAs}-${String(reports.length)}`, Object.fromEntries(done.splice(0, casesPerReport))));
  };
  await Promise.all(
    data.cases.map(async (one) => {
      done.push([one.base, await runCase(one, lanes)]);
      if (done.length >= casesPerReport) reportDone();
    }),
  );
  if (done.length > 0) reportDone();
  await Promise.all(reports);
  await report(data.reportAs, { reports: reports.length });
}

/** Lets a few cases ask at a time, more than a browser opens connections to a host; one that has begun goes before new ones. */
class Lanes {
  #free = 12;
  readonly #begun: (() => void)[] = [];
  readonly #fresh: (() => void)[] = [];

  async enter(begun: boolean): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => (begun ? this.#begun : this.#fresh).push(resolve));
  }

  leave(): void {
    const next = this.#begun.shift() ?? this.#fresh.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

/** Waits stand outside the lanes, so that those of many cases overlap. */
async function runCase({ base, requests }: PlacedCase, lanes: Lanes): Promise<PageAnswer[]> {
  const answers: PageAnswer[] = [];
  await lanes.enter(false);
  const passFence = requests.some(({ forgets }) => forgets) ? await raiseFence() : undefined;
  for (const [index, request] of requests.entries()) {
    answers.push(await ask(base, request, index + 1));
    if (request.forgets === true) await passFence?.();
    const next = requests[index + 1];
    const wait = next === undefined ? 0 : Math.max(request.waitMs ?? 0, next.forgets === true ? settlingMs : 0);
    if (wait > 0) {
      lanes.leave();
      await new Promise((resolve) => setTimeout(resolve, wait));
      await lanes.enter(true);
    }
  }
  lanes.leave();
  return answers;
}

/**
 * Time for the browser to have written what it stored, in milliseconds: WebKit begins a second later, and what it is made to
 * forget just while it writes it stays, once in more than a thousand times. No page can see the end of that.
 */
const settlingMs = 2_000;

async function ask(base: string, request: CacheRequest, number: number): Promise<PageAnswer> {
  const method = request.method ?? 'GET';
  const lines = (request.requestHeaders ?? []).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, lineText(name, value, base, Date.now())]],
  );
  if (request.setsCookie !== undefined) document.cookie = lineText('set-cookie', request.setsCookie, base, Date.now());
  try {
    const response = await fetch(base + (request.url ?? '/'), {
      method,
      headers: [...lines, [requestNumberHeader, String(number)]],
      ...(request.credentials === undefined ? {} : { credentials: request.credentials }),
      ...(request.requestBody === undefined ? {} : { body: request.requestBody }),
      ...(request.cacheMode === undefined ? {} : { cache: request.cacheMode }),
      // Fetch allows only-if-cached within the own origin alone.
      mode: 'same-origin',
    });
    const { status, headers, redirected, url } = response;
    const answer = { status, headers: Object.fromEntries(headers), body: await response.text() };
    return redirected ? { ...answer, redirectedTo: url.slice(location.origin.length) } : answer;
  } catch (error) {
    return { error: describeError(error) };
  }
}
