/** A pattern of cell ids, ready to use. */
export interface CellPattern {
  /** The check that its cells belong to. */
  readonly check: string;
  readonly matches: (cellId: string) => boolean;
}

/**
 * Reads a pattern such as `cookies/samesite-send/{same-site,cross-site}/fetch-no-*`.
 * @throws Error when it does not begin with a check's id in full.
 */
export function cellPattern(text: string): CellPattern {
  const check = /^[a-z0-9-]+\/[a-z0-9-]+(?=\/)/.exec(text)?.[0];
  if (check === undefined) throw new Error(`the pattern «${text}» does not begin with a check’s id`);
  const expression = text
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^{}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)
    .replace(/\*\*?/g, (stars) => (stars === '**' ? '.*' : '[^/]*'));
  const whole = new RegExp(`^${expression}$`);
  return { check, matches: (cellId) => whole.test(cellId) };
}
