import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { createForwardProxy, type Hop } from './proxy.ts';
import { dial, exchange, tunnel } from './test-client.ts';
import type { RefusedRequest } from './wire-log.ts';

const refused: RefusedRequest[] = [];
const faults: string[] = [];
let overheard = '';
const seen: { url: string; hop: Hop | undefined; request: IncomingMessage }[] = [];

const origin = createServer((request, response) => {
  seen.push({ url: request.url ?? '', hop: proxy.takeHop(request), request });
  if (request.url === '/breaks-before') request.socket.destroy();
  else if (request.url === '/breaks-within') response.write('half an answer', () => request.socket.destroy());
  else if (request.url !== '/never') request.resume().once('end', () => response.end('from the origin'));
});
origin.on('upgrade', (request: IncomingMessage, socket) => {
  seen.push({ url: request.url ?? '', hop: proxy.takeHop(request), request });
  socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nfrom the upgrade');
});
const originPort = await listening(origin);
/** Nobody listens there any more. */
const gone = createServer();
const gonePort = await listening(gone);
gone.close();

const proxy = createForwardProxy({
  route: (host, port) => (host === 'inside.test' && port === 80 ? originPort : host === 'gone.test' ? gonePort : undefined),
  connectionOf: (socket) => ({ id: socket.remotePort ?? 0, lane: 'proxy', requests: 0, end: 'open' }),
  refuse: (request) => refused.push(request),
  fault: (what, host) => faults.push(`${host}: ${what}`),
  listener: () => (octets) => (overheard += octets.toString('latin1')),
  now: () => 0,
});
const proxyUrl = `http://127.0.0.1:${String(await listening(proxy.server))}`;

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

beforeEach(() => {
  refused.length = 0;
  faults.length = 0;
  seen.length = 0;
  overheard = '';
});

afterAll(() => {
  proxy.close();
  origin.closeAllConnections();
  origin.close();
});

test('an absolute-form request reaches its origin, target and header lines as the browser wrote them', async () => {
  const lines = ['Host: inside.test', 'X-TWICE: 1', 'cookie: a=1', 'x-twice: 2', 'Cookie: b=2', 'Connection: close'];
  const answer = await exchange(dial(proxyUrl), [
    'GET http://inside.test/%7Ea/../b?q=%20| HTTP/1.1',
    ...lines,
    'Proxy-Connection: keep-alive',
  ]);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('from the origin');
  expect(seen[0]?.url).toBe('/%7Ea/../b?q=%20|');
  expect(seen[0]?.hop?.rawHeaders).toEqual(lines.flatMap((line) => line.split(': ')));
});

test('a target without a path is the root', async () => {
  await exchange(dial(proxyUrl), ['GET http://inside.test?q HTTP/1.1', 'Host: inside.test', 'Connection: close']);
  expect(seen[0]?.url).toBe('/?q');
});

test('a name outside the world is refused with a page that shows it harmlessly, and noted', async () => {
  const answer = await exchange(dial(proxyUrl), ['GET http://outside.example/<b> HTTP/1.1', 'Host: outside.example', 'Connection: close']);
  expect(answer).toMatch(/^HTTP\/1\.1 502 /);
  expect(answer).toContain('Originwatch refuses this request');
  expect(answer).not.toContain('<b>');
  expect(refused).toEqual([{ method: 'GET', target: 'http://outside.example/<b>', at: 0 }]);
  expect(seen).toEqual([]);
});

test('a known host on a port that the world does not have is refused', async () => {
  const answer = await exchange(dial(proxyUrl), ['GET http://inside.test:81/ HTTP/1.1', 'Host: inside.test:81', 'Connection: close']);
  expect(answer).toMatch(/^HTTP\/1\.1 502 /);
});

test('a tunnel carries bytes to the origin, and the origin can be told that it is one', async () => {
  const { socket, status } = await tunnel(proxyUrl, 'inside.test:80');
  expect(status).toContain('200');
  await exchange(socket, ['GET /through HTTP/1.1', 'Host: inside.test', 'Connection: close']);
  expect(seen[0]?.url).toBe('/through');
  expect(seen[0]?.hop).toBeUndefined();
});

