import { transportOf } from './playwright-inside.ts';

/**
 * Acknowledges at once whatever Firefox says. Its end of the WebDriver BiDi connection holds a message back while an
 * earlier one is unacknowledged (Nagle's algorithm), and the system acknowledges up to 40 ms later unless something goes
 * the other way: a WebSocket pong that nobody asked for does, and means nothing.
 */
export function acknowledgePromptly(context: object): void {
  const webSocket = transportOf(context)._ws;
  webSocket?._socket.on('data', () => {
    webSocket.pong();
  });
}
