/**
 * Puts answers that come from several sides at different speeds back into rows, and hands each row on as soon as it is
 * complete and all rows before it are.
 */
export class InOrder<Answer> {
  readonly #sides: readonly string[];
  readonly #emit: (row: Readonly<Record<string, Answer>>, index: number) => void;
  readonly #rows = new Map<number, Map<string, Answer>>();
  #next = 0;

  constructor(sides: readonly string[], emit: (row: Readonly<Record<string, Answer>>, index: number) => void) {
    this.#sides = sides;
    this.#emit = emit;
  }

  add(side: string, index: number, answer: Answer): void {
    const row = this.#rows.get(index) ?? new Map<string, Answer>();
    this.#rows.set(index, row.set(side, answer));
    for (let ready = this.#complete(); ready !== undefined; ready = this.#complete()) {
      this.#rows.delete(this.#next);
      this.#emit(ready, this.#next++);
    }
  }

  /** The next row in the order of the sides, when it has them all. */
  #complete(): Readonly<Record<string, Answer>> | undefined {
    const row = this.#rows.get(this.#next);
    if (row?.size !== this.#sides.length) return undefined;
    return Object.fromEntries(this.#sides.map((side) => [side, row.get(side) as Answer]));
  }
}
