import type { IncomingMessage } from 'node:http';
import type { Break } from './recipe.ts';
import { answerHead } from './raw-answer.ts';
import { socketBeneath } from './sockets-beneath.ts';

/** An answer as far as it is to be given. */
export interface BrokenAnswer {
  readonly status: number;
  readonly lines: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Answers `request` as far as `breaks` says, and ends its connection. */
export function breakOff({ when, how }: Break, { status, lines, body }: BrokenAnswer, { socket, method }: IncomingMessage): void {
  // The head of an answer to HEAD is that of a GET; no body comes after it (RFC 9110, 9.3.2).
  const whole = method === 'HEAD' ? Buffer.alloc(0) : body;
  const sent = when === 'during' ? whole.subarray(0, Math.ceil(whole.length / 2)) : whole;
  const end = (): void => {
    if (how === 'close') socket.end();
    else socketBeneath(socket).resetAndDestroy();
  };
  if (when === 'before') end();
  else socket.write(Buffer.concat([answerHead(status, lines, body.length), sent]), end);
}
