import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import httpProxy from 'http-proxy';
import { altered, type Alteration, type Credential } from './altered-credential.ts';
import type { App } from './app.ts';
import { sessionServer } from './session-server.ts';
import type { SessionKeeper } from './sessions.ts';

/** How requests find their server. */
export type Routing = 'one-server' | 'round-robin' | 'sticky';

export interface ServiceOptions {
  /** Name of the cookie that a session travels in. */
  readonly cookie: string;
  /** What a server that starts keeps sessions with. */
  readonly keeper: () => SessionKeeper;
  readonly routing?: Routing;
}

/** The balancer's own cookie, which says which server somebody belongs to. */
const routeCookie = 'route';

/**
 * A service that people log in to: one or two servers of sessions behind a balancer, each with a socket of its own.
 * Beside what its servers answer, `POST /restart` ends them and starts them anew, with nothing left in their memory; and
 * `GET /plant` hands out a copy of the credential that was issued last, as somebody has it who saw it: as cookies (for the
 * domain `domain`) and as a token for the page to keep, changed as `alteration` says.
 */
export function service({ cookie, keeper, routing = 'one-server' }: ServiceOptions): App {
  const servers = Array.from({ length: routing === 'one-server' ? 1 : 2 }, () => new Backend(keeper));
  const proxy = httpProxy.createProxyServer({ xfwd: true });
  let turn = 0;
  let issued: Credential = {};

  proxy.on('error', (_error, _request, response) => response.destroy());
  proxy.on('proxyRes', ({ headers }) => {
    const own = (headers['set-cookie'] ?? []).map(nameAndValue).filter(([name, value]) => name.startsWith(cookie) && value !== '');
    if (own.length > 0) issued = Object.fromEntries(own);
  });

  const place = (request: IncomingMessage, response: ServerResponse): Backend | undefined => {
    const marked = new RegExp(`(?:^|; )${cookie}-${routeCookie}=(\\d)`).exec(request.headers.cookie ?? '')?.[1];
    const index = routing === 'sticky' && marked !== undefined ? Number(marked) : turn++ % servers.length;
    if (routing === 'sticky') response.setHeader('set-cookie', `${cookie}-${routeCookie}=${String(index)}; Path=/; Secure`);
    return servers[index];
  };

  const plant = (query: URLSearchParams, response: ServerResponse): void => {
    const domain = query.get('domain');
    const copy = altered(issued, (query.get('alteration') ?? 'none') as Alteration);
    const attributes = `; Path=/; Secure${domain === null ? '' : `; Domain=${domain}`}`;
    response.setHeader('set-cookie', Object.entries(copy).map(([name, value]) => `${name}=${value}${attributes}`));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(copy));
  };

  return {
    async answer(request: IncomingMessage, response: ServerResponse) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://placeholder');
      if (pathname === '/plant') {
        plant(searchParams, response);
      } else if (pathname === '/restart') {
        await Promise.all(servers.map((server) => server.restart()));
        response.statusCode = 204;
        response.end();
      } else {
        const server = place(request, response);
        proxy.web(request, response, { target: await server?.address });
      }
    },
    end() {
      proxy.close();
      for (const server of servers) server.end();
    },
  };
}

/** A server with a socket of its own. */
class Backend {
  address: Promise<string>;
  readonly #keeper: () => SessionKeeper;
  #server: Server;

  constructor(keeper: () => SessionKeeper) {
    this.#keeper = keeper;
    this.#server = createServer();
    this.address = this.#start();
  }

  async restart(): Promise<void> {
    await this.address;
    this.end();
    this.address = this.#start();
    await this.address;
  }

  end(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #start(): Promise<string> {
    this.#server = createServer(sessionServer(this.#keeper()));
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        resolve(`http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`);
      });
    });
  }
}

function nameAndValue(line: string): readonly [name: string, value: string] {
  const [, name = '', value = ''] = /^([^=;]*)=([^;]*)/.exec(line) ?? [];
  return [name, value];
}
