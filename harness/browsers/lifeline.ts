import { createServer, type Socket } from 'node:net';

/** A socket that a program holds for as long as it lives, so that its end is known even when it is not our child. */
export interface Lifeline {
  /** What the program connects to. */
  readonly path: string;
  /** Aborts when the program that connected has ended. */
  readonly cut: AbortSignal;
  close(): void;
}

/** Listens at `path` for the one program that is to connect. */
export async function openLifeline(path: string): Promise<Lifeline> {
  const cut = new AbortController();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // The program says nothing; without a reader its end would not be seen.
    socket.resume();
    socket.on('error', () => undefined);
    socket.once('close', () => {
      cut.abort();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return {
    path,
    cut: cut.signal,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
