import { clause, expectation, html, rfc10025, type Expectation } from '../model/authority.ts';

/** What decides how long a session lives: where it is kept, and what carries the key to it. */
export interface SessionFacts {
  /** `client`: the credential is the session; the others look one up by an id. */
  readonly keptAt: 'one-server' | 'shared-store' | 'client';
  readonly carriedBy: 'cookie' | 'header';
  /** What is documented of this way to keep sessions. */
  readonly authority: 'express-session' | 'cookie-session' | 'JWT';
}

/** Who a server takes a request to come from, as seen by it. */
export const user = 'alice';
export const stranger = 'nobody';
export const thief = 'mallory';

export const sessionFacts = {
  memory: { keptAt: 'one-server', carriedBy: 'cookie', authority: 'express-session' },
  'shared-store': { keptAt: 'shared-store', carriedBy: 'cookie', authority: 'express-session' },
  'cookie-session': { keptAt: 'client', carriedBy: 'cookie', authority: 'cookie-session' },
  'token-cookie': { keptAt: 'client', carriedBy: 'cookie', authority: 'JWT' },
  'token-header': { keptAt: 'client', carriedBy: 'header', authority: 'JWT' },
} as const satisfies Readonly<Record<string, SessionFacts>>;

const rfc = (number: number, section: string, title: string) =>
  clause(`RFC ${String(number)}`, `${section} ${title}`, `https://www.rfc-editor.org/rfc/rfc${String(number)}.html#section-${section}`);
const expressSession = (title: string) => clause('express-session', title, 'https://github.com/expressjs/session#readme');
const cookieSession = (title: string) => clause('cookie-session', title, 'https://github.com/expressjs/cookie-session#readme');

export const clauses = {
  stateless: rfc(9110, '3.3', 'Connections, Clients, and Servers'),
  sessionIdentifiers: rfc10025('8.4', 'Session Identifiers'),
  prefixes: rfc10025('5.4', 'Cookie Name Prefixes'),
  storageModel: rfc10025('5.7', 'Storage Model'),
  webStorage: html('webstorage', 'webstorage', 'Web storage'),
  expiry: rfc(7519, '4.1.4', '"exp" (Expiration Time) Claim'),
  validation: rfc(7519, '7.2', 'Validating a JWT'),
  signature: rfc(7515, '5.2', 'Message Signature or MAC Validation'),
  algorithm: rfc(8725, '3.1', 'Perform Algorithm Verification'),
  privacy: rfc(7519, '12', 'Privacy Considerations'),
  store: expressSession('store'),
  secret: expressSession('secret'),
  maxAge: expressSession('cookie.maxAge'),
  destroy: expressSession('Session.destroy(callback)'),
  onClient: cookieSession('cookie-session'),
  readable: cookieSession('does not encrypt the session contents, only signing'),
  replay: cookieSession('does not prevent session replay'),
} as const;

const documented = { 'express-session': clauses.store, 'cookie-session': clauses.onClient, JWT: clauses.validation } as const;

/** Whether a request without the credential is known. */
export function expectRecognized(carries: boolean): readonly Expectation[] {
  return [expectation(clauses.stateless, carries ? user : stranger)];
}

/** Who comes back to a service whose servers may have been started anew. */
export function expectAfterRestart({ keptAt, authority }: SessionFacts, restarted: boolean): readonly Expectation[] {
  return [expectation(documented[authority], restarted && keptAt === 'one-server' ? stranger : user)];
}

/** How many of several requests find the session: with a server of its own each, only those that come to the one of the login. */
export function expectFound({ keptAt, authority }: SessionFacts, alternating: boolean, asked: number): readonly Expectation[] {
  const found = alternating && keptAt === 'one-server' ? Math.floor(asked / 2) : asked;
  return [expectation(documented[authority], `${String(found)}-of-${String(asked)}`)];
}

/** Who is seen after a logout: by the browser's own next request, and by a copy of what it carried before. */
export function expectAfterLogout({ keptAt, carriedBy, authority }: SessionFacts, copied: boolean): readonly Expectation[] {
  if (keptAt !== 'client') return [expectation(clauses.destroy, stranger)];
  if (copied) return [expectation(authority === 'JWT' ? clauses.expiry : clauses.replay, user)];
  return [expectation(carriedBy === 'cookie' ? clauses.storageModel : clauses.stateless, stranger)];
}

/** The same when the session’s time is over. */
export function expectWhenOver({ keptAt, carriedBy, authority }: SessionFacts, copied: boolean): readonly Expectation[] {
  if (!copied && carriedBy === 'cookie') return [expectation(clauses.storageModel, stranger)];
  if (keptAt !== 'client') return [expectation(clauses.maxAge, stranger)];
  return [authority === 'JWT' ? expectation(clauses.expiry, stranger) : expectation(clauses.replay, user)];
}

/** Who is seen when a copy was changed. */
export function expectAltered({ keptAt, authority }: SessionFacts, alteration: string): readonly Expectation[] {
  if (alteration === 'none') return [expectation(documented[authority], user)];
  if (keptAt !== 'client') return [expectation(clauses.secret, stranger)];
  if (authority === 'cookie-session') return [expectation(clauses.readable, stranger)];
  return [expectation(alteration === 'algorithm' ? clauses.algorithm : clauses.signature, stranger)];
}

/** Whether somebody without the server's key can read who the session is of. */
export function expectReadable({ keptAt, authority }: SessionFacts): readonly Expectation[] {
  if (keptAt !== 'client') return [expectation(clauses.sessionIdentifiers, 'unreadable')];
  return [expectation(authority === 'JWT' ? clauses.privacy : clauses.readable, 'readable')];
}

/**
 * Who the thief is after somebody has logged in with the session that the thief had planted: an id that stays the same is
 * the user's for both, a new one ends the old; what cannot be planted, or holds no id, leaves the thief alone.
 */
export function expectAfterFixation({ keptAt }: SessionFacts, renews: boolean, hostPrefix: boolean): readonly Expectation[] {
  if (hostPrefix) return [expectation(clauses.prefixes, thief)];
  if (keptAt === 'client') return [expectation(clauses.sessionIdentifiers, thief)];
  return [expectation(clauses.sessionIdentifiers, renews ? stranger : user)];
}

/** Who comes back with a browser that was closed. */
export function expectAfterClosing({ carriedBy }: SessionFacts, lasting: boolean): readonly Expectation[] {
  return [expectation(carriedBy === 'cookie' ? clauses.storageModel : clauses.webStorage, lasting ? user : stranger)];
}
