import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import httpProxy from 'http-proxy';
import { altered, type Alteration, type Credential } from './altered-credential.ts';
import type { App } from './app.ts';
import { sessionServer, tokenHeader } from './session-server.ts';
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

/**
 * A service that people log in to: one or two servers of sessions behind a balancer, each with a socket of its own.
 * Beside what its servers answer, `POST /restart` ends them and starts them anew, with nothing left in their memory; and
 * `GET /plant` hands out a copy of the credential that was issued last, as somebody has it who saw it: as cookies (for the
 * domain `domain`) and as a token for the page to keep, changed as `alteration` says.
 */
export function service({ cookie, keeper, routing = 'one-server' }: ServiceOptions): App {
  const first = new Backend(keeper);
  const servers = routing === 'one-server' ? [first] : [first, new Backend(keeper)];
  const proxy = httpProxy.createProxyServer({ xfwd: true });
  /** The balancer's own cookie, which says which server somebody belongs to. */
  const routeCookie = `route-of-${cookie}`;
  const places = new WeakMap<IncomingMessage, number>();
  let turn = 0;
  let issued: Credential = {};

  proxy.on('error', (_error, _request, response) => response.destroy());
  proxy.on('proxyRes', ({ headers }, request) => {
    const lines = headers['set-cookie'] ?? [];
    const cookies = Object.fromEntries(lines.map(nameAndValue).filter(([name]) => name.startsWith(cookie)));
    const token = headers[tokenHeader];
    // A logout sets the cookie to nothing, and may sign that.
    if (cookies[cookie] !== undefined && cookies[cookie] !== '') issued = cookies;
    else if (typeof token === 'string') issued = { token };
    const index = places.get(request);
    if (routing === 'sticky' && index !== undefined) {
      headers['set-cookie'] = [...lines, `${routeCookie}=${String(index)}; Path=/; Secure`];
    }
  });

  const placeFor = (request: IncomingMessage): Backend => {
    const marked = new RegExp(`(?:^|; )${routeCookie}=(\\d)`).exec(request.headers.cookie ?? '')?.[1];
    const index = routing === 'sticky' && marked !== undefined ? Number(marked) : turn++ % servers.length;
    places.set(request, index);
    return servers[index] ?? first;
  };

  const plant = (query: URLSearchParams, response: ServerResponse): void => {
    const domain = query.get('domain');
    const copy = altered(issued, (query.get('alteration') ?? 'none') as Alteration);
    const attributes = `; Path=/; Secure${domain === null ? '' : `; Domain=${domain}`}`;
    response.setHeader(
      'set-cookie',
      Object.entries(copy).map(([name, value]) => `${name}=${value}${attributes}`),
    );
    response.setHeader('content-type', 'application/json').end(JSON.stringify(copy));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://placeholder');
    if (pathname === '/plant') {
      plant(searchParams, response);
    } else if (pathname === '/restart') {
      await Promise.all(servers.map((server) => server.restart()));
      response.writeHead(204).end();
    } else {
      proxy.web(request, response, { target: await placeFor(request).address });
    }
  };

  return {
    answer(request, response) {
      answer(request, response).catch(() => response.destroy());
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
