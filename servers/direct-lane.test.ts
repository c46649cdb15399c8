import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { text, type Break } from './recipe.ts';
import type { Stage } from './stage.ts';
import { exchange } from './test-client.ts';
import { startWorld } from './world.ts';

const world = await startWorld();
let stage: Stage;

beforeEach(async () => {
  stage = world.openStage();
  await world.openDirectLane(stage);
});
afterEach(() => {
  world.closeStage(stage);
});
afterAll(() => world.close());

const dialDirectly = (url: string): Socket => connect(Number(new URL(url).port), new URL(url).hostname);
const get = (url: string): readonly string[] => [`GET ${new URL(url).pathname} HTTP/1.1`, `Host: ${new URL(url).host}`];

test('a stage answers at an address of its own without the proxy', async () => {
  stage.recipes = { '/hello': text('text/plain', 'hello', [['connection', 'close']]) };
  const url = stage.directUrl('http', '/hello');
  expect(await exchange(dialDirectly(url), get(url))).toContain('hello');
  const { hostname, port } = new URL(url);
  expect(stage.log.arrivals).toMatchObject([{ scheme: 'http', host: hostname, port: Number(port), connection: { lane: 'direct' } }]);
});

test('https is verified for the address', async () => {
  stage.recipes = { '/hello': text('text/plain', 'hello', [['connection', 'close']]) };
  const url = stage.directUrl('https', '/hello');
  const { hostname, port } = new URL(url);
  const secure = connectTls({ host: hostname, port: Number(port), ca: world.caPem });
  expect(await exchange(secure, get(url))).toContain('hello');
});

test('another stage has another address, and none where its check did not ask for the lane', () => {
  const other = world.openStage();
  expect(other.loopbackAddress).not.toBe(stage.loopbackAddress);
  expect(() => other.directUrl('http', '/')).toThrow('lane: direct');
  world.closeStage(other);
});

/** What came before the connection ended, and how it ended. */
async function broken(breaks: Break): Promise<{ answer: string; ended: string }> {
  stage.recipes = { '/': { ...text('text/plain', '0123456789'), breaks } };
  const url = stage.directUrl('http', '/');
  const socket = dialDirectly(url);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  socket.write(`${get(url).join('\r\n')}\r\n\r\n`);
  const ended = await new Promise<string>((resolve) => {
    socket.once('end', () => {
      resolve('FIN');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? 'error');
    });
  });
  socket.destroy();
  return { answer, ended };
}

test.each([
  [{ when: 'before', how: 'close' }, '', 'FIN'],
  [{ when: 'before', how: 'reset' }, '', 'ECONNRESET'],
  [{ when: 'during', how: 'close' }, '01234', 'FIN'],
  [{ when: 'after', how: 'close' }, '0123456789', 'FIN'],
] as const)('a recipe breaks off: %j', async (breaks, body, ended) => {
  const found = await broken(breaks);
  expect(found.answer.split('\r\n\r\n')[1] ?? '').toBe(body);
  expect(found.ended).toBe(ended);
});
