import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/**
 * How the servers that a world keeps listen to idle connections: for as long as the browser likes. One that a server ends just
 * when the browser asks again looks as if the browser had kept its request back.
 */
export const patient = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };

/** What a connection says when the browser has given it up, as browsers do whenever they like, or spoken plain http to TLS. */
const browsersOwn = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'HPE_INVALID_EOF_STATE', 'ERR_SSL_HTTP_REQUEST']);

/**
 * Tells of requests that came to `server` and that it could not take in, though the browser had not given them up: what is
 * wrong with the handshake or with the octets, and the port at the other end of the connection where it is known.
 */
export function tellFaults(server: HttpServer | HttpsServer, tell: (what: string, port: number | undefined) => void): void {
  const heed = (error: NodeJS.ErrnoException, port: number | undefined): void => {
    if (!browsersOwn.has(error.code ?? '')) tell(faultText('a request could not be read', error), port);
  };
  // Node's HTTP answers what it cannot read by itself, and ends the connection with the error; then it has no port any more.
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', (socket: Socket) => {
    const { remotePort } = socket;
    socket.on('error', (error) => heed(error, remotePort));
  });
  server.on('tlsClientError', (error: Error, { remotePort }: TLSSocket) => heed(error, remotePort));
}

/** What went wrong, with what the system says of it. */
export function faultText(what: string, error: unknown): string {
  return `${what} (${error instanceof Error ? error.message : String(error)})`;
}