test('a tunnel to an outside name is refused and noted', async () => {
  const { status } = await tunnel(proxyUrl, 'outside.example:443');
  expect(status).toBe('HTTP/1.1 502 Outside the world');
  expect(refused).toEqual([{ method: 'CONNECT', target: 'outside.example:443', at: 0 }]);
});

test('a page cannot pretend to a hop', async () => {
  await exchange(dial(proxyUrl), [
    'GET http://inside.test/ HTTP/1.1',
    'Host: inside.test',
    'x-originwatch-hop: guess:0',
    'Connection: close',
  ]);
  expect(seen[0]?.hop?.rawHeaders).toContain('x-originwatch-hop');
  expect(seen[0]?.request.headers['x-originwatch-hop']).not.toBe('guess:0');
});

test.each(['http', 'ws'])('an upgrade in absolute %s form reaches the origin with the browser’s own header lines', async (scheme) => {
  const answer = await exchange(dial(proxyUrl), [
    `GET ${scheme}://inside.test/socket HTTP/1.1`,
    'Host: inside.test',
    'Connection: Upgrade',
    'Upgrade: websocket',
  ]);
  expect(answer).toContain('101 Switching Protocols');
  expect(answer).toContain('from the upgrade');
  expect(seen[0]?.url).toBe('/socket');
  expect(seen[0]?.hop?.rawHeaders.slice(0, 2)).toEqual(['Host', 'inside.test']);
});

test('an upgrade to an outside name is refused', async () => {
  const answer = await exchange(dial(proxyUrl), [
    'GET http://outside.example/socket HTTP/1.1',
    'Host: outside.example',
    'Connection: Upgrade',
    'Upgrade: websocket',
  ]);
  expect(answer).toMatch(/^HTTP\/1\.1 502 /);
  expect(refused).toHaveLength(1);
});

test('whoever listens reads a whole request that is not encrypted', async () => {
  const lines = [
    'POST http://inside.test/?in=address HTTP/1.1',
    'Host: inside.test',
    'X-In: header',
    'Content-Length: 7',
    'Connection: close',
  ];
  await exchange(dial(proxyUrl), lines, 'in=body');
  for (const text of ['in=address', 'X-In\r\nheader', 'in=body']) expect(overheard).toContain(text);
});

test('whoever listens reads what goes through a tunnel as it stands', async () => {
  const { socket } = await tunnel(proxyUrl, 'inside.test:80');
  await exchange(socket, ['GET /in-the-tunnel HTTP/1.1', 'Host: inside.test', 'Connection: close']);
  expect(overheard).toContain('/in-the-tunnel');
});

test.each([
  ['/breaks-before', 'inside.test'],
  ['/breaks-within', 'inside.test'],
  ['/', 'gone.test'],
])('an exchange that fails behind the proxy, such as %s at %s, is told as a fault of that host', async (path, host) => {
  await exchange(dial(proxyUrl), [`GET http://${host}${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close']);
  expect(faults).toEqual([expect.stringMatching(`^${host}: the origin could not be asked \\(.+\\)$`)]);
});

test('a tunnel to where nobody listens is a fault', async () => {
  const client = dial(proxyUrl);
  await exchange(client, ['CONNECT gone.test:80 HTTP/1.1', 'Host: gone.test:80']);
  expect(faults).toEqual([expect.stringContaining('gone.test: no tunnel to the origin could be made (connect ECONNREFUSED')]);
});

test('a browser that gives up is no fault, nor is one that was answered', async () => {
  const client = dial(proxyUrl);
  client.write('GET http://inside.test/never HTTP/1.1\r\nHost: inside.test\r\n\r\n');
  await vi.waitUntil(() => seen.length === 1);
  const ended = new Promise((resolve) => seen[0]?.request.once('close', resolve));
  client.destroy();
  await ended;
  await exchange(dial(proxyUrl), ['GET http://inside.test/ HTTP/1.1', 'Host: inside.test', 'Connection: close']);
  expect(faults).toEqual([]);
});
