import { LivingLine } from '../model/living-line.ts';
import { stockProfile, type FoundBrowser } from '../browsers/port.ts';
import { startSession } from '../engine/session.ts';
import { caseLines, caseResult, Tally, type CaseAnswer, type CaseResult } from '../probe/case-result.ts';
import { cookieCases, type CookieCase } from '../probe/cookie-case.ts';
import { expectedHeader } from '../probe/expected-header.ts';
import { InOrder } from '../probe/in-order.ts';
import { progressText } from '../probe/progress-text.ts';
import { takeCases } from '../probe/take-cases.ts';
import { chooseBrowsers } from './choose-browsers.ts';
import { readJsonFile } from './json-file.ts';

/** `originwatch cookie --cases FILE`: every case through every browser, the browsers side by side. */
export async function tellCases(file: string, options: { readonly browser?: readonly string[]; readonly json?: true }): Promise<void> {
  const cases = readJsonFile(file, cookieCases);
  const found = chooseBrowsers(options.browser);
  const keys = found.map(({ key }) => key);
  const write = options.json === true ? jsonWriter(cases.length) : textWriter(cases, keys);
  const progress = new Progress(keys, cases.length);
  const enough = new AbortController();
  // Whoever reads the answers has gone, as `head` does.
  process.stdout.on('error', () => {
    enough.abort();
  });
  const inOrder = new InOrder<CaseAnswer>(keys, (answers, index) => {
    const one = cases[index];
    if (one === undefined) return;
    progress.hide();
    write(caseResult(one.name, expectedHeader(one, new Date()), answers), index);
  });
  await Promise.all(
    found.map((browser) =>
      travel(browser, cases, enough.signal, (index, answer) => {
        progress.advance(browser.key);
        inOrder.add(browser.key, index, answer);
      }),
    ),
  );
  progress.hide();
}

/** Takes one browser through all cases; a browser that does not start, or ends, costs its own answers only. */
async function travel(
  found: FoundBrowser,
  cases: readonly CookieCase[],
  enough: AbortSignal,
  answered: (index: number, answer: CaseAnswer) => void,
): Promise<void> {
  let next = 0;
  const count = (index: number, answer: CaseAnswer): void => {
    next = index + 1;
    answered(index, answer);
  };
  try {
    const session = await startSession(found, stockProfile);
    try {
      await takeCases(cases, session.browser, session.world, count, enough);
      if (session.browser.gone.aborted) throw session.browser.gone.reason;
    } finally {
      await session.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`originwatch: ${message}`);
    process.exitCode = 1;
    while (next < cases.length) count(next, { error: message });
  }
}

type Write = (result: CaseResult, index: number) => void;

/** Writes a JSON list as its items come. */
function jsonWriter(count: number): Write {
  return (result, index) => {
    process.stdout.write(`${index === 0 ? '[\n' : ''}  ${JSON.stringify(result)}${index === count - 1 ? '\n]\n' : ',\n'}`);
  };
}

function textWriter(cases: readonly CookieCase[], keys: readonly string[]): Write {
  const nameWidth = Math.max(0, ...cases.map(({ name }) => name.length));
  const tally = new Tally(keys);
  return (result, index) => {
    tally.add(result);
    const last = index === cases.length - 1 ? ['', ...tally.lines()] : [];
    process.stdout.write([...caseLines(result, nameWidth), ...last].map((line) => `${line}\n`).join(''));
  };
}

/** The living line below the results. */
class Progress {
  readonly #line = new LivingLine(process.stderr);
  readonly #started = performance.now();
  readonly #done: Record<string, number>;
  readonly #total: number;

  constructor(keys: readonly string[], total: number) {
    this.#done = Object.fromEntries(keys.map((key) => [key, 0]));
    this.#total = total;
  }

  advance(key: string): void {
    this.#done[key] = (this.#done[key] ?? 0) + 1;
    this.#line.show(progressText(this.#done, this.#total, (performance.now() - this.#started) / 1000));
  }

  hide(): void {
    this.#line.hide();
  }
}
