import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { lookUpProbe, secondsUntilProbe } from './idle-timer.ts';

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt';
const line = (timer: string): string => `   0: 0100007F:9C40 01004E7F:1F90 01 00000000:00000000 ${timer} 00000000 0 0 1`;
const local = { address: '127.0.0.1', port: 40_000 };
const remote = { address: '127.78.0.1', port: 8080 };

test.each([
  ['a keep-alive timer', '02:00001194', 45],
  ['no timer', '00:00000000', null],
  ['a timer of another kind', '01:00000014', undefined],
])('%s', (_what, timer, seconds) => {
  const table = `${head}\n${line(timer)}\n`;
  expect(secondsUntilProbe(table, local, remote)).toBe(seconds);
  expect(secondsUntilProbe(table, remote, local)).toBeUndefined();
});

test.runIf(process.platform === 'linux')('the kernel shows what a program asks for', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const ends = [
    { address: '127.0.0.1', port: socket.localPort ?? 0 },
    { address: '127.0.0.1', port },
  ] as const;
  expect(await lookUpProbe(...ends)).toBeNull();
  socket.setKeepAlive(true, 90_000);
  const seconds = await lookUpProbe(...ends);
  expect(seconds).toBeGreaterThan(30);
  expect(seconds).toBeLessThanOrEqual(90);
  socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});
