import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerInstead } from './own-head.ts';

/** What an origin still has to say when the browser has ended its side. */
const lastWords = Buffer.alloc(1000, 'x');

/** Answers whole and ends the origin's side; what the browser sends is read on. */
export function endEarly(socket: Socket, answer: Buffer): void {
  socket.end(answer);
}

/** Answers, leaves the connection open, and sends more once the browser has ended its side. */
export function endLate(response: ServerResponse, answer: Buffer): void {
  const { socket } = response;
  // Before Node's own listener, which ends this side, too.
  socket?.prependOnceListener('end', () => socket.write(lastWords));
  answerInstead(response, answer);
}
