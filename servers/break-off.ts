import type { Socket } from 'node:net';
import type { Break } from './recipe.ts';
import { answerHead } from './raw-answer.ts';

/** Answers as far as `breaks` says, and ends the connection. */
export function breakOff(
  { when, how }: Break,
  socket: Socket,
  status: number,
  lines: readonly (readonly [name: string, value: string])[],
  body: Buffer,
): void {
  const sent = when === 'during' ? body.subarray(0, Math.ceil(body.length / 2)) : body;
  const end = (): void => {
    if (how === 'close') socket.end();
    else socket.resetAndDestroy();
  };
  if (when === 'before') end();
  else socket.write(Buffer.concat([answerHead(status, lines, body.length), sent]), end);
}
