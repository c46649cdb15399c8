import { MemoryStore } from 'express-session';
import { cookieSessions, expressSessions, tokenInCookie, tokenInHeaderFor, type SessionCookie, type SessionKeeper } from './sessions.ts';

/** How apps keep sessions, by name. */
export const sessionKinds = ['memory', 'shared-store', 'cookie-session', 'token-cookie', 'token-header'] as const;
export type SessionKind = (typeof sessionKinds)[number];

export interface SessionSetup {
  readonly cookie: SessionCookie;
  /** Whether a login gives the session a new id, where there is one. */
  readonly renewal: 'renews' | 'careless';
}

/** What each server of a service keeps sessions with when it starts. */
export function keeperOf(kind: SessionKind, { cookie, renewal }: SessionSetup): () => SessionKeeper {
  // A store that stands beside the servers: it outlives them, and all of them ask it.
  const shared = new MemoryStore();
  switch (kind) {
    case 'memory':
      return () => expressSessions(cookie, new MemoryStore(), renewal);
    case 'shared-store':
      return () => expressSessions(cookie, shared, renewal);
    case 'cookie-session':
      return () => cookieSessions(cookie);
    case 'token-cookie':
      return () => tokenInCookie(cookie);
    case 'token-header':
      return () => tokenInHeaderFor(cookie.maxAge);
  }
}
