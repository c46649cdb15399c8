import { randomBytes } from 'node:crypto';
import cors from 'cors';
import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler, Response } from 'express';

/** What an app does against requests that another site makes a browser send. */
export interface Defence {
  /** Goes before everything else. */
  readonly before?: RequestHandler;
  /** Issues what requests of the app's own pages must carry in the field `csrf` or the header `x-csrf-token`. */
  readonly issue?: (request: Request, response: Response, login: string) => string;
  /** Whether a request may change something that belongs to the session of this login. */
  readonly admits: (request: Request, login: string) => boolean;
}

/** The header that a custom-header defence asks for. */
export const customHeader = 'x-requested-with';

/** The cookie of the plain double submit, which the app's own pages read, and who can write cookies for its host can set. */
export const plainTokenCookie = 'csrf';

const hasCustomHeader = ({ headers }: Request): boolean => headers[customHeader] !== undefined;

/** RFC 9110, 9.2.1: what such a request asks for is not to change anything; every token middleware lets them through. */
const isSafe = ({ method }: Request): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method);

const isWebSocket = ({ headers }: Request): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/** The token as a request carries it beside its cookies. */
function carriedToken({ headers, body }: Request): string | undefined {
  const field = (body as { csrf?: unknown } | undefined)?.csrf;
  return headers['x-csrf-token'] ?? (typeof field === 'string' ? field : undefined);
}

/** An origin that the app shares with, unlike any that asks. */
const partner = 'https://partner.example';

/** Defences by name, as they are deployed, each with a state of its own. */
export const defences = {
  /** Who is logged in may do anything. */
  none: (): Defence => ({ admits: () => true }),

  /** The same random token in a cookie and in the request. */
  'double-submit': (): Defence => ({
    issue: (_request, response) => {
      const token = randomBytes(16).toString('hex');
      response.cookie(plainTokenCookie, token, { secure: true, sameSite: 'lax' });
      return token;
    },
    admits: (request) => {
      if (isSafe(request)) return true;
      const kept = (request.cookies as Record<string, string | undefined>)[plainTokenCookie];
      return kept !== undefined && kept === carriedToken(request);
    },
  }),

  /** The same with a token that is signed for the login. */
  'signed-double-submit': (): Defence => {
    const secret = randomBytes(32).toString('hex');
    const { generateCsrfToken, validateRequest } = doubleCsrf({
      getSecret: () => secret,
      getSessionIdentifier: (request) => (request as Request & { login: string }).login,
      cookieName: '__Host-csrf',
      getCsrfTokenFromRequest: carriedToken,
    });
    const of = (request: Request, login: string): Request => Object.assign(Object.create(request) as Request, { login });
    return {
      issue: (request, response, login) => generateCsrfToken(of(request, login), response, { overwrite: true }),
      admits: (request, login) => isSafe(request) || validateRequest(of(request, login)),
    };
  },

  /** What is not safe, and a WebSocket, must come from the app's own origin. */
  'origin-check': (): Defence => ({
    admits: (request) => (isSafe(request) && !isWebSocket(request)) || request.headers.origin === `https://${request.headers.host ?? ''}`,
  }),

  /** A resource isolation policy: from another site come only navigations by GET; a browser that does not say is believed. */
  'fetch-metadata': (): Defence => ({
    admits: ({ method, headers }) => {
      const site = headers['sec-fetch-site'];
      if (site === undefined || site === 'same-origin' || site === 'same-site' || site === 'none') return true;
      const isPlugin = headers['sec-fetch-dest'] === 'object' || headers['sec-fetch-dest'] === 'embed';
      return headers['sec-fetch-mode'] === 'navigate' && method === 'GET' && !isPlugin;
    },
  }),

  /** A header that no other site's page can add unasked; only a partner's pages may ask. */
  'custom-header': (): Defence => ({ before: cors({ origin: partner, credentials: true }), admits: hasCustomHeader }),

  /** The same, but whoever asks may. */
  'custom-header-open-cors': (): Defence => ({ before: cors({ origin: true, credentials: true }), admits: hasCustomHeader }),
} satisfies Readonly<Record<string, () => Defence>>;
export type DefenceName = keyof typeof defences;
