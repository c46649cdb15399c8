import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, text } from './recipe.ts';
import type { Stage } from './stage.ts';
import { dial, exchange, secureTunnel, tunnel } from './test-client.ts';
import { startWorld } from './world.ts';

const world = await startWorld();
let stage: Stage;

beforeEach(() => {
  stage = world.openStage();
});
afterEach(() => {
  world.closeStage(stage);
});
afterAll(() => world.close());

const get = (url: string, headers: readonly string[] = []): readonly string[] => [
  `GET ${url} HTTP/1.1`,
  `Host: ${new URL(url, 'http://placeholder').host}`,
  ...headers,
  'Connection: close',
];

test('a recipe is answered over http, and the arrival keeps what the browser sent', async () => {
  stage.recipes = { '/hello': text('text/plain', 'hello', [['x-one', '1'], ['x-one', '2']]) }; // prettier-ignore
  const url = stage.url('http', 'target', '/hello?x', 'other');
  const answer = await exchange(dial(world.proxyUrl), get(url, ['x-Odd-CASE: yes']));
  expect(answer).toMatch(/x-one: 1\r\nx-one: 2\r\n/i);
  expect(answer).toContain('hello');
  expect(stage.log.arrivals).toMatchObject([
    { scheme: 'http', host: stage.hosts.target, port: 8080, method: 'GET', target: '/hello?x', connection: { lane: 'proxy' } },
  ]);
  expect(stage.log.arrivals[0]?.headers).toContainEqual(['x-Odd-CASE', 'yes']);
});

test('https is verified by the world’s authority for the very host, through a tunnel', async () => {
  stage.recipes = { '/': text('text/plain', 'secure') };
  const socket = await secureTunnel(world.proxyUrl, stage.hosts['other-site'], 443, world.caPem);
  const answer = await exchange(socket, ['GET / HTTP/1.1', `Host: ${stage.hosts['other-site']}`, 'Connection: close']);
  expect(answer).toContain('secure');
  expect(stage.log.arrivals).toMatchObject([{ scheme: 'https', port: 443, connection: { lane: 'tunnel' }, reused: false }]);
});

test('a second request on one connection is known as such', async () => {
  stage.recipes = { '/*': text('text/plain', 'x') };
  const first = stage.url('http', 'target', '/1');
  const lines = [`GET ${first} HTTP/1.1`, `Host: ${stage.hosts.target}`, '', ...get(stage.url('http', 'target', '/2'))];
  await exchange(dial(world.proxyUrl), lines);
  expect(stage.log.arrivals.map(({ reused }) => reused)).toEqual([false, true]);
  expect(new Set(stage.log.arrivals.map(({ connection }) => connection.id)).size).toBe(1);
});

test('a body leaves its length, digest and text', async () => {
  const url = stage.url('http', 'target', '/form');
  await exchange(dial(world.proxyUrl), ['POST ' + (get(url)[0] ?? '').slice(4), `Host: ${stage.hosts.target}`, 'Content-Length: 3', 'Connection: close'], 'a=1'); // prettier-ignore
  expect(stage.log.arrivals).toMatchObject([
    {
      method: 'POST',
      body: { length: 3, text: 'a=1', sha256: createHash('sha256').update('a=1').digest('hex') },
    },
  ]);
});

test('a page’s report is kept under its name', async () => {
  const url = stage.url('http', 'target', '/.ow/report?name=done');
  const body = JSON.stringify({ text: 'ü' });
  const length = `Content-Length: ${String(Buffer.byteLength(body))}`;
  const lines = [`POST ${url} HTTP/1.1`, `Host: ${stage.hosts.target}`, length, 'Connection: close'];
  await exchange(dial(world.proxyUrl), lines, Buffer.from(body).toString('latin1'));
  expect(stage.log.reported('done')).toEqual({ text: 'ü' });
});

