/** What the server side and the page library both know of documents that act on cookies and tell what came of it. */

/** What `cookieStore.set()` and `cookieStore.delete()` take. */
export interface CookieStoreInit {
  readonly name: string;
  readonly value?: string;
  readonly domain?: string;
  readonly path?: string;
  /** Milliseconds since 1970. */
  readonly expires?: number;
  readonly sameSite?: 'strict' | 'lax' | 'none';
  readonly partitioned?: boolean;
}

/** One thing that a document does. */
export type DocumentAct =
  /** Asks for something with its cookies; the answer may set more. */
  | { readonly do: 'fetch'; readonly url: string }
  /** Assigns to `document.cookie`. */
  | { readonly do: 'assign'; readonly cookie: string }
  /** Calls `cookieStore.set()`. */
  | { readonly do: 'store'; readonly init: CookieStoreInit }
  /** Calls `cookieStore.delete()`. */
  | { readonly do: 'forget'; readonly init: CookieStoreInit }
  /** Reads `document.cookie`. */
  | { readonly do: 'read' }
  /** Reads the pairs of `cookieStore.getAll()`. */
  | { readonly do: 'list' }
  /** Reads how many seconds each cookie of `cookieStore.getAll()` has left, as JSON by name; those of which it tells nothing are left out. */
  | { readonly do: 'list-lifetimes' }
  /** Reads `navigator.cookieEnabled`. */
  | { readonly do: 'ask-enabled' }
  /** Keeps an item in `localStorage` and reads it again. */
  | { readonly do: 'keep-item'; readonly item: string };

/** What an act came to: what was read, or the name of the error; neither for an act that just went well. */
export interface ActOutcome {
  readonly read?: string;
  /** The origin of the document that read cookies, as it says itself; `null` for an opaque one. */
  readonly at?: string;
  readonly failure?: string;
}

/** The failure of an act on `cookieStore` where there is none. */
export const noCookieStore = 'no cookieStore';
