/** What the server side and the page library both know of cookie cases: steps that pages take, and their word on them. */

/** What one step of a case came to, as the page could tell. */
export interface StepOutcome {
  /** Why the step failed, when it did. */
  readonly failure?: string;
  /** What the document at the step's address reads: `document.cookie`, or the pairs of `cookieStore`. */
  readonly read?: string;
}

/** How a document acts on its own cookies. */
export interface CookieActs {
  readonly via: 'http' | 'script' | 'cookie-store';
  /** `script`: strings for `document.cookie`; `cookie-store`: JSON of what `cookieStore.set()` takes. */
  readonly set: readonly string[];
  readonly read: boolean;
  /** Where a document on top goes afterwards. */
  readonly next?: string;
  /** What a document on top reports itself as. */
  readonly reportAs?: string;
}

/** One case: requests and framed documents one after another. */
export interface CaseOnPage {
  readonly key: string;
  readonly steps: readonly { readonly kind: 'fetch' | 'frame'; readonly url: string }[];
}
