import { randomBytes } from 'node:crypto';
import { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import cookieParser from 'cookie-parser';
import express, { type NextFunction, type Request, type Response } from 'express';
import { WebSocketServer } from 'ws';
import type { App } from './app.ts';
import type { Defence } from './defences.ts';
import type { KeptSession, SessionKeeper } from './sessions.ts';

/** How a bank is set up. */
export interface BankOptions {
  /** Who asks, by name: each keeper's sessions have accounts of their own, so one request can act for several. */
  readonly keepers: Readonly<Record<string, SessionKeeper>>;
  readonly defence: Defence;
}

/** What is in each account before any transfer. */
export const openingBalance = 100;

/** The balance of each account that was ever asked for, by keeper, user and account. */
export type Books = Readonly<Record<string, number>>;

/**
 * A bank: somebody logs in, looks at a balance, and transfers money away, by GET, by POST or over a WebSocket.
 * - `POST /login?user=NAME` begins a session with every keeper; answers with the tokens that the page has to keep itself,
 *   by keeper, and with the token that its requests must carry.
 * - `POST /logout` ends them; `GET /who` tells who asks, by keeper; `GET /balance/ACCOUNT` the balances.
 * - `GET or POST /transfer/ACCOUNT` takes `amount` away from that account of everybody who asks; then goes on to `next`, or
 *   answers without content, so that a page that navigates there stays where it is.
 * - `GET /books` is the auditor's view: all balances, once nothing is under way.
 */
export function bank({ keepers, defence }: BankOptions): App {
  const books = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  const balanceOf = (account: string): number => books.get(account) ?? openingBalance;
  const open = (request: Request, response: Response) =>
    Promise.all(Object.entries(keepers).map(async ([name, keeper]) => ({ name, session: await keeper(request, response) })));
  const asking = async (request: Request, response: Response): Promise<readonly (KeptSession & { keeper: string })[]> =>
    (await open(request, response)).flatMap(({ name, session: { kept } }) => (kept === undefined ? [] : [{ ...kept, keeper: name }]));
  const transfer = async (request: Request, response: Response, from: string, amount: number): Promise<number> => {
    const admitted = (await asking(request, response)).filter(({ login }) => defence.admits(request, login));
    for (const { keeper, user } of admitted) {
      const account = `${keeper}/${user}/${from}`;
      books.set(account, balanceOf(account) - amount);
    }
    return admitted.length;
  };

  const app = express();
  app.disable('x-powered-by').disable('etag').set('env', 'quiet');
  app.get('/books', async (_request, response) => {
    await Promise.all(underWay);
    response.json(Object.fromEntries(books));
  });
  app.use((_request, response, next) => {
    const over = finished(response)
      .catch(() => undefined)
      .then(() => void underWay.delete(over));
    underWay.add(over);
    next();
  });
  if (defence.before !== undefined) app.use(defence.before);
  // Careless about the type of JSON, as APIs are.
  app.use(cookieParser(), express.urlencoded({ extended: false }), express.json({ type: ['application/json', 'text/plain'] }));
  app.post('/login', async (request, response) => {
    const kept = { user: textIn(request.query['user']), login: randomBytes(16).toString('hex') };
    const tokens: Record<string, string | undefined> = {};
    for (const { name, session } of await open(request, response)) tokens[name] = await session.start(kept);
    response.json({ tokens, csrf: defence.issue?.(request, response, kept.login) });
  });
  app.post('/logout', async (request, response) => {
    for (const { session } of await open(request, response)) await session.end();
    response.status(204).end();
  });
  app.get('/who', async (request, response) => {
    response.json(Object.fromEntries((await asking(request, response)).map(({ keeper, user }) => [keeper, user])));
  });
  app.get('/balance/:account', async (request, response) => {
    const account = request.params.account;
    const rows = (await asking(request, response)).map(({ keeper, user }) => [keeper, balanceOf(`${keeper}/${user}/${account}`)]);
    response.json(Object.fromEntries(rows));
  });
  const transferred = async (request: Request<{ from: string }>, response: Response): Promise<void> => {
    const fields = { ...request.query, ...(request.body as Record<string, unknown> | undefined) };
    await transfer(request as Request, response, request.params.from, amountIn(fields));
    if (typeof fields['next'] === 'string') response.redirect(303, fields['next']);
    else response.status(204).end();
  };
  app.get('/transfer/:from', transferred);
  app.post('/transfer/:from', transferred);
  app.use((error: { status?: number }, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else response.status(error.status ?? 500).end();
  });

  const sockets = new WebSocketServer({ noServer: true });
  return {
    answer: app,
    /** The first message is the amount, which whoever the handshake came from transfers; then the bank closes. */
    upgrade(request, socket, head) {
      const from = /^\/transfer\/([^?]+)/.exec(request.url ?? '')?.[1] ?? '';
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.once('message', (data: Buffer) => {
          // What reads sessions wants a response to speak about; a handshake has had its own.
          void transfer(request as Request, new ServerResponse(request) as Response, from, Number(data.toString()) || 0).finally(() => {
            webSocket.close();
          });
        });
      });
    },
  };
}

function textIn(field: unknown): string {
  return typeof field === 'string' ? field : '';
}

function amountIn({ amount }: Readonly<Record<string, unknown>>): number {
  return Number(amount) || 0;
}
