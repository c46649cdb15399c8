const space = /[ \t\n\r]*/y;
const text = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;

/** Where a text stops being JSON. */
export interface SyntaxFault {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Finds where a text stops being JSON (RFC 8259), or undefined when it is JSON. What `JSON.parse` says of the place differs
 * from version to version, and is often nothing.
 */
export function syntaxFault(json: string): SyntaxFault | undefined {
  const reader = new Reader(json);
  if (reader.value() && reader.isAtEnd()) return undefined;
  const before = json.slice(0, reader.at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

class Reader {
  readonly #json: string;
  at = 0;

  constructor(json: string) {
    this.#json = json;
  }

  value(): boolean {
    this.#take(space);
    if ([text, number, word].some((scalar) => this.#take(scalar))) return true;
    if (this.#take(/\[/y)) return this.#list(() => this.value(), /\]/y);
    if (this.#take(/\{/y)) return this.#list(() => this.#member(), /\}/y);
    return false;
  }

  isAtEnd(): boolean {
    this.#take(space);
    return this.at === this.#json.length;
  }

  #member(): boolean {
    this.#take(space);
    if (!this.#take(text)) return false;
    this.#take(space);
    return this.#take(/:/y) && this.value();
  }

  #list(item: () => boolean, end: RegExp): boolean {
    this.#take(space);
    if (this.#take(end)) return true;
    do {
      if (!item()) return false;
      this.#take(space);
    } while (this.#take(/,/y));
    return this.#take(end);
  }

  /** Moves over what the sticky expression matches here; stays where it matches nothing. */
  #take(expression: RegExp): boolean {
    expression.lastIndex = this.at;
    if (!expression.test(this.#json)) return false;
    this.at = expression.lastIndex;
    return true;
  }
}
