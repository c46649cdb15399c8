import { type Clause } from '../../model/authority.ts';

/** How a user agent enforces a cookie's SameSite. `Default` is the cookie that did not say, or said nonsense. */
export type Enforcement = 'Strict' | 'Lax' | 'None' | 'Default';

/** A cookie in the store, with the fields of RFC 10025, 5.7. */
export interface StoredCookie {
  readonly name: string;
  readonly value: string;
  /** The host, canonicalized, or the domain attribute, without a leading dot. */
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secureOnly: boolean;
  readonly httpOnly: boolean;
  readonly enforcement: Enforcement;
  /** False for a cookie that ends with the session. */
  readonly persistent: boolean;
  /** Undefined for a cookie that ends with the session. */
  readonly expiry: Date | undefined;
  /** When a cookie of this identity was first stored. */
  readonly creation: Date;
  readonly lastAccess: Date;
  /** The header asked for a partitioned cookie. No step depends on it: neither document knows the attribute. */
  readonly partitioned: boolean;
}

/** Something that was refused, left out or cut, and the clause that says so. */
export interface Note {
  readonly reason: string;
  readonly clause: Clause;
}

/** How a cookie is being set. */
export interface SettingContext {
  /** The request's URL, or the document's where a script sets the cookie. */
  readonly url: URL;
  /** `script` is document.cookie; both scripts' ways are non-HTTP APIs. */
  readonly api: 'http' | 'script' | 'cookie-store';
  /** The request, or the document, is same-site (RFC 10025, 5.2); true where nothing is said. */
  readonly sameSite?: boolean;
  /** It is the response to a navigation of a top-level traversable; false where nothing is said. */
  readonly topLevelNavigation?: boolean;
  readonly now: Date;
}

/** What became of a header. */
export type Storage =
  | {
      readonly outcome: 'stored';
      readonly cookie: StoredCookie;
      /** The cookie of the same identity that was there before. */
      readonly replaced: StoredCookie | undefined;
      /** What was left out or cut on the way. */
      readonly notes: readonly Note[];
    }
  | {
      /** Its expiry is in the past: nothing of this identity is left. */
      readonly outcome: 'deleted';
      /** The cookie that had expired when it came. */
      readonly cookie: StoredCookie;
      readonly replaced: StoredCookie | undefined;
      readonly notes: readonly Note[];
    }
  | ({ readonly outcome: 'ignored' } & Note);