test('a page waits at a gate until it is opened', async () => {
  const waiting = exchange(dial(world.proxyUrl), get(stage.url('http', 'target', '/.ow/gate/leave')));
  await stage.log.waitFor(() => stage.log.arrivals[0], 'the page at the gate', 5000);
  stage.openGate('leave');
  expect(await waiting).toMatch(/^HTTP\/1\.1 204 /);
});

test('an unregistered path is 404, and a host that no visit owns is not reached through the proxy', async () => {
  expect(await exchange(dial(world.proxyUrl), get(stage.url('http', 'target', '/none')))).toMatch(/^HTTP\/1\.1 404 /);
  expect(await exchange(dial(world.proxyUrl), get('http://outside.example/'))).toMatch(/^HTTP\/1\.1 502 /);
  expect(world.refused.at(-1)).toMatchObject({ method: 'GET', target: 'http://outside.example/' });
});

test('the direct lane answers 421 for a host that no visit owns', async () => {
  const socket = connect(world.directPorts.http, '127.0.0.1');
  expect(await exchange(socket, ['GET / HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close'])).toMatch(/^HTTP\/1\.1 421 /);
});

test('a closed stage’s names are outside the world again', async () => {
  const closed = world.openStage();
  const url = closed.url('http', 'target', '/');
  world.closeStage(closed);
  expect(await exchange(dial(world.proxyUrl), get(url))).toMatch(/^HTTP\/1\.1 502 /);
});

test('a page recipe carries the library and its program’s data, safe inside a script', async () => {
  stage.recipes = { '/': page('announce', { name: '</script><b>' }) };
  const answer = await exchange(dial(world.proxyUrl), get(stage.url('http', 'target', '/')));
  expect(answer).toContain('content-type: text/html; charset=utf-8');
  expect(answer).toContain('originwatch(["announce",{"name":"\\u003c/script>\\u003cb>"}])');
  expect(answer.match(/<\/script/g)).toHaveLength(1);
});

test('a WebSocket handshake is an arrival', async () => {
  const socket = await secureTunnel(world.proxyUrl, stage.hosts.target, 443, world.caPem);
  const client = new WebSocket(`wss://${stage.hosts.target}/ws`, { createConnection: () => socket });
  await new Promise((resolve) => client.once('message', resolve));
  client.terminate();
  expect(stage.log.arrivals).toMatchObject([{ scheme: 'https', target: '/ws', method: 'GET' }]);
});

test('a taken proxy port is said in one sentence', async () => {
  const taken = Number(new URL(world.proxyUrl).port);
  await expect(startWorld({ proxyPort: taken })).rejects.toThrow(`port ${String(taken)} on 127.0.0.1 is taken; stop the program`);
});

test('a claimed place is answered until its stage ends, and only there', async () => {
  const other = world.openStage();
  other.recipes = { '/': text('text/plain', 'claimed') };
  other.claim('http://example.com:3000');
  expect(await exchange(dial(world.proxyUrl), get('http://example.com:3000/'))).toContain('claimed');
  expect(await exchange(dial(world.proxyUrl), get('http://example.com/'))).toMatch(/^HTTP\/1\.1 502 /);
  expect((await tunnel(world.proxyUrl, 'example.com:443')).status).toMatch(/ 502 /);
  expect(other.log.refused.map(({ target }) => target)).toEqual(['http://example.com/', 'example.com:443']);
  world.closeStage(other);
  expect(await exchange(dial(world.proxyUrl), get('http://example.com:3000/'))).toMatch(/^HTTP\/1\.1 502 /);
});

test('a connection that outlives its claim ends instead of answering', async () => {
  const other = world.openStage();
  other.claim('https://example.com');
  const socket = await secureTunnel(world.proxyUrl, 'example.com', 443, world.caPem);
  world.closeStage(other);
  expect(await exchange(socket, ['GET / HTTP/1.1', 'Host: example.com'])).toBe('');
});

