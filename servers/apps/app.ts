import type { IncomingMessage, RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';

/** A program that answers everything below a path as it likes, with a state of its own; an Express application is one. */
export interface App {
  readonly answer: RequestListener;
  /** Takes a WebSocket handshake over. Absent: a handshake is refused. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/**
 * The apps of one stage by the path that each stands at, the same at each of its hosts, schemes and ports as recipes are.
 * An app sees the addresses below its path, as Express shows them to what is mounted there (`originalUrl` is the whole).
 */
export type Apps = Readonly<Record<string, App>>;

/** An app, and where it stands. */
export interface MountedApp {
  readonly app: App;
  readonly path: string;
}

/** The app that answers at `target`: of several, the one that stands deepest. */
export function findApp(apps: Apps, target: string): MountedApp | undefined {
  const asked = `${target.split('?', 1)[0] ?? target}/`;
  const [path] = Object.keys(apps)
    .filter((candidate) => asked.startsWith(`${candidate}/`))
    .sort((left, right) => right.length - left.length);
  const app = path === undefined ? undefined : apps[path];
  return path === undefined || app === undefined ? undefined : { app, path };
}
