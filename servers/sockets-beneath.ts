import type { Socket } from 'node:net';
import type { Server } from 'node:tls';

const beneath = new WeakMap<Socket, Socket>();

/** Keeps for each connection of a server the TCP socket that TLS runs on: Node hides it, and a TLS socket cannot be reset. */
export function rememberSocketsBeneath(server: Server): void {
  const opening = new Map<string, Socket>();
  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    opening.set(name, socket);
    socket.once('close', () => opening.delete(name));
  });
  server.on('secureConnection', (secure) => {
    const socket = opening.get(nameOf(secure));
    if (socket !== undefined) beneath.set(secure, socket);
  });
}

/** The TCP socket of a connection: the one that was kept, or `socket` itself where no TLS is in between. */
export function socketBeneath(socket: Socket): Socket {
  return beneath.get(socket) ?? socket;
}

/** Two addresses and two ports name a connection. */
function nameOf({ localAddress, localPort, remoteAddress, remotePort }: Socket): string {
  return [localAddress, localPort, remoteAddress, remotePort].join(' ');
}
