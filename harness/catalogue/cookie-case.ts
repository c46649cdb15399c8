import type { Scheme } from '../../servers/names.ts';
import type { Recipe } from '../../servers/recipe.ts';
import type { SettingContext } from '../oracles/cookie-jar/index.ts';

/** How a cookie is set or read: by the wire, by `document.cookie`, or by `cookieStore`. */
export type Means = SettingContext['api'];

/** Where cookies are set or asked for: at a case's own host when neither `host` nor `at` is there. */
export interface Place {
  /** Labels in front of the case's own host, such as `www`. */
  readonly host?: string;
  /**
   * A host that is not the case's own, such as `localhost` or `p-{id}.github.io`, where `{id}` stands for letters and
   * digits that no other case and no other visit has. The cookies of others may be met there: only pairs that contain
   * `{id}` are read, and read without it; it belongs into each cookie's name.
   */
  readonly at?: string;
  /** Path and query; `/` when absent. */
  readonly path?: string;
  /** Https when absent. */
  readonly scheme?: Scheme;
  /** At another port than the case's other steps. */
  readonly otherPort?: true;
}

/** Cookies set at one place, in order. */
export interface SetStep extends Place {
  readonly via?: Means;
  /**
   * Set-Cookie values with one character an octet, strings for `document.cookie`, or JSON of what `cookieStore.set()`
   * takes (`cookieStore.delete()` where there is no `value`). `{host}` stands for the case's own host, `{HOST}` for the same in
   * upper case, `{id}` as in `at`.
   */
  readonly set: readonly string[];
  /** The answer redirects to the next step, which goes over the wire too. */
  readonly redirects?: true;
  /** More lines of the answer's head. */
  readonly headers?: NonNullable<Recipe['headers']>;
  /** Milliseconds until the answer comes; cookies that are there age meanwhile. */
  readonly delayMs?: number;
  /** The browser may refuse the whole answer, or the call. What it stored is asked for all the same. */
  readonly mayFail?: true;
}

/** Where and how cookies are asked for; a WebSocket's handshake is a request too. */
export interface AskStep extends Place {
  readonly via?: Means | 'websocket';
}

/**
 * One question about storing and returning cookies: they are set, and then asked for. Every case has a host of its own,
 * and no other case has one above or below it, so cases cannot meet.
 */
export interface CookieCase {
  readonly set: readonly SetStep[];
  /** At the case's own host over the wire when absent. */
  readonly ask?: AskStep;
  /** No other case shares its registrable domain: it asks about something that browsers count there. */
  readonly ownDomain?: true;
}
