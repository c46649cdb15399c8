import { randomBytes } from 'node:crypto';
import express, { type Express } from 'express';
import type { SessionKeeper } from './sessions.ts';

/** The header in which a server says whose session it found. */
export const sessionUserHeader = 'session-user';

/** The header in which a login tells the token beside its answer's body. */
export const tokenHeader = 'session-token';

/** Whose session it is when there is none. */
export const nobody = 'nobody';

/**
 * One server of a service that stands behind a balancer: `POST /login?user=NAME` begins a session and answers with the token
 * that the page has to keep, if there is one; `GET /who` says whose session the request has; `POST /logout` ends it, and tells the
 * page to forget its token.
 */
export function sessionServer(keeper: SessionKeeper): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('env', 'quiet').set('trust proxy', true);
  app.post('/login', async (request, response) => {
    const { user } = request.query;
    const session = await keeper(request, response);
    const token = await session.start({ user: typeof user === 'string' ? user : nobody, login: randomBytes(16).toString('hex') });
    if (token !== undefined) response.set(tokenHeader, token);
    response.json({ token });
  });
  app.get('/who', async (request, response) => {
    const { kept } = await keeper(request, response);
    response
      .set(sessionUserHeader, kept?.user ?? nobody)
      .status(204)
      .end();
  });
  app.post('/logout', async (request, response) => {
    await (await keeper(request, response)).end();
    response.json({ token: null });
  });
  return app;
}
