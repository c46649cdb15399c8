import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * A client for the unit tests that sends exactly the bytes it is given (one a character), as no HTTP library would.
 * Resolves with everything that came back before the other side closed; ask for `Connection: close`.
 */
export function exchange(socket: Socket, lines: readonly string[], body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
  });
}

/** A connection to a local address such as a proxy's `http://127.0.0.1:PORT`. */
export function dial(url: string): Socket {
  return connect(Number(new URL(url).port), '127.0.0.1');
}

/** Opens a CONNECT tunnel through `proxyUrl`; resolves with its socket and the proxy's status line. */
export function tunnel(proxyUrl: string, authority: string): Promise<{ socket: Socket; status: string }> {
  const socket = dial(proxyUrl);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', (chunk: Buffer) => {
      resolve({ socket, status: chunk.toString('latin1').split('\r\n', 1)[0] ?? '' });
    });
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  });
}

/** TLS through a CONNECT tunnel, verified against `ca` for `host`. */
export async function secureTunnel(proxyUrl: string, host: string, port: number, ca: string): Promise<Socket> {
  const { socket } = await tunnel(proxyUrl, `${host}:${String(port)}`);
  const secure = connectTls({ socket, servername: host, ca });
  await new Promise<void>((resolve, reject) => {
    secure.once('secureConnect', resolve);
    secure.once('error', reject);
  });
  return secure;
}
