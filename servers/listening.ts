import type { Server as HttpServer } from 'node:http';
import type { Http2SecureServer, ServerHttp2Session } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';

/** Lets a server listen. @throws Error with a remedy when the port is taken. */
export async function listen(server: Server, port: number, address = '127.0.0.1'): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${String(port)} on ${address} is taken; stop the program that uses it or choose another port`, { cause: error })
          : error,
      );
    });
    server.listen(port, address, resolve);
  });
}

/** Ends a server with all its connections. */
export async function closeServer(server: HttpServer): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** The function that ends a server of HTTP/2 with all its connections; to be asked for before it listens. */
export function closerOf(server: Http2SecureServer): () => Promise<void> {
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  return async () => {
    for (const session of sessions) session.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
}

/** The port that a listening server got. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
