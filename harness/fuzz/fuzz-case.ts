import type { Scheme } from '../../servers/names.ts';

/** One Set-Cookie header (or string for `document.cookie`) in parts, and where it is set. One character a byte. */
export interface FuzzCase {
  readonly name: string;
  /** False: no `=` stands between name and value, so the header begins with `name` and `value` is not written. */
  readonly equals: boolean;
  readonly value: string;
  /** What follows, each after a semicolon, white space included. */
  readonly attributes: readonly string[];
  readonly scheme: Scheme;
  readonly via: 'http' | 'script';
}

/** The header as it is written. */
export function headerOf({ name, equals, value, attributes }: FuzzCase): string {
  return [equals ? `${name}=${value}` : name, ...attributes].join(';');
}

/**
 * The case with `tag` in its name, or in its value where it has no name: many cases travel to one host and must not
 * replace each other, and each must be found again in one Cookie line. Undefined where there is no place for a tag.
 */
export function tagged(one: FuzzCase, tag: string): FuzzCase | undefined {
  const name = insertTag(one.name, tag);
  if (name !== undefined) return { ...one, name };
  const value = one.equals ? insertTag(one.value, tag) : undefined;
  return value === undefined ? undefined : { ...one, value };
}

/** After the first word: before it could break a prefix, at the end could meet white space that is cut. */
function insertTag(text: string, tag: string): string | undefined {
  const word = /[A-Za-z0-9_-]+/.exec(text);
  return word === null ? undefined : text.slice(0, word.index + word[0].length) + tag + text.slice(word.index + word[0].length);
}

/** True when the header has no name that could carry a tag: two such cookies on one host would be the same cookie. */
export function isNameless(one: FuzzCase): boolean {
  return !one.equals || insertTag(one.name, '') === undefined;
}
