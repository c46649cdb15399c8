import type { ServerResponse } from 'node:http';

/**
 * Answers with these octets in place of what Node's HTTP would write, and leaves the connection open whatever they say, so
 * that what becomes of it is the browser's choice.
 */
export function answerInstead(response: ServerResponse, octets: Buffer): void {
  const { socket } = response;
  if (socket === null) return;
  // For Node this is an empty answer on a connection that stays; it goes out in one piece, which is exchanged on its way.
  const write = socket.write.bind(socket);
  socket.write = (...[, , written]: readonly [unknown, unknown?, (() => void)?]) => {
    Reflect.deleteProperty(socket, 'write');
    return write(octets, written);
  };
  response.end();
}
