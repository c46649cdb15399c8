import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createCertificateAuthority } from './certificates.ts';
import { Claims, type Place } from './claims.ts';
import { ports, stageIdOf, type Scheme } from './names.ts';
import { acceptWebSockets, createOriginApp, type OriginContext } from './origin.ts';
import { attentive, createForwardProxy } from './proxy.ts';
import { Stage } from './stage.ts';
import type { Connection, RefusedRequest } from './wire-log.ts';

/** A running world: origins on loopback, the one proxy that reaches them, and the trust that a browser needs. */
export interface World {
  /** `http://127.0.0.1:PORT`: what a browser is told to use as its proxy for http and https. */
  readonly proxyUrl: string;
  readonly caPem: string;
  readonly spkiHash: string;
  /** Real ports of the origins, for checks that take the direct lane. */
  readonly directPorts: Readonly<Record<Scheme, number>>;
  /** Requests for names outside the world; the latest 1,000. */
  readonly refused: readonly RefusedRequest[];
  /** Opens a stage with fresh names. `fixed` gives it the name `id` (for people who click around). */
  openStage(fixed?: string): Stage;
  closeStage(stage: Stage): void;
  close(): Promise<void>;
}

const keptRefusals = 1000;

/**
 * Starts a world on loopback with ports chosen by the system, or with the given proxy port.
 * @throws Error with a remedy when a port is taken.
 */
export async function startWorld(options: { proxyPort?: number } = {}): Promise<World> {
  const started = performance.now();
  const authority = await createCertificateAuthority();
  const stages = new Map<string, Stage>();
  const claims = new Claims<Stage>();
  const connections = new WeakMap<Socket, Connection>();
  const refused: RefusedRequest[] = [];
  let seq = 0;
  let connectionIds = 0;
  let stageIndex = 0;

  const now = (): number => performance.now() - started;
  const connectionOf = (socket: Socket, lane: Connection['lane']): Connection => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const connection: Connection = { id: connectionIds++, lane, requests: 0, end: 'open' };
    connections.set(socket, connection);
    socket.once('end', () => (connection.end = connection.end === 'open' ? 'closed-by-browser' : connection.end));
    socket.once('error', () => (connection.end = 'reset'));
    socket.once('close', () => (connection.end = connection.end === 'open' ? 'closed-by-server' : connection.end));
    return connection;
  };
  // A trailing dot makes another origin of the same host: the log keeps it, the way there does not.
  const stageOf = (written: string): Stage | undefined => {
    const host = written.toLowerCase().replace(/\.$/, '');
    return stages.get(host) ?? stages.get(stageIdOf(host) ?? '');
  };

  const stageAt = (place: Place): Stage | undefined => claims.ownerAt(place) ?? stageOf(place.host);

  const proxy = createForwardProxy({
    route(host, port, schemes) {
      const claimed = schemes.find((scheme) => claims.ownerAt({ scheme, host, port }) !== undefined);
      const named = stageOf(host) === undefined ? undefined : schemeOfPort(port);
      const scheme = claimed ?? schemes.find((one) => one === named);
      return scheme === undefined ? undefined : portOf({ http, https }[scheme]);
    },
    connectionOf,
    refuse(request, host) {
      refused.push(request);
      if (refused.length > keptRefusals) refused.shift();
      for (const stage of claims.ownersOf(host)) stage.log.refuse(request);
    },
    now,
  });

  const context: OriginContext = {
    stageAt,
    browserSide(request: IncomingMessage) {
      const hop = proxy.takeHop(request);
      if (hop !== undefined) return hop;
      const lane = proxy.isTunnel(request.socket.remotePort ?? 0) ? 'tunnel' : 'direct';
      const connection = connectionOf(request.socket, lane);
      const reused = connection.requests > 0;
      connection.requests += 1;
      return { connection, reused, rawHeaders: request.rawHeaders };
    },
    nextSeq: () => seq++,
    now,
  };

  const app = createOriginApp(context);
  const http = createHttpServer(attentive, app);
  const https = createHttpsServer(
    {
      ...attentive,
      // No SNI comes with an IP address, so the default certificate names the loopback ones.
      ...(await authority.leafFor(['localhost', '127.0.0.1', '::1'])),
      SNICallback(name, done) {
        authority.contextFor(name).then(
          (secure) => {
            done(null, secure);
          },
          (error: unknown) => {
            done(error as Error);
          },
        );
      },
    },
    app,
  );
  acceptWebSockets(http, 'http', context);
  acceptWebSockets(https, 'https', context);

  const closeServers = async (): Promise<void> => {
    proxy.close();
    await Promise.all([http, https].map(closeServer));
  };
  const listening = await Promise.allSettled([listen(http, 0), listen(https, 0), listen(proxy.server, options.proxyPort ?? 0)]);
  const failed = listening.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await closeServers();
    throw failed.reason;
  }

  return {
    proxyUrl: `http://127.0.0.1:${String(portOf(proxy.server))}`,
    caPem: authority.caPem,
    spkiHash: authority.spkiHash,
    directPorts: { http: portOf(http), https: portOf(https) },
    refused,
    openStage(fixed) {
      const stage = new Stage(fixed ?? randomBytes(5).toString('hex'), stageIndex++, claims, now);
      for (const name of [stage.id, ...Object.values(stage.hosts)]) stages.set(name, stage);
      return stage;
    },
    closeStage(stage) {
      stage.end();
      authority.forget((host) => stageOf(host) === stage);
      for (const name of [stage.id, ...Object.values(stage.hosts)]) stages.delete(name);
    },
    async close() {
      for (const stage of new Set(stages.values())) stage.end();
      await closeServers();
    },
  };
}

/** The scheme that a stage's own hosts speak at a port. */
function schemeOfPort(port: number): Scheme | undefined {
  return (['http', 'https'] as const).find((scheme) => Object.values<number>(ports[scheme]).includes(port));
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${String(port)} on 127.0.0.1 is taken; stop the program that uses it or choose another port`, { cause: error })
          : error,
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
