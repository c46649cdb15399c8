import { DriverError } from './port.ts';

/** The connection to a browser inside Playwright, as far as our own files know it. */
export interface Transport {
  send: (message: unknown) => void;
  /** Absent where the connection is no WebSocket. */
  readonly _ws?: { readonly _socket: { on(event: 'data', listener: () => void): void }; pong(): void };
}
interface Inside {
  readonly _browser?: { readonly _connection?: { readonly _transport?: Partial<Transport> } };
}
interface Outside {
  readonly _connection?: { toImpl?: (object: unknown) => Inside | undefined };
}

/**
 * The transport behind a browser context.
 * @throws DriverError when Playwright's inside is not what it is in the pinned version.
 */
export function transportOf(context: object): Transport {
  const transport = (context as Outside)._connection?.toImpl?.(context)?._browser?._connection?._transport;
  if (transport?.send === undefined) {
    throw new DriverError('Playwright’s connection to Firefox is not where the pinned version has it; install the pinned version (npm ci)');
  }
  return transport as Transport;
}
