import { usualChoices, type Choices } from './choices.ts';
import { type SettingContext, type Storage, type StoredCookie } from './cookie.ts';
import { retrieve, serialize, type Retrieval } from './retrieve.ts';
import { isExpired, receive } from './store.ts';

/**
 * A user agent's cookies as RFC 10025 says they are, or Fetch with the layered draft. Header text has one character an
 * octet, as on the wire; see `octets`. The moments that are passed must not run backwards.
 */
export class CookieJarModel {
  readonly #choices: Choices;
  #cookies: readonly StoredCookie[] = [];

  constructor(choices: Partial<Choices> = {}) {
    this.#choices = { ...usualChoices, ...choices };
  }

  /** Receives one Set-Cookie field value, or what a script assigned to document.cookie. */
  set(header: string, context: SettingContext): Storage {
    const { storage, cookies } = receive(header, context, this.cookies(context.now), this.#choices);
    this.#cookies = cookies;
    return storage;
  }

  /** The value of the Cookie field, or of document.cookie; null when no cookie goes along. */
  cookieHeader(url: URL, retrieval: Retrieval): string | null {
    const cookies = this.retrieve(url, retrieval);
    return cookies.length === 0 ? null : serialize(cookies);
  }

  /** The cookies that go along with a request, or that a script may read, in order. */
  retrieve(url: URL, retrieval: Retrieval): readonly StoredCookie[] {
    const there = this.cookies(retrieval.now);
    const chosen = new Set(retrieve(url, retrieval, there, this.#choices));
    this.#cookies = there.map((cookie) => (chosen.has(cookie) ? { ...cookie, lastAccess: retrieval.now } : cookie));
    return [...chosen];
  }

  /** All cookies that have not expired, earlier creation first. */
  cookies(now: Date): readonly StoredCookie[] {
    this.#cookies = this.#cookies.filter((cookie) => !isExpired(cookie, now));
    return this.#cookies;
  }

  /** The session ends: only persistent cookies stay (RFC 10025, 5.7). */
  endSession(): void {
    this.#cookies = this.#cookies.filter(({ persistent }) => persistent);
  }
}
