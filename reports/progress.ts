import { LivingLine, type Screen } from '../harness/model/living-line.ts';
import type { CheckResult } from '../harness/model/results.ts';

/** Says what is going on while a run goes on: a line for each finished check, and on a terminal one living line below. */
export class Progress {
  readonly #screen: Screen;
  readonly #living: LivingLine;
  readonly #planned: number;
  readonly #running = new Set<string>();
  #checksDone = 0;
  #cellsDone = 0;
  #changed = 0;

  constructor(screen: Screen, planned: number) {
    this.#screen = screen;
    this.#living = new LivingLine(screen);
    this.#planned = planned;
  }

  begin(test: string): void {
    this.#running.add(test);
    this.#draw();
  }

  /** @param result undefined when the test ended without one. */
  end(test: string, result: CheckResult | undefined): void {
    this.#running.delete(test);
    this.#checksDone += 1;
    const changed = result?.cells.filter(({ change }) => change !== null).length ?? 0;
    this.#cellsDone += result?.cells.length ?? 0;
    this.#changed += changed;
    const outcome =
      result === undefined
        ? 'no result'
        : `${String(result.cells.length)} cells in ${(result.durationMs / 1000).toFixed(1)} s${changed === 0 ? '' : `, ${String(changed)} changed`}`;
    this.print(`[${String(this.#checksDone)}/${String(this.#planned)}] ${test}  ${outcome}`);
  }

  /** Prints lines that stay. */
  print(...lines: readonly string[]): void {
    this.clear();
    this.#screen.write(lines.map((line) => `${line}\n`).join(''));
    this.#draw();
  }

  /** Takes the living line away. */
  clear(): void {
    this.#living.hide();
  }

  #draw(): void {
    if (this.#running.size === 0) return;
    const changes = this.#changed === 0 ? '' : `, ${String(this.#changed)} changed`;
    this.#living.show(`${String(this.#cellsDone)} cells judged${changes}; now ${[...this.#running].join(', ')}`);
  }
}
