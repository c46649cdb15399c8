import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type Express, type Request, type Response } from 'express';
import { WebSocketServer } from 'ws';
import { findApp } from './apps/app.ts';
import { handOver, handOverSocket } from './apps/hand-over.ts';
import { answerLines } from './answer-lines.ts';
import { playCase } from './cache-origin.ts';
import type { Place } from './claims.ts';
import type { Scheme } from './names.ts';
import { renderPage, renderScript } from './page-bundle.ts';
import { readArrival } from './read-arrival.ts';
import { breakOff } from './break-off.ts';
import { needsRawAnswer, rawAnswer, rawAnswerHeader } from './raw-answer.ts';
import { findRecipe, mediaTypes, type Recipe, type RecipeBody } from './recipe.ts';
import { gatePath, reportIn, reportPath } from './report-path.ts';
import type { Stage } from './stage.ts';
import type { Arrival, Connection } from './wire-log.ts';

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
      stage.log.report(reportIn(arrival));
      response.status(204).end();
      return;
    }
    if (request.path.startsWith(gatePath)) {
      const open = await stage.passGate(request.path.slice(gatePath.length));
      response.status(open ? 204 : 410).end();
      return;
    }
    const app = findApp(stage.apps, arrival.target);
    if (app !== undefined) {
      handOver(app, request, arrival, response);
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

/** Lets the origins of `server` answer WebSocket handshakes: recorded like any arrival, accepted, then closed by the page; or taken by an app. */
export function acceptWebSockets(server: HttpServer, scheme: Scheme, context: OriginContext): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    void recordArrival(context, request, scheme).then(({ stage, arrival }) => {
      if (stage === undefined) {
        socket.destroy();
        return;
      }
      stage.log.record(arrival);
      const app = findApp(stage.apps, arrival.target);
      if (app !== undefined) {
        if (!handOverSocket(app, request, socket, head)) socket.destroy();
        return;
      }
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
  const arrival = await readArrival(request, { seq, at, scheme, ...context.browserSide(request) });
  return { stage: context.stageAt(arrival), arrival };
}

async function play(recipe: Recipe, stage: Stage, { connection }: Arrival, request: Request, response: Response): Promise<void> {
  if (recipe.delayMs !== undefined) await stage.pause(recipe.delayMs);
  const status = recipe.status ?? 200;
  // As octets: Node writes the head in the encoding of a text that goes along with it, where it should be Latin-1.
  const body = Buffer.from(recipe.body === undefined ? '' : bodyOf(recipe.body));
  const lines = answerLines(recipe, request.url, request.headers.origin, contentType);
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
