import { DriverError } from './port.ts';

/** The connection to a browser inside Playwright, as far as our own files know it. */
export interface Transport {
  send: (message: unknown) => void;
  /** Absent where the connection is no WebSocket. */
  readonly _ws?: { readonly _socket: { on(event: 'data', listener: () => void): void }; pong(): void };
}

/** What stands behind a context, a page or a frame inside Playwright, as far as our own files know it. */
interface Inside {
  readonly _browser?: {
    readonly _connection?: { readonly _transport?: Partial<Transport> };
    readonly _browserSession?: Session;
  };
  readonly delegate?: { readonly _session?: Session };
  readonly _id?: string;
}
interface Session {
  readonly send?: Send;
}
interface Outside {
  readonly _connection?: { toImpl?: (object: unknown) => Inside | undefined };
}

/** Sends one command of WebDriver BiDi. */
export type Send = (method: string, params: unknown) => Promise<unknown>;

function insideOf(object: object): Inside | undefined {
  return (object as Outside)._connection?.toImpl?.(object);
}

function moved(): DriverError {
  return new DriverError('Playwright’s connection to Firefox is not where the pinned version has it; install the pinned version (npm ci)');
}

/**
 * The transport behind a browser context.
 * @throws DriverError when Playwright's inside is not what it is in the pinned version.
 */
export function transportOf(context: object): Transport {
  const transport = insideOf(context)?._browser?._connection?._transport;
  if (transport?.send === undefined) throw moved();
  return transport as Transport;
}

/**
 * How a command is sent for a whole browser.
 * @throws DriverError when Playwright's inside is not what it is in the pinned version.
 */
export function browserSession(context: object): Send {
  const session = insideOf(context)?._browser?._browserSession;
  if (session?.send === undefined) throw moved();
  return session.send.bind(session);
}

/**
 * How a command is sent for a page, and what WebDriver BiDi calls one of its frames.
 * @throws DriverError when Playwright's inside is not what it is in the pinned version.
 */
export function frameSession(page: object, frame: object): { readonly send: Send; readonly context: string } {
  const session = insideOf(page)?.delegate?._session;
  const context = insideOf(frame)?._id;
  if (session?.send === undefined || context === undefined) throw moved();
  return { send: session.send.bind(session), context };
}
