import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { acknowledgePromptly } from './prompt-acknowledgement.ts';

it('answers everything that comes with a pong', () => {
  let pongs = 0;
  const socket = new EventEmitter();
  const transport = { send: () => undefined, _ws: { _socket: socket, pong: () => (pongs += 1) } };
  acknowledgePromptly({ _connection: { toImpl: () => ({ _browser: { _connection: { _transport: transport } } }) } });
  socket.emit('data');
  socket.emit('data');
  expect(pongs).toBe(2);
});
