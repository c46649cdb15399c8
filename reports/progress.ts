import { LivingLine, type Screen } from '../harness/model/living-line.ts';
import type { CheckResult } from '../harness/model/results.ts';

/** A check in one browser, as it is planned. */
export interface PlannedCheck {
  readonly browser: string;
  /** The check's id. */
  readonly check: string;
  readonly cells: number;
}

/** Says what is going on while a run goes on: a line for each finished check, and on a terminal one living line below. */
export class Progress {
  readonly #screen: Screen;
  readonly #living: LivingLine;
  /** Cells by browser and family. */
  readonly #planned = new Map<string, number>();
  readonly #done = new Map<string, number>();
  readonly #running = new Set<PlannedCheck>();
  #changed = 0;

  constructor(screen: Screen, planned: readonly PlannedCheck[]) {
    this.#screen = screen;
    this.#living = new LivingLine(screen);
    for (const one of planned) add(this.#planned, partOf(one), one.cells);
  }

  begin(check: PlannedCheck): void {
    this.#running.add(check);
    this.#draw();
  }

  /** @param result undefined when the test ended without one. */
  end(check: PlannedCheck, result: CheckResult | undefined): void {
    for (const one of this.#running) if (nameOf(one) === nameOf(check)) this.#running.delete(one);
    add(this.#done, partOf(check), check.cells);
    const changed = result?.cells.filter(({ change }) => change !== null).length ?? 0;
    this.#changed += changed;
    const outcome =
      result === undefined
        ? 'no result'
        : `${counted(result.cells.length)} cells in ${(result.durationMs / 1000).toFixed(1)} s${changed === 0 ? '' : `, ${counted(changed)} changed`}`;
    this.print(`[${this.#share()} cells] ${nameOf(check)}  ${outcome}`);
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
    const parts = [...new Set([...this.#running].map(partOf))].map(
      (part) => `${part} ${counted(this.#done.get(part) ?? 0)}/${counted(this.#planned.get(part) ?? 0)}`,
    );
    this.#living.show(`${this.#share()} cells, ${counted(this.#changed)} changed; now ${parts.join(', ')}`);
  }

  #share(): string {
    return `${counted(total(this.#done))}/${counted(total(this.#planned))}`;
  }
}

/** A check in a browser, as lines name it. */
export function nameOf({ browser, check }: PlannedCheck): string {
  return `${browser}  ${check}`;
}

function partOf({ browser, check }: PlannedCheck): string {
  return `${browser} ${check.split('/', 1)[0] ?? check}`;
}

function add(counts: Map<string, number>, part: string, cells: number): void {
  counts.set(part, (counts.get(part) ?? 0) + cells);
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function counted(count: number): string {
  return count.toLocaleString('en');
}
