/** What the server side and the page library both know of documents that ask for storage access. */

/** What came of one request for storage access. */
export interface AccessOutcome {
  /** What `hasStorageAccess()` said before and after, or the name of its error. */
  readonly had: string;
  readonly has: string;
  /** `granted`, the name of the error, or `undecided` while a person is being asked. */
  readonly request: string;
}
