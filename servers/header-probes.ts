/** What the server side and the page library both know of scripts that handle headers. */

/** How a script looks for a header of a response. */
export const readers = ['fetch-get', 'fetch-has', 'fetch-keys', 'fetch-getSetCookie', 'xhr-get', 'xhr-all'] as const;
export type Reader = (typeof readers)[number];

/** How a script puts a header on a request. */
export const writers = ['fetch-object', 'fetch-list', 'fetch-headers', 'request-append', 'request-set', 'fetch-no-cors', 'xhr'] as const;
export type Writer = (typeof writers)[number];

/** How a script chooses a method. */
export const methodChoosers = ['fetch', 'request', 'xhr'] as const;
export type MethodChooser = (typeof methodChoosers)[number];

/** Whose `Headers` object a header is put on, and by which method. */
export const guards = ['none', 'request', 'request-no-cors', 'response', 'immutable'] as const;
export const puttings = ['append', 'set'] as const;

export interface NamedHeader {
  readonly name: string;
  readonly value: string;
}

/** Something that a script does with headers; each comes to one short text. */
export type HeaderProbe =
  | {
      readonly do: 'read';
      readonly reader: Reader;
      readonly url: string;
      readonly mode: 'cors' | 'no-cors';
      readonly credentials: boolean;
      readonly names: readonly string[];
    }
  | { readonly do: 'send'; readonly writer: Writer; readonly url: string; readonly header: NamedHeader }
  | { readonly do: 'choose-method'; readonly chooser: MethodChooser; readonly url: string; readonly method: string }
  | {
      readonly do: 'put';
      readonly guard: (typeof guards)[number];
      readonly putting: (typeof puttings)[number];
      readonly header: NamedHeader;
    };
