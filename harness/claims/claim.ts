import type { CellResult } from '../model/results.ts';

/** A sentence that introductory texts say about browsers, and what would show that it is true. */
export interface Claim {
  /** Stable for ever: `CK-4`. Checks name the claims that they test by it. */
  readonly id: string;
  readonly sentence: string;
  /** What its truth is read from; empty where no check asks yet. */
  readonly conditions: readonly Condition[];
  /** Why no browser can show it, where that is so. */
  readonly unobservable?: string;
}

/** A group of cells that bears on a claim under one condition. */
export interface Condition {
  /** The condition, as it reads after «where»: `the answer names a lifetime`. */
  readonly where: string;
  /**
   * Patterns of cell ids. The check's own two parts stand in full; after them `*` is any run of characters within a part,
   * `**` any parts, and `{a,b}` one of several.
   */
  readonly cells: readonly string[];
  /**
   * The observations that bear the claim out; any other speaks against it. `conforms` leaves that to the authorities, and
   * cells on which they are silent or disagree do not count.
   */
  readonly shows: RegExp | 'conforms';
  /** Observations that say nothing for or against. */
  readonly silent?: RegExp;
}

/** Claims on one subject, in the order of the texts. */
export interface ClaimTopic {
  readonly title: string;
  readonly claims: readonly Claim[];
}

/** What judging a claim needs of a cell in one browser. */
export type ClaimCell = Pick<CellResult, 'id' | 'axes' | 'verdict'> & {
  /** The observation as text, or null where nothing was observed. */
  readonly observed: string | null;
  readonly reason: string | null;
};

/** Relations between two documents that are not of one origin, as checks name them. */
export const crossOrigin = '{cross-site,same-site,other-port,other-scheme}';
