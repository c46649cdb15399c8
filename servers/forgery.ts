/** What the server side and the page library both know of pages that ask a bank for transfers. */

/** What a page that forges requests is told. */
export interface Forgery {
  /** Where the banks stand, one below each defence's name. */
  readonly bank: string;
  readonly defences: readonly string[];
  /** Ways that leave the page where it is, ways that take its window along, and windows for which a person must click. */
  readonly staying: readonly string[];
  readonly leaving: readonly string[];
  readonly clicked: readonly string[];
  /** What is assigned to `document.cookie` first: cookies that the page would have the bank take for its own. */
  readonly toss: readonly string[];
  /** The page's own address that sends a form on to `to`. */
  readonly bounce: string;
  /** Where the bank is to lead a frame, and a window that is done. */
  readonly framed: string;
  readonly closing: string;
  readonly gate: string;
  readonly reportAs: string;
}

/** What the bank's own pages keep in their origin's storage: tokens by keeper, and the token of each defence that has one. */
export interface OwnKnowledge {
  readonly tokens: Readonly<Record<string, string>>;
  readonly csrf: Readonly<Record<string, string>>;
}

/** The token that a page sends which was given none: what it tossed, if it could. */
export const guessedToken = 'tossed';

/** What each request says. */
export function fieldsOf(csrf = guessedToken): Record<string, string> {
  return { amount: '1', csrf };
}
