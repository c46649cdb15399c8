import { IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Arrival } from '../wire-log.ts';
import type { MountedApp } from './app.ts';

/** Lets an app answer a request whose body the wire log has taken in already. */
export function handOver({ app, path }: MountedApp, request: IncomingMessage, { body }: Arrival, response: ServerResponse): void {
  const again = new IncomingMessage(request.socket);
  const { method, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  Object.assign(again, { method, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true });
  again.push(Buffer.from(body.text, 'latin1'));
  again.push(null);
  app.answer(Object.assign(again, below(path, request)), response);
}

/** Lets an app take a WebSocket handshake over. @returns false when it takes none. */
export function handOverSocket({ app, path }: MountedApp, request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
  app.upgrade?.(Object.assign(request, below(path, request)), socket, head);
  return app.upgrade !== undefined;
}

/** The address as Express shows it to what is mounted at `path`. */
function below(path: string, { url = '' }: IncomingMessage): { url: string; baseUrl: string; originalUrl: string } {
  const rest = url.slice(path.length);
  return { url: rest.startsWith('/') ? rest : `/${rest}`, baseUrl: path, originalUrl: url };
}
