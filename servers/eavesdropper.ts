/** Somebody on the way between browsers and origins, who reads the octets of browsers as they go by, and listens for texts. */
export class Eavesdropper {
  /** Those of the texts that were read so far. */
  readonly heard = new Set<string>();
  readonly #texts: readonly string[];
  readonly #longest: number;

  /** @param texts of ASCII characters. */
  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#longest = Math.max(0, ...texts.map(({ length }) => length));
  }

  /** Listens to one stream of octets, in whatever pieces it comes. */
  listen(): (octets: Buffer | string) => void {
    let tail = '';
    return (octets) => {
      const said = tail + octets.toString('latin1');
      for (const text of this.#texts) if (said.includes(text)) this.heard.add(text);
      // A piece may end in the middle of a text.
      tail = said.slice(Math.max(0, said.length - this.#longest + 1));
    };
  }
}
