import { randomBytes } from 'node:crypto';
import { Agent, createServer, type ClientRequest, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import httpProxy from 'http-proxy';
import { faultText, patient } from './faults.ts';
import type { Scheme } from './names.ts';
import { splitAuthority } from './read-arrival.ts';
import { forwardable, rawAnswerHeader } from './raw-answer.ts';
import type { Connection, RefusedRequest } from './wire-log.ts';

/** What the browser really sent on its own connection, kept while the request hops to the origin. */
export interface Hop {
  readonly connection: Connection;
  readonly reused: boolean;
  readonly rawHeaders: readonly string[];
}

export interface ProxyContext {
  /**
   * The local port that answers for `host` and `port` as the browser named them, or undefined when outside the world.
   * A tunnel does not say which scheme it is for.
   */
  route(host: string, port: number, schemes: readonly Scheme[]): number | undefined;
  connectionOf(socket: Socket, lane: Connection['lane']): Connection;
  refuse(request: RefusedRequest, host: string): void;
  /** Told of what failed between the proxy and the origin at `host` while the browser waited. */
  fault(what: string, host: string): void;
  /** Who listens to what browsers send to `host`, one stream each; undefined where nobody does. */
  listener(host: string): ((octets: Buffer | string) => void) | undefined;
  now(): number;
}

export interface ForwardProxy {
  readonly server: Server;
  /** Takes the hop that a request came through, or undefined when it did not come through this proxy's http lane. */
  takeHop(request: IncomingMessage): Hop | undefined;
  /** The host that the browser named for the tunnel which comes to an origin from local port `port`; undefined when none does. */
  tunnelHost(port: number): string | undefined;
  close(): void;
}

/** How servers listen to browsers: they take every octet that a browser sends in a header, in lines of any length that a jar can fill. */
export const attentive = { insecureHTTPParser: true, maxHeaderSize: 8 * 1024 * 1024 };

/** Header that ties a forwarded request to its hop; the secret keeps pages from naming one. */
const hopHeader = 'x-originwatch-hop';

const refusal = (host: string): string => `<!doctype html><title>Outside the world</title>
<h1>Originwatch refuses this request</h1><p>The host is not part of the running test world, and nothing leaves this machine.</p>
<pre>${host.replace(/[&<>"]/g, (char) => `&#${String(char.charCodeAt(0))};`)}</pre>`;

const refusedTunnel = 'HTTP/1.1 502 Outside the world\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/** The forward proxy: plain http requests and CONNECT tunnels to the world's origins, and a refusal for any other name. */
export function createForwardProxy(context: ProxyContext): ForwardProxy {
  const secret = randomBytes(16).toString('hex');
  const hops = new Map<string, Hop>();
  const agent = new Agent({ keepAlive: true });
  const proxy = httpProxy.createProxyServer({ agent, selfHandleResponse: true });
  const tunnels = new Set<Socket>();
  /** The host that a tunnel is for, by its local port. */
  const tunnelHosts = new Map<number, string>();
  let counter = 0;

  /** An exchange with an origin failed; where it is the browser that gave up, nothing has. */
  const tellFault = (error: unknown, { socket, headers }: IncomingMessage): void => {
    if (!socket.destroyed)
      context.fault(faultText('the origin could not be asked', error), splitAuthority(headers.host ?? '', 'http').host);
  };
  proxy.on('error', (error, request, response) => {
    tellFault(error, request);
    // The origin went away while answering: the browser must see a broken answer, not a made-up one.
    response.destroy();
  });
  /** What anybody on the way can read of a request that is not encrypted. */
  const overhear = (request: IncomingMessage): void => {
    const listen = context.listener(splitAuthority(request.headers.host ?? '', 'http').host);
    if (listen === undefined) return;
    listen([`${request.method ?? ''} ${request.url ?? ''}`, ...request.rawHeaders, ''].join('\r\n'));
    request.on('data', listen);
  };
  const noteHop = (outgoing: ClientRequest, request: IncomingMessage): void => {
    const connection = context.connectionOf(request.socket, 'proxy');
    const id = `${secret}:${String(counter++)}`;
    hops.set(id, { connection, reused: connection.requests > 0, rawHeaders: withoutProxyLines(request.rawHeaders) });
    connection.requests += 1;
    outgoing.setHeader(hopHeader, id);
    // The proxy library normalizes the target (dot segments, fragments); the origin must see what the browser wrote.
    outgoing.path = request.url ?? '/';
    outgoing.once('close', () => hops.delete(id));
    overhear(request);
  };
  proxy.on('proxyReq', noteHop);
  proxy.on('proxyReqWs', noteHop);
  proxy.on('proxyRes', (answer, request, response) => {
    answer.once('error', (error) => {
      tellFault(error, request);
    });
    if (answer.headers[rawAnswerHeader] !== undefined && response.socket !== null) {
      pipeline(answer, response.socket, () => undefined);
      return;
    }
    // Line by line, because the library would join repeated lines into one.
    response.sendDate = false;
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, withoutConnectionLines(answer.rawHeaders));
    // An answer that breaks off breaks off for the browser too.
    pipeline(answer, response, () => undefined);
  });

  /** The local origin that an absolute-form request is for; refused and undefined when it is outside the world. */
  const originFor = (request: IncomingMessage): string | undefined => {
    const written = request.url ?? '';
    const url = URL.canParse(written) ? new URL(written) : undefined;
    // A WebSocket's address may keep its own scheme, as libsoup writes it.
    const isPlain = url?.protocol === 'http:' || url?.protocol === 'ws:';
    const port = isPlain ? context.route(url.hostname, Number(url.port === '' ? 80 : url.port), ['http']) : undefined;
    if (port === undefined) {
      context.refuse({ method: request.method ?? '', target: written, at: context.now() }, url?.hostname ?? '');
      return undefined;
    }
    // Absolute form to origin form, byte for byte: URL parsing must not normalize what the browser wrote.
    const target = written.replace(/^(?:http|ws):\/\/[^/?#]*/i, '');
    request.url = target.startsWith('/') ? target : `/${target}`;
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string') request.headers[name] = forwardable(value);
    }
    return `http://127.0.0.1:${String(port)}`;
  };

  const server = createServer({ ...attentive, ...patient }, (request, response) => {
    const written = request.url ?? '';
    const target = originFor(request);
    if (target === undefined) {
      response.writeHead(502, { 'content-type': 'text/html; charset=utf-8' });
      response.end(refusal(written));
      return;
    }
    proxy.web(request, response, { target });
  });

  // A browser that does not tunnel a plain WebSocket sends its handshake here.
  server.on('upgrade', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const target = originFor(request);
    if (target === undefined) client.end(refusedTunnel);
    else proxy.ws(request, client, head, { target });
  });

  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const [, host = '', named] = /^(.*):(\d+)$/.exec(request.url ?? '') ?? [];
    const port = context.route(host, Number(named), ['https', 'http']);
    client.on('error', () => client.destroy());
    if (port === undefined) {
      context.refuse({ method: 'CONNECT', target: request.url ?? '', at: context.now() }, host);
      client.end(refusedTunnel);
      return;
    }
    let stands = false;
    const origin = connect(port, '127.0.0.1', () => {
      stands = true;
      const { localPort = 0 } = origin;
      tunnelHosts.set(localPort, host);
      origin.once('close', () => tunnelHosts.delete(localPort));
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) origin.write(head);
      const listen = context.listener(host);
      if (listen !== undefined) client.on('data', listen);
      origin.pipe(client);
      client.pipe(origin);
    });
    tunnels.add(origin);
    origin.on('close', () => {
      tunnels.delete(origin);
      client.destroy();
    });
    origin.on('error', (error) => {
      // What ends a tunnel that stands is told by the origin, or is the browser, which may talk on when all is said.
      if (!stands && !client.destroyed) context.fault(faultText('no tunnel to the origin could be made', error), host);
      client.destroy();
    });
    client.on('close', () => origin.destroy());
  });

  return {
    server,
    takeHop(request) {
      const id = request.headers[hopHeader];
      return typeof id === 'string' ? hops.get(id) : undefined;
    },
    tunnelHost: (port) => tunnelHosts.get(port),
    close() {
      proxy.close();
      agent.destroy();
      for (const tunnel of tunnels) tunnel.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** `Proxy-Connection` is addressed to the proxy; every other line is what the origin would have received. */
function withoutProxyLines(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.filter((_, index) => !/^proxy-/i.test(rawHeaders[index - (index % 2)] ?? ''));
}

/** Lines that belong to one connection (RFC 9110, 7.6.1) and not to the answer. */
function withoutConnectionLines(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, index) => !/^(connection|keep-alive|transfer-encoding)$/i.test(rawHeaders[index - (index % 2)] ?? ''));
}
