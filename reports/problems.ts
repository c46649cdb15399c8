import { stripVTControlCharacters } from 'node:util';
import type { CellResult } from '../harness/model/results.ts';

/**
 * Failures of the harness or of a browser, each told once however many tests it struck: a browser that does not start
 * fails every check of its project for one and the same reason.
 */
export class Problems {
  readonly #places = new Map<string, { readonly cause: string; readonly where: string[] }>();

  /**
   * @param browser key of the browser that it concerns, or the empty string when it concerns the run.
   * @param where the check or visit that noticed it, or the empty string.
   */
  add(browser: string, cause: string, where = ''): void {
    const sentence = firstSentence(cause);
    const name = `${browser}\n${sentence}`;
    const known = this.#places.get(name) ?? { cause: browser === '' ? sentence : `${browser}: ${sentence}`, where: [] };
    if (where !== '' && !known.where.includes(where)) known.where.push(where);
    this.#places.set(name, known);
  }

  /** The causes behind the cells that the harness could not judge. */
  addFailedCells(browser: string, checkId: string, cells: readonly CellResult[]): void {
    const reasons = new Set(cells.filter(({ verdict }) => verdict === 'error').map(({ reason }) => reason ?? 'no reason was given'));
    for (const reason of reasons) {
      // A visit's failure reads «check (visit): cause»; the cause is what visits have in common.
      const [where, cause] = reason.startsWith(`${checkId} (`) ? splitOnce(reason, '): ') : [checkId, reason];
      this.add(browser, cause, where.startsWith(`${checkId} (`) ? `${where})` : where);
    }
  }

  /** One sentence each, with the first place that noticed it. */
  get sentences(): readonly string[] {
    return [...this.#places.values()].map(({ cause, where: [first, ...others] }) => {
      if (first === undefined) return cause;
      const more = others.length === 0 ? '' : `, and ${String(others.length)} more`;
      return `${cause} [${first}${more}]`;
    });
  }
}

/** The first line that says something, without colours and without the word that says it is an error. */
function firstSentence(text: string): string {
  const line = stripVTControlCharacters(text)
    .split('\n')
    .find((candidate) => candidate.trim() !== '');
  return (line ?? 'an error without a message').trim().replace(/^(?:Error: )+/, '');
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? ['', text] : [text.slice(0, at), text.slice(at + separator.length)];
}
