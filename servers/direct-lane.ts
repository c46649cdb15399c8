import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { closeServer, listen, portOf } from './listening.ts';
import { directPlaces, type Scheme } from './names.ts';
import type { DirectOrigins, Stage } from './stage.ts';

/** This machine has no loopback addresses but 127.0.0.1, so stages cannot have origins of their own without the proxy. */
export class NoDirectLane extends Error {
  override readonly name = 'NoDirectLane';
}

/** What a direct lane is made of. */
export interface LaneParts {
  /** A server of this scheme that is right for an address. */
  readonly serverAt: (scheme: Scheme, address: string) => Promise<Server>;
  /** Hears of every connection as it is made. */
  readonly onConnection: (socket: Socket) => void;
}

/** How long an idle connection stays open, in milliseconds: longer than any visit. Here it is the recipes that end connections. */
const keptAliveMs = 600_000;

/**
 * Opens origins at a stage's own addresses of the loopback range.
 * @returns the function that closes them again.
 * @throws NoDirectLane where the machine has no such addresses.
 */
export async function openDirectLane(stage: Stage, { serverAt, onConnection }: LaneParts): Promise<() => Promise<void>> {
  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.filter(({ listening }) => listening).map(closeServer));
  };
  const open = async (scheme: Scheme, address: string): Promise<string> => {
    const server = await serverAt(scheme, address);
    servers.push(server);
    server.keepAliveTimeout = keptAliveMs;
    server.on(scheme === 'https' ? 'secureConnection' : 'connection', (socket: Socket) => {
      onConnection(socket);
      // After all others who listen, so that what they note is there.
      socket.once('close', () => setImmediate(() => stage.log.wake()));
    });
    await listen(server, 0, address).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRNOTAVAIL') throw error;
      throw new NoDirectLane(`this machine has no address ${address} for origins without a proxy`, { cause: error });
    });
    return `${scheme}://${address}:${String(portOf(server))}`;
  };
  const opened = await Promise.allSettled(
    directPlaces.map(async (place) => {
      const address = stage.directAddress(place);
      return [place, { http: await open('http', address), https: await open('https', address) }] as const;
    }),
  );
  const failed = opened.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  stage.openDirectLane(Object.fromEntries(opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))) as DirectOrigins);
  return close;
}
