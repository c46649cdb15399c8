import type { Server, Socket } from 'node:net';

/** The TCP sockets that TLS runs on: Node hides them behind the TLS ones, and those cannot be reset. */
export class SocketsBeneath {
  readonly #sockets = new Map<string, Socket>();

  /** Keeps the sockets of a server's connections, each for as long as it lives. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => {
      const name = nameOf(socket);
      this.#sockets.set(name, socket);
      socket.once('close', () => this.#sockets.delete(name));
    });
  }

  /** The TCP socket of a connection: the one beneath, or `socket` itself where no TLS is in between. */
  of(socket: Socket): Socket {
    return this.#sockets.get(nameOf(socket)) ?? socket;
  }
}

/** Two addresses and two ports name a connection. */
function nameOf({ localAddress, localPort, remoteAddress, remotePort }: Socket): string {
  return [localAddress, localPort, remoteAddress, remotePort].join(' ');
}
