/** The part of a terminal that a living line needs. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The last line of a terminal, which changes while work goes on; nothing at all where there is no terminal. */
export class LivingLine {
  readonly #screen: Screen;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  show(text: string): void {
    if (this.#screen.isTTY === true) this.#screen.write(`\r\u001b[K${text.slice(0, (this.#screen.columns ?? 80) - 1)}`);
  }

  hide(): void {
    if (this.#screen.isTTY === true) this.#screen.write('\r\u001b[K');
  }
}
