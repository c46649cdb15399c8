import type { ActOutcome } from './document-acts.ts';

/** What the server side and the page library both know of cookie cases: the steps that a page takes, and its word on them. */

/** One case on a page: its steps one after another. */
export interface CaseOnPage {
  readonly key: string;
  readonly steps: readonly CaseStep[];
}

/** A request with the page's credentials, a framed document that acts on its own cookies, or a WebSocket's handshake. */
export interface CaseStep {
  readonly kind: 'fetch' | 'frame' | 'socket';
  readonly url: string;
}

/** What a step came to: what a framed document's acts came to, one by one, or why the step itself failed. */
export interface StepOutcome {
  readonly acts?: readonly ActOutcome[];
  readonly failure?: string;
}
