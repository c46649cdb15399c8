import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type Express, type Request, type Response } from 'express';
import { WebSocketServer } from 'ws';
import { playCase } from './cache-origin.ts';
import type { Place } from './claims.ts';
import { ports, type Scheme } from './names.ts';
import { renderPage, renderScript } from './page-bundle.ts';
import { breakOff } from './break-off.ts';
import { needsRawAnswer, rawAnswer, rawAnswerHeader } from './raw-answer.ts';
import { fillPlaceholders, findRecipe, mediaTypes, type Recipe, type RecipeBody } from './recipe.ts';
import type { Stage } from './stage.ts';
import type { Arrival, Connection } from './wire-log.ts';

/** Where a page posts what it saw; the query names the report. */
export const reportPath = '/.ow/report';
/** Where a page waits until the harness lets it go on; the rest of the path names the gate. */
const gatePath = '/.ow/gate/';
/** Longest request body whose text is kept as evidence, but for a page's reports; longer ones keep only length and digest. */
const keptBodyLength = 64 * 1024;

const media = new Map(Object.keys(mediaTypes).map((file) => [file, readFileSync(new URL(`./media/${file}`, import.meta.url))]));

/** What an origin needs from the world it belongs to. */
export interface OriginContext {
  /** The stage that answers at a place, or undefined. */
  stageAt(place: Place): Stage | undefined;
  /** The browser's own connection and header lines behind a request (the proxy's hop undone). */
  browserSide(request: IncomingMessage): { connection: Connection; rawHeaders: readonly string[]; reused: boolean };
  nextSeq(): number;
  now(): number;
}

/** The Express application behind every origin of a world. It plays recipes and writes the wire log. */
export function createOriginApp(context: OriginContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(async (request: Request, response: Response) => {
    const scheme: Scheme = 'encrypted' in request.socket ? 'https' : 'http';
    const { stage, arrival } = await recordArrival(context, request, scheme);
    if (stage === undefined) {
      // The place was given back while the browser kept its connection: to the browser, nobody is there any more.
      if (arrival.connection.lane === 'tunnel') {
        request.socket.destroy();
        return;
      }
      response
        .status(421)
        .type('text/plain')
        .send(`Originwatch: no visit owns the host ${request.headers.host ?? '(none)'}.\n`);
      return;
    }
    stage.log.record(arrival);
    if (request.path === reportPath) {
      takeReport(stage, arrival, request);
      response.status(204).end();
      return;
    }
    if (request.path.startsWith(gatePath)) {
      await stage.passGate(request.path.slice(gatePath.length));
      response.status(204).end();
      return;
    }
    const found = findRecipe(stage.recipes, arrival.host, arrival.target);
    if (found === undefined) {
      response.status(404).type('text/plain').send('Originwatch: nothing is registered at this path.\n');
      return;
    }
    const recipe = stage.turnOf(found);
    if (recipe.case === undefined) await play(recipe, stage, arrival, request, response);
    else playCase(recipe.case, arrival.target, request, response);
  });
  return app;
}

/** Lets the origins of `server` answer WebSocket handshakes: recorded like any arrival, accepted, then closed by the page. */
export function acceptWebSockets(server: HttpServer, scheme: Scheme, context: OriginContext): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    void recordArrival(context, request, scheme).then(({ stage, arrival }) => {
      if (stage === undefined) {
        socket.destroy();
        return;
      }
      stage.log.record(arrival);
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.send('hello');
      });
    });
  });
}

async function recordArrival(
  context: OriginContext,
  request: IncomingMessage,
  scheme: Scheme,
): Promise<{ stage: Stage | undefined; arrival: Arrival }> {
  const seq = context.nextSeq();
  const at = context.now();
  const { connection, rawHeaders, reused } = context.browserSide(request);
  const digest = createHash('sha256');
  const longest = request.url?.startsWith(reportPath) === true ? Infinity : keptBodyLength;
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    digest.update(chunk);
    if (length < longest) kept.push(chunk);
    length += chunk.length;
  }
  const { host, port } = splitAuthority(request.headers.host ?? '', scheme);
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  const arrival: Arrival = {
    seq,
    at,
    scheme,
    host,
    port,
    method: request.method ?? '',
    target: request.url ?? '',
    httpVersion: request.httpVersion,
    headers,
    body: {
      length,
      sha256: length === 0 ? '' : digest.digest('hex'),
      text: length > longest ? '' : Buffer.concat(kept).toString('latin1'),
    },
    connection,
    reused,
  };
  return { stage: context.stageAt(arrival), arrival };
}

function splitAuthority(authority: string, scheme: Scheme): { host: string; port: number } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority);
  return {
    host: (match?.[1] ?? authority).toLowerCase(),
    port: match?.[2] === undefined ? ports[scheme].standard : Number(match[2]),
  };
}

function takeReport(stage: Stage, arrival: Arrival, request: Request): void {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(arrival.body.text, 'latin1').toString('utf8'));
  } catch {
    value = { unreadable: arrival.body.text };
  }
  const name = request.query['name'];
  stage.log.report({ name: typeof name === 'string' ? name : '', value, arrival });
}

async function play(recipe: Recipe, stage: Stage, { connection }: Arrival, request: Request, response: Response): Promise<void> {
  if (recipe.delayMs !== undefined) await stage.pause(recipe.delayMs);
  const status = recipe.status ?? 200;
  // As octets: Node writes the head in the encoding of a text that goes along with it, where it should be Latin-1.
  const body = Buffer.from(recipe.body === undefined ? '' : bodyOf(recipe.body));
  const lines = headerLines(recipe, request);
  if (recipe.breaks !== undefined) {
    breakOff(recipe.breaks, request.socket, status, lines, body);
    return;
  }
  if (needsRawAnswer(lines)) {
    const answer = rawAnswer(status, lines, body);
    // The proxy hands it on; through a tunnel the connection is the browser's own.
    if (connection.lane === 'proxy') response.setHeader(rawAnswerHeader, '1').end(answer);
    else request.socket.end(answer);
    return;
  }
  response.status(status);
  for (const [name, value] of lines) response.appendHeader(name, value);
  if (recipe.validates === true && request.fresh) {
    response.removeHeader('content-type');
    response.status(304).end();
    return;
  }
  response.end(body);
}

/** The header lines of an answer: the recipe's own, and the body's type where the recipe names none. */
function headerLines({ headers = [], body, verbatim }: Recipe, request: Request): readonly (readonly [name: string, value: string])[] {
  const query = new URL(`http://placeholder${request.url}`).searchParams;
  const own = headers.map(
    ([name, value]) => [name, verbatim === true ? value : fillPlaceholders(value, request.headers.origin, query)] as const,
  );
  const isTyped = own.some(([name]) => name.toLowerCase() === 'content-type');
  return body === undefined || isTyped ? own : [['content-type', contentType(body)], ...own];
}

function contentType(body: RecipeBody): string {
  switch (body.kind) {
    case 'text':
      return body.type;
    case 'file':
      return mediaTypes[body.file];
    case 'page':
      return 'text/html; charset=utf-8';
    case 'script':
      return 'text/javascript';
  }
}

function bodyOf(body: RecipeBody): string | Buffer {
  switch (body.kind) {
    case 'text':
      return body.text;
    case 'file':
      return media.get(body.file) ?? '';
    case 'page':
      return renderPage(body);
    case 'script':
      return renderScript(body);
  }
}
