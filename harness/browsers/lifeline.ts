import { createServer, type Socket } from 'node:net';
import { DriverError } from './port.ts';

/**
 * A socket that a program holds for as long as it lives, so that its end is known even when it is not our child. Through
 * it the program can be told to do something.
 */
export interface Lifeline {
  /** What the program connects to. */
  readonly path: string;
  /** Aborts when the program that connected has ended. */
  readonly cut: AbortSignal;
  /** Sends a line, and resolves when the program has answered with one. @throws DriverError when it ends instead. */
  tell(deed: string): Promise<void>;
  close(): void;
}

const newline = 0x0a;
const ended = (): DriverError => new DriverError('the window program ended before it did what it was told');

/** Listens at `path` for the one program that is to connect. */
export async function openLifeline(path: string): Promise<Lifeline> {
  const cut = new AbortController();
  const sockets = new Set<Socket>();
  const told: { readonly done: () => void; readonly failed: (error: Error) => void }[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    // The program does what it is told in order, and says so with a line each.
    socket.on('data', (chunk) => {
      for (const octet of chunk) if (octet === newline) told.shift()?.done();
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      cut.abort();
      for (const { failed } of told.splice(0)) failed(ended());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return {
    path,
    cut: cut.signal,
    tell: (deed) =>
      new Promise((done, failed) => {
        if (cut.signal.aborted) failed(ended());
        told.push({ done, failed });
        for (const socket of sockets) socket.write(`${deed}\n`);
      }),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
