/** What the server side and the page library both know of documents that ask for storage access. */

/** What came of one request for storage access. */
export interface AccessOutcome {
  /** What `hasStorageAccess()` said before and after, or the name of its error. */
  readonly had: string;
  readonly has: string;
  /** `granted`, the name of the error, `undecided` while a person is being asked, or `noStorageAccess`. */
  readonly request: string;
}

/** What stands for the outcome in a browser without the API. */
export const noStorageAccess = 'no Storage Access API';
