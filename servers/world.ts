import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { startCapture } from './capture/capture.ts';
import { createCertificateAuthority } from './certificates.ts';
import { Claims, type Place } from './claims.ts';
import { patient, tellFaults } from './faults.ts';
import { openDirectLane, type LaneServers } from './direct-lane.ts';
import { closeServer, listen, portOf } from './listening.ts';
import { createHttp2Origin } from './http2-origin.ts';
import { directName, directPlaces, ports, stageIdOf, type Scheme } from './names.ts';
import { createOriginApp } from './origin.ts';
import type { BrowserSide, OriginContext } from './origin-context.ts';
import { attentive, createForwardProxy } from './proxy.ts';
import { Stage } from './stage.ts';
import { acceptWebSockets } from './web-sockets.ts';
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
  /**
   * Opens the direct lane for a stage: origins at an address of its own in the loopback range, which browsers reach without
   * the proxy, so that a connection there is the browser's own.
   * `captured`: the packets of its connections go to the stage's log.
   * @throws NoDirectLane where the machine has no such addresses, NoCapture where packets cannot be captured.
   */
  openDirectLane(stage: Stage, captured?: boolean): Promise<void>;
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
  const lanes = new Map<Stage, () => Promise<void>>();
  const connections = new WeakMap<Socket, Connection>();
  const refused: RefusedRequest[] = [];
  let seq = 0;
  let connectionIds = 0;
  let stageIndex = 0;

  const now = (): number => performance.now() - started;
  const connectionOf = (socket: Socket, lane: Connection['lane']): Connection => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const { remotePort } = socket;
    const connection: Connection = {
      id: connectionIds++,
      lane,
      ...(remotePort === undefined ? {} : { browserPort: remotePort }),
      requests: 0,
      end: 'open',
    };
    connections.set(socket, connection);
    // Whoever ends first: the other side's end follows.
    socket.once('finish', () => (connection.end = connection.end === 'open' ? 'closed-by-server' : connection.end));
    socket.once('end', () => (connection.end = connection.end === 'open' ? 'closed-by-browser' : connection.end));
    socket.once('error', () => (connection.end = 'reset'));
    socket.once('close', () => (connection.end = connection.end === 'open' ? 'closed-by-server' : connection.end));
    return connection;
  };
  const sideOf = (socket: Socket, rawHeaders: readonly string[], lane: Connection['lane']): BrowserSide => {
    const connection = connectionOf(socket, lane);
    const reused = connection.requests > 0;
    connection.requests += 1;
    return { connection, reused, rawHeaders };
  };
  // A trailing dot makes another origin of the same host: the log keeps it, the way there does not.
  const stageOf = (written: string): Stage | undefined => {
    const host = written.toLowerCase().replace(/\.$/, '');
    return stages.get(host) ?? stages.get(stageIdOf(host) ?? '');
  };

  const stageAt = (place: Place): Stage | undefined => claims.ownerAt(place) ?? stageOf(place.host);

  /** Something failed under a request for `host`; where nobody knows for which, under one of any stage. */
  const fault = (what: string, host: string | undefined): void => {
    const concerned = host === undefined ? stages.values() : [stageOf(host), ...claims.ownersOf(host)];
    for (const stage of new Set(concerned)) stage?.log.fault(what);
  };

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
    fault,
    listener: (host) => stageOf(host)?.eavesdropper?.listen(),
    now,
  });

  const context: OriginContext = {
    stageAt,
    browserSide(request: IncomingMessage) {
      const hop = proxy.takeHop(request);
      if (hop !== undefined) return hop;
      // A tunnel ends at one of the world's own ports; at another address or port a browser may have the same port number.
      const { localAddress, localPort, remotePort = 0 } = request.socket;
      const isOwn = localAddress === '127.0.0.1' && [http, https].some((server) => portOf(server) === localPort);
      return sideOf(request.socket, request.rawHeaders, isOwn && proxy.tunnelHost(remotePort) !== undefined ? 'tunnel' : 'direct');
    },
    directSide: (socket, rawHeaders) => sideOf(socket, rawHeaders, 'direct'),
    nextSeq: () => seq++,
    now,
    fault,
  };

  const app = createOriginApp(context);
  const http = createHttpServer({ ...attentive, ...patient }, app);
  // No SNI comes with an IP address, so the default certificate names the loopback ones.
  const secureAt = async (...names: readonly string[]): Promise<object> => ({ ...attentive, ...(await authority.leafFor(names)) });
  const certificateFor: NonNullable<TlsOptions['SNICallback']> = (name, done) => {
    authority.contextFor(name).then(
      (secure) => {
        done(null, secure);
      },
      (error: unknown) => {
        done(error as Error);
      },
    );
  };
  const https = createHttpsServer({ ...(await secureAt('localhost', '127.0.0.1', '::1')), ...patient, SNICallback: certificateFor }, app);
  for (const server of [proxy.server, http, https]) {
    tellFaults(server, (what, port) => fault(what, port === undefined ? undefined : proxy.tunnelHost(port)));
  }
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
    async openDirectLane(stage, captured = false) {
      const apart = directName('apart', stage.id);
      const shared = await secureAt(
        ...new Set(directPlaces.map((place) => stage.directAddress(place))),
        directName('one', stage.id),
        directName('two', stage.id),
      );
      const servers: LaneServers = {
        http: () => createHttpServer(attentive, app),
        https: () => createHttpsServer(shared, app),
        http2: () =>
          createHttp2Origin(context, {
            ...shared,
            SNICallback: (name, done) => {
              if (name === apart) certificateFor(name, done);
              else done(null);
            },
          }),
      };
      const close = await openDirectLane(stage, servers, (socket) => connectionOf(socket, 'direct'));
      lanes.set(stage, close);
      if (!captured) return;
      const capture = await startCapture(stage.directEndpoints, () => stage.log.wake());
      stage.log.conversations = capture.conversations;
      lanes.set(stage, async () => {
        capture.stop();
        await close();
      });
    },
    closeStage(stage) {
      stage.end();
      void lanes.get(stage)?.();
      lanes.delete(stage);
      authority.forget((host) => stageOf(host) === stage);
      for (const name of [stage.id, ...Object.values(stage.hosts)]) stages.delete(name);
    },
    async close() {
      for (const stage of new Set(stages.values())) stage.end();
      await Promise.all([...lanes.values()].map((closeLane) => closeLane()));
      await closeServers();
    },
  };
}

/** The scheme that a stage's own hosts speak at a port. */
function schemeOfPort(port: number): Scheme | undefined {
  return (['http', 'https'] as const).find((scheme) => Object.values<number>(ports[scheme]).includes(port));
}
