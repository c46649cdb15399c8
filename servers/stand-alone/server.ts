// The origins of one visit and the proxy that leads to them, in one script that needs nothing but Node.
//   node server.mjs [port] [--json]
// A browser reaches it as its proxy for http and https; whatever it asks for is answered here and goes nowhere else.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { answerLines } from '../answer-lines.ts';
import { breakOff } from '../break-off.ts';
import { playCase } from '../cache-origin.ts';
import { needsRawAnswer, rawAnswer } from '../raw-answer.ts';
import { readArrival } from '../read-arrival.ts';
import { findRecipe } from '../recipe.ts';
import { gatePath, reportIn, reportPath } from '../report-path.ts';
import { arrivalUrl, type Arrival, type Connection } from '../wire-log.ts';
import { recipesFile, standAlonePort, type StandAloneBody, type StandAloneRecipe, type StandAloneRecipes } from './visit-file.ts';

const file = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));
const recipes = JSON.parse(file(recipesFile).toString('utf8')) as StandAloneRecipes;
const forPrograms = process.argv.includes('--json');
const port = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? standAlonePort);

/** Headers that a person looks for first. */
const telling = /^(cookie|origin|referer|sec-fetch-.*|if-none-match|if-modified-since|cache-control|range|content-type)$/i;

const turns = new Map<StandAloneRecipe, number>();
const openGates = new Set<string>();
const waiting = new Map<string, (() => void)[]>();
const connections = new WeakMap<Socket, Connection>();
let arrivals = 0;
let connectionCount = 0;

const attentive = { insecureHTTPParser: true, maxHeaderSize: 4 * 1024 * 1024 };
const plain = createServer(attentive, (request, response) => void answer(request, response, 'http'));
const secure = createTlsServer(
  { ...attentive, key: file('key.pem'), cert: file('cert.pem') },
  (request, response) => void answer(request, response, 'https'),
);

plain.on('connect', (_request: IncomingMessage, socket: Socket) => {
  socket.on('error', () => socket.destroy());
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  socket.once('data', (first: Buffer) => {
    socket.pause();
    socket.unshift(first);
    // A TLS handshake begins with this octet.
    (first[0] === 0x16 ? secure : plain).emit('connection', socket);
  });
});

plain.listen(port, '127.0.0.1', () => {
  const listening = (plain.address() as AddressInfo).port;
  console.log(forPrograms ? JSON.stringify({ listening }) : `Proxy for http and https: http://127.0.0.1:${String(listening)}`);
});

// Each line that is typed here opens the gate of that name.
createInterface({ input: process.stdin }).on('line', (line) => {
  openGates.add(line.trim());
  for (const letGo of waiting.get(line.trim()) ?? []) letGo();
});

async function answer(request: IncomingMessage, response: ServerResponse, scheme: 'http' | 'https'): Promise<void> {
  const throughProxy = /^http:\/\/[^/]*/i.exec(request.url ?? '');
  const target = throughProxy === null ? (request.url ?? '/') : (request.url ?? '').slice(throughProxy[0].length) || '/';
  request.url = target;
  const connection = connectionOf(request.socket, throughProxy === null ? 'tunnel' : 'proxy');
  const receipt = {
    seq: arrivals,
    at: performance.now(),
    scheme,
    connection,
    rawHeaders: request.rawHeaders,
    reused: connection.requests > 0,
  };
  arrivals += 1;
  connection.requests += 1;
  const arrival = await readArrival(request, receipt);
  tell(arrival);
  const path = target.split('?', 1)[0] ?? target;
  if (path === reportPath) {
    response.writeHead(204).end();
  } else if (path.startsWith(gatePath)) {
    await passGate(path.slice(gatePath.length));
    response.writeHead(204).end();
  } else {
    const found = findRecipe(recipes, arrival.host, target);
    if (found === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing is here.\n');
    else await play(turnOf(found), target, request, response);
  }
}

function tell(arrival: Arrival): void {
  if (forPrograms) {
    console.log(JSON.stringify({ arrival }));
  } else if (arrival.target.startsWith(reportPath)) {
    const { name, value } = reportIn(arrival);
    console.log(`The page says «${name}»: ${JSON.stringify(value)}`);
  } else {
    const lines = arrival.headers.filter(([name]) => telling.test(name)).map(([name, value]) => `    ${name}: ${value}`);
    console.log([`${arrival.method} ${arrivalUrl(arrival)}`, ...lines].join('\n'));
  }
}

async function play(recipe: StandAloneRecipe, target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (recipe.case !== undefined) {
    playCase(recipe.case, target, request, response);
    return;
  }
  if (recipe.delayMs !== undefined) await setTimeout(recipe.delayMs);
  const status = recipe.status ?? 200;
  const body = recipe.body === undefined ? Buffer.alloc(0) : contentOf(recipe.body);
  const lines = answerLines(recipe, target, request.headers.origin, ({ type }: StandAloneBody) => type);
  if (recipe.breaks !== undefined) {
    breakOff(recipe.breaks, { status, lines, body }, request);
    return;
  }
  if (needsRawAnswer(lines)) {
    request.socket.end(rawAnswer(status, lines, body));
    return;
  }
  response.statusCode = status;
  for (const [name, value] of lines) response.appendHeader(name, value);
  if (recipe.validates === true && isFresh(request, response)) {
    response.removeHeader('content-type');
    response.writeHead(304).end();
  } else {
    response.end(body);
  }
}

/** RFC 9110, 13.2.2: If-None-Match goes before If-Modified-Since. */
function isFresh({ headers }: IncomingMessage, response: ServerResponse): boolean {
  const asked = headers['if-none-match'];
  const strong = (tag: string): string => tag.trim().replace(/^W\//, '');
  if (asked !== undefined)
    return (
      asked === '*' ||
      asked
        .split(',')
        .map(strong)
        .includes(strong(String(response.getHeader('etag'))))
    );
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Date.parse(String(response.getHeader('last-modified'))) <= since;
}

function contentOf(body: StandAloneBody): Buffer {
  return body.kind === 'text' ? Buffer.from(body.text) : file(body.file);
}

function turnOf(recipe: StandAloneRecipe): StandAloneRecipe {
  if (recipe.inTurn === undefined) return recipe;
  const turn = turns.get(recipe) ?? 0;
  turns.set(recipe, turn + 1);
  return recipe.inTurn[Math.min(turn, recipe.inTurn.length - 1)] ?? recipe;
}

async function passGate(name: string): Promise<void> {
  if (openGates.has(name)) return;
  if (!forPrograms) console.log(`The page waits. To let it go on, type ${name} and press Enter.`);
  await new Promise<void>((resolve) => {
    waiting.set(name, [...(waiting.get(name) ?? []), resolve]);
  });
}

function connectionOf(socket: Socket, lane: Connection['lane']): Connection {
  const known = connections.get(socket);
  if (known !== undefined) return known;
  const connection: Connection = { id: connectionCount++, lane, requests: 0, end: 'open' };
  connections.set(socket, connection);
  return connection;
}