test.each([
  ['http', 'n=\x01\x7f\xc3\xa4{origin}'],
  ['https', 'n=\x01\x7f\xc3\xa4{origin}'],
  // No control characters, so that Node writes the head itself.
  ['http', 'n=\xc3\xa4\xff'],
  ['https', 'n=\xc3\xa4\xff'],
] as const)('over %s the header value %j goes out as it stands', async (scheme, odd) => {
  stage.recipes = { '/': { ...text('text/html', 'body', [['set-cookie', odd], ['set-cookie', 'plain']]), verbatim: true } }; // prettier-ignore
  const answer =
    scheme === 'http'
      ? await exchange(dial(world.proxyUrl), get(stage.url('http', 'target', '/')))
      : await exchange(await secureTunnel(world.proxyUrl, stage.hosts.target, 443, world.caPem), [
          'GET / HTTP/1.1',
          `Host: ${stage.hosts.target}`,
          'Connection: close',
        ]);
  expect(answer).toContain(`\r\nset-cookie: ${odd}\r\nset-cookie: plain\r\n`);
  expect(answer).toMatch(/\r\n\r\nbody$/);
});

test('a request header of any octets and 200 KB is recorded as it came', async () => {
  const cookie = `a=\x01\x7f\xff; b=${'x'.repeat(200_000)}`;
  await exchange(dial(world.proxyUrl), get(stage.url('http', 'target', '/'), [`Cookie: ${cookie}`]));
  expect(stage.log.arrivals[0]?.headers).toContainEqual(['Cookie', cookie]);
});

test('octets that are no request, and a handshake that fails, are faults of the visit whose host they were sent to', async () => {
  const other = world.openStage();
  const secure = await secureTunnel(world.proxyUrl, stage.hosts.target, 443, world.caPem);
  await exchange(secure, ['no request']);
  const { socket } = await tunnel(world.proxyUrl, `${stage.hosts.target}:443`);
  await exchange(socket, ['\x16\x03\x01\x00\x05no TLS']);
  expect(stage.log.faults).toHaveLength(2);
  expect(stage.log.faults[0]).toContain('a request could not be read');
  expect(other.log.faults).toEqual([]);
  world.closeStage(other);
});

test('a browser that hangs up, or is answered, leaves no fault', async () => {
  stage.recipes = { '/': text('text/plain', 'x'), '/slow': { gate: 'never' } };
  const slow = await secureTunnel(world.proxyUrl, stage.hosts.target, 443, world.caPem);
  slow.write(`POST /slow HTTP/1.1\r\nHost: ${stage.hosts.target}\r\nContent-Length: 9\r\n\r\nhalf`);
  const { socket } = await tunnel(world.proxyUrl, `${stage.hosts.target}:443`);
  socket.destroy();
  slow.destroy();
  await exchange(dial(world.proxyUrl), get(stage.url('http', 'target', '/')));
  expect(stage.log.faults).toEqual([]);
});

test.each(['http', 'https'] as const)(
  'an app that fails over %s is a fault; one that the browser does not wait for is none',
  async (scheme) => {
    const asked: (() => void)[] = [];
    const came = (): Promise<void> => new Promise((resolve) => asked.push(resolve));
    stage.apps = {
      '/app': {
        answer: (request, response) => {
          if (request.url === '/fails') response.destroy();
          asked.shift()?.();
        },
      },
    };
    const dialled = (): Promise<Socket> =>
      scheme === 'http' ? Promise.resolve(dial(world.proxyUrl)) : secureTunnel(world.proxyUrl, stage.hosts.target, 443, world.caPem);
    const lines = (path: string): readonly string[] => {
      const whole = stage.url(scheme, 'target', path);
      return [`GET ${scheme === 'http' ? whole : path} HTTP/1.1`, ...get(whole).slice(1)];
    };
    const impatient = await dialled();
    const reached = came();
    impatient.write(`${lines('/app/slow').join('\r\n')}\r\n\r\n`);
    await reached;
    impatient.destroy();
    await exchange(await dialled(), lines('/app/fails'));
    await vi.waitUntil(() => stage.log.faults.length > 0);
    expect(stage.log.faults.every((what) => /\/app\/fails|could not be asked/.test(what))).toBe(true);
  },
);
