import type { Server as HttpServer } from 'node:http';
import type { Http2SecureServer } from 'node:http2';
import type { Server as HttpsServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import { closerOf, closeServer, listen, portOf } from './listening.ts';
import { MachineLack } from './machine-lack.ts';
import { directName, directPlaces, namedPlaces, type DirectPlace } from './names.ts';
import { rememberSocketsBeneath } from './sockets-beneath.ts';
import type { DirectOrigins, Stage } from './stage.ts';

/** This machine has no loopback addresses but 127.0.0.1, so stages cannot have origins of their own without the proxy. */
export class NoDirectLane extends MachineLack {
  override readonly name = 'NoDirectLane';
}

/** Servers of the origins of one stage, which listen nowhere yet. */
export interface LaneServers {
  http(): HttpServer;
  https(): HttpsServer;
  http2(): Http2SecureServer;
}

/** How long an idle connection stays open, in milliseconds: longer than any visit. Here it is the recipes that end connections. */
const keptAliveMs = 600_000;

/** Opens servers for one stage, and closes them all. */
class Lane {
  readonly #servers: LaneServers;
  readonly #stage: Stage;
  readonly #onConnection: (socket: Socket) => void;
  readonly #closers: (() => Promise<void>)[] = [];

  constructor(stage: Stage, servers: LaneServers, onConnection: (socket: Socket) => void) {
    this.#stage = stage;
    this.#servers = servers;
    this.#onConnection = onConnection;
  }

  /** The origins at one of the stage's own addresses. */
  async openPlace(place: DirectPlace): Promise<DirectOrigins['places'][DirectPlace]> {
    const address = this.#stage.directAddress(place);
    return {
      http: `http://${address}:${await this.#open(this.#http(), address)}`,
      https: `https://${address}:${await this.#open(this.#https(), address)}`,
      http2: `https://${address}:${await this.#open(this.#http2(), address)}`,
    };
  }

  /** The named origins, at one address and port. */
  async openNamed(): Promise<DirectOrigins['named']> {
    const port = await this.#open(this.#http2(), '127.0.0.1');
    const origins = namedPlaces.map((place) => [place, `https://${directName(place, this.#stage.id)}:${port}`] as const);
    return Object.fromEntries(origins) as DirectOrigins['named'];
  }

  async close(): Promise<void> {
    await Promise.all(this.#closers.map((close) => close()));
  }

  #http(): Server {
    return this.#keep(this.#servers.http(), 'connection');
  }

  #https(): Server {
    const server = this.#servers.https();
    rememberSocketsBeneath(server);
    return this.#keep(server, 'secureConnection');
  }

  #http2(): Server {
    const server = this.#servers.http2();
    this.#closers.push(closerOf(server));
    server.on('session', ({ socket }) => this.#heed(socket));
    return server;
  }

  #keep(server: HttpServer, connected: 'connection' | 'secureConnection'): Server {
    this.#closers.push(() => closeServer(server));
    server.keepAliveTimeout = keptAliveMs;
    server.on(connected, (socket: Socket) => this.#heed(socket));
    return server;
  }

  #heed(socket: Socket): void {
    this.#onConnection(socket);
    // After all others who listen, so that what they note is there.
    socket.once('close', () => setImmediate(() => this.#stage.log.wake()));
  }

  async #open(server: Server, address: string): Promise<string> {
    await listen(server, 0, address).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRNOTAVAIL') throw error;
      throw new NoDirectLane(`this machine has no address ${address} for origins without a proxy`, { cause: error });
    });
    return String(portOf(server));
  }
}

/**
 * Opens origins at a stage's own addresses of the loopback range, and at names of its own.
 * @param onConnection hears of every connection as it is made.
 * @returns the function that closes them again.
 * @throws NoDirectLane where the machine has no such addresses.
 */
export async function openDirectLane(
  stage: Stage,
  servers: LaneServers,
  onConnection: (socket: Socket) => void,
): Promise<() => Promise<void>> {
  const lane = new Lane(stage, servers, onConnection);
  try {
    const places: Partial<Record<DirectPlace, DirectOrigins['places'][DirectPlace]>> = {};
    for (const place of directPlaces) places[place] = await lane.openPlace(place);
    stage.openDirectLane({ places: places as DirectOrigins['places'], named: await lane.openNamed() });
  } catch (error) {
    await lane.close();
    throw error;
  }
  return () => lane.close();
}
