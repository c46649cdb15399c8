import { randomBytes } from 'node:crypto';
import cookieParser from 'cookie-parser';
import cookieSession from 'cookie-session';
import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import session, { MemoryStore, type Store } from 'express-session';
import { jwtVerify, SignJWT } from 'jose';

/** What an app remembers of somebody who has logged in. */
export interface KeptSession {
  readonly user: string;
  /** A secret of this one login, which no other has. */
  readonly login: string;
}

/** A request's session, if it has one, and what can be done about it. */
export interface OpenSession {
  readonly kept: KeptSession | undefined;
  /** Begins a session; returns the token where the page itself has to keep one. */
  start(kept: KeptSession): Promise<string | undefined>;
  /** Ends it, as a person who logs out does. */
  end(): Promise<void>;
}

/** The way in which an app knows who asks: opens the session of a request, before anything was answered. */
export type SessionKeeper = (request: Request, response: Response) => Promise<OpenSession>;

/** The cookie that a session travels in: its name, and the attributes that differ from `Path=/; HttpOnly`. */
export type SessionCookie = { readonly name: string } & Pick<CookieOptions, 'domain' | 'secure' | 'sameSite' | 'partitioned'>;

/** Signs everything that this process issues; the same for all apps, as for servers of one service. */
const secret = randomBytes(32);

/** express-session: an id in a signed cookie, all else at the server. Servers that are given the same store share sessions. */
export function expressSessions({ name, ...cookie }: SessionCookie, store: Store = new MemoryStore()): SessionKeeper {
  const middleware = session({ name, secret: secret.toString('hex'), resave: false, saveUninitialized: false, store, cookie });
  return async (request, response) => {
    const own = await passThrough(middleware, request, response);
    return {
      kept: (own.session as { kept?: KeptSession }).kept,
      async start(kept) {
        await called((done) => own.session.regenerate(done));
        Object.assign(own.session, { kept });
        return undefined;
      },
      end: () => called((done) => own.session.destroy(done)),
    };
  };
}

/** cookie-session: all of the session in the cookie, readable and signed. */
export function cookieSessions(cookie: SessionCookie): SessionKeeper {
  const middleware = cookieSession({ ...cookie, keys: [secret.toString('hex')] });
  return async (request, response) => {
    const own = (await passThrough(middleware, request, response)) as unknown as { session: { kept?: KeptSession } | null };
    return {
      kept: own.session?.kept,
      start(kept) {
        own.session = { kept };
        return Promise.resolve(undefined);
      },
      end() {
        own.session = null;
        return Promise.resolve();
      },
    };
  };
}

/** A signed token (JWT) in a cookie; the server remembers nothing. */
export function tokenInCookie({ name, ...attributes }: SessionCookie): SessionKeeper {
  return async (request, response) => {
    const own = await passThrough(cookieParser(), request, response);
    return {
      kept: await verified((own.cookies as Record<string, string | undefined>)[name]),
      async start(kept) {
        response.cookie(name, await signed(kept), { httpOnly: true, ...attributes });
        return undefined;
      },
      end() {
        response.clearCookie(name, attributes);
        return Promise.resolve();
      },
    };
  };
}

/** A signed token (JWT) that the page keeps and sends in `Authorization: Bearer …`; the server remembers nothing. */
export const tokenInHeader: SessionKeeper = async ({ headers }) => ({
  kept: await verified(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]),
  start: signed,
  end: () => Promise.resolve(),
});

function signed(kept: KeptSession): Promise<string> {
  return new SignJWT({ ...kept }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('1h').sign(secret);
}

async function verified(token: string | undefined): Promise<KeptSession | undefined> {
  if (token === undefined) return undefined;
  try {
    const { payload } = await jwtVerify<KeptSession>(token, secret);
    return { user: payload.user, login: payload.login };
  } catch {
    return undefined;
  }
}

/**
 * Sends a request through a middleware and returns it as that one left it. The middleware works on a view of its own, so
 * that several can serve one request, each with its own cookie and its own idea of the session.
 */
async function passThrough(middleware: RequestHandler, request: Request, response: Response): Promise<Request> {
  const own = Object.create(request) as Request;
  await called((done) => void middleware(own, response, done));
  return own;
}

/** A function that calls back, as a promise. */
function called(run: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    run((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('a session middleware failed', { cause: error }));
    });
  });
}
