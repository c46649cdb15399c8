import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Scheme } from './names.ts';
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

/** What a plain program hears on one connection until it has heard `enough`. */
async function talk(url: string, says: readonly string[], enough: RegExp): Promise<{ heard: string; socket: Socket }> {
  const socket = dialDirectly(url);
  let heard = '';
  await new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      const next = says[heard.split('there').length - 1];
      if (enough.test(heard)) resolve();
      else if (next !== undefined && heard.endsWith('there')) socket.write(next);
    });
    socket.once('error', reject);
    socket.write(says[0] ?? '');
  });
  return { heard, socket };
}

test('an answer is one of HTTP/1.0, and its connection stays open though it says close', async () => {
  stage.recipes = { '/*': { ...text('text/plain', 'there', [['connection', 'close']]), protocol: '1.0' } };
  const url = stage.directUrl('http', '/');
  const ask = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`;
  const { heard, socket } = await talk(url, [ask('/first'), ask('/second')], /there[^]*there$/);
  expect(heard.split('there')[0]).toBe('HTTP/1.0 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\ncontent-length: 5\r\n\r\n');
  expect(stage.log.arrivals.map(({ target, reused }) => [target, reused])).toEqual([
    ['/first', false],
    ['/second', true],
  ]);
  socket.end();
  await stage.log.waitFor(() => (stage.log.arrivals[0]?.connection.end === 'closed-by-browser' ? true : undefined), 'the end', 20_000);
});

test('an origin ends its side before a request has come whole, and takes the rest', async () => {
  stage.recipes = { '/': { ...text('text/plain', 'there'), halfCloses: 'early' } };
  const url = stage.directUrl('http', '/');
  const head = `POST / HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Length: 4\r\n\r\nab`;
  const { socket } = await talk(url, [head], /there$/);
  socket.write('cd');
  const arrival = await stage.log.waitFor(() => stage.log.arrivals[0], 'the whole request', 20_000);
  expect(arrival).toMatchObject({ body: { text: 'abcd' }, connection: { end: 'closed-by-server' } });
  socket.destroy();
});

test('an origin has more to say when the browser has ended its side', async () => {
  stage.recipes = { '/': { ...text('text/plain', 'there'), halfCloses: 'late' } };
  const url = stage.directUrl('http', '/');
  const socket = dialDirectly(url);
  let heard = '';
  await new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      if (heard.endsWith('there')) socket.end();
    });
    socket.once('close', resolve);
    socket.write(`${get(url).join('\r\n')}\r\n\r\n`);
  });
  expect(heard).toMatch(/therex{1000}$/);
});

test('the rest of a body is sent when its gate is opened', async () => {
  stage.recipes = { '/': { ...text('text/plain', 'half'), rest: { gate: 'rest', text: 'whole' } } };
  const url = stage.directUrl('http', '/');
  await talk(url, [`${get(url).join('\r\n')}\r\n\r\n`], /half/);
  stage.openGate('rest');
  const { heard } = await talk(url, [`${get(url).join('\r\n')}\r\n\r\n`], /whole/);
  expect(heard).toContain('half');
});

test('a stage has an address for each of its hosts, and a port for each origin', () => {
  const urls = (['home', 'other-port', 'other-host', 'third-host'] as const).map((place) => new URL(stage.directUrl('http', '/', place)));
  expect(new Set(urls.map(({ hostname }) => hostname)).size).toBe(3);
  expect(new Set(urls.map(({ host }) => host)).size).toBe(4);
});

test('another stage has another address, and none where its check did not ask for the lane', () => {
  const other = world.openStage();
  expect(other.directAddress('home')).not.toBe(stage.directAddress('home'));
  expect(() => other.directUrl('http', '/')).toThrow('lane: direct');
  world.closeStage(other);
});

/** Asks one after the other on one connection of HTTP/2, and says what came of each. */
async function askInHttp2(session: ClientHttp2Session, paths: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const path of paths) {
    const stream = session.request({ ':path': path, origin: 'https://asker.test' });
    let said = '';
    stream.on('response', ({ ':status': status, 'x-asker': asker }) => (said = `${String(status)} ${String(asker)} `));
    for await (const chunk of stream) said += String(chunk);
    answers.push(said);
  }
  session.close();
  return answers;
}

test('HTTP/2 is spoken at an address, with the arrivals, gates and turns of the others', async () => {
  const recipe = text('text/plain', 'there', [['x-asker', '{origin}']]);
  stage.recipes = { '/turns': { inTurn: [{ status: 421 }, recipe] } };
  stage.openGate('open');
  const url = new URL(stage.directUrl('http2', '/'));
  const session = connectHttp2(url.origin, { ca: world.caPem });
  expect(await askInHttp2(session, ['/turns', '/turns', '/.ow/gate/open', '/nothing'])).toEqual([
    '421 undefined ',
    '200 https://asker.test there',
    '204 undefined ',
    '404 undefined ',
  ]);
  expect(stage.log.arrivals).toMatchObject(
    [false, true, true, true].map((reused) => ({ httpVersion: '2.0', host: url.hostname, port: Number(url.port), reused })),
  );
  expect(new Set(stage.log.arrivals.map(({ connection }) => connection.id)).size).toBe(1);
});

test('named origins of HTTP/2 are at one address and port, two on one certificate and one apart', async () => {
  const origins = (['one', 'two', 'apart'] as const).map((place) => new URL(stage.namedUrl(place, '/')));
  expect(new Set(origins.map(({ port }) => port)).size).toBe(1);
  const certified = await Promise.all(
    origins.map(async ({ hostname, port }) => {
      const socket = connectTls({ host: '127.0.0.1', port: Number(port), servername: hostname, ca: world.caPem, ALPNProtocols: ['h2'] });
      await new Promise((resolve) => socket.once('secureConnect', resolve));
      const names = socket.getPeerCertificate().subjectaltname ?? '';
      socket.destroy();
      return origins.map((origin) => names.includes(origin.hostname));
    }),
  );
  expect(certified).toEqual([
    [true, true, false],
    [true, true, false],
    [false, false, true],
  ]);
});

/** What came before the connection ended, and how it ended. */
async function broken(breaks: Break, scheme: Scheme, method: string): Promise<{ answer: string; ended: string }> {
  stage.recipes = { '/': { ...text('text/plain', '0123456789'), breaks } };
  const url = stage.directUrl(scheme, '/');
  const { hostname, port } = new URL(url);
  const socket = scheme === 'http' ? dialDirectly(url) : connectTls({ host: hostname, port: Number(port), ca: world.caPem });
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  socket.write(`${[`${method} / HTTP/1.1`, `Host: ${new URL(url).host}`].join('\r\n')}\r\n\r\n`);
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
  [{ when: 'before', how: 'close' }, 'http', 'GET', '', 'FIN'],
  [{ when: 'before', how: 'reset' }, 'http', 'GET', '', 'ECONNRESET'],
  [{ when: 'before', how: 'reset' }, 'https', 'GET', '', 'ECONNRESET'],
  [{ when: 'during', how: 'close' }, 'http', 'GET', '01234', 'FIN'],
  [{ when: 'after', how: 'close' }, 'http', 'GET', '0123456789', 'FIN'],
  [{ when: 'after', how: 'close' }, 'https', 'GET', '0123456789', 'FIN'],
  [{ when: 'after', how: 'close' }, 'http', 'HEAD', '', 'FIN'],
] as const)('a recipe breaks off: %j over %s by %s', async (breaks, scheme, method, body, ended) => {
  const found = await broken(breaks, scheme, method);
  expect(found.answer.split('\r\n\r\n')[1] ?? '').toBe(body);
  expect(found.ended).toBe(ended);
});
