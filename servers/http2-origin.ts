import { createSecureServer, type Http2SecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { TlsOptions } from 'node:tls';
import { answerLines } from './answer-lines.ts';
import { decline } from './decline.ts';
import { receive, statusOfOwnPath, type OriginContext } from './origin-context.ts';
import { holdBack, noteAnswer } from './play-recipe.ts';
import { bodyOctets, contentType } from './recipe-body.ts';
import { findRecipe } from './recipe.ts';
import type { Answer } from './wire-log.ts';

/**
 * An origin that speaks HTTP/2 and nothing else. Of a recipe it plays the status, the header lines, the body, the
 * waits, and how it declines; what else one may say is about HTTP/1.1.
 */
export function createHttp2Origin(context: OriginContext, tls: TlsOptions): Http2SecureServer {
  return createSecureServer(tls, (request, response) => {
    void answer(context, request, response);
  });
}

async function answer(context: OriginContext, request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
  const { session } = request.stream;
  if (session === undefined) return;
  const { stage, arrival } = await receive(context, request, 'https', context.directSide(session.socket, request.rawHeaders));
  if (stage === undefined) {
    respond(response, 421, []);
    return;
  }
  stage.log.record(arrival);
  const status = await statusOfOwnPath(stage, arrival);
  const found = findRecipe(stage.recipes, arrival.host, arrival.target);
  if (status !== undefined || found === undefined) {
    respond(response, status ?? 404, []);
    return;
  }
  const recipe = stage.turnOf(found);
  await holdBack(recipe, stage);
  if (recipe.declines !== undefined) {
    decline(recipe.declines, session, request.stream);
    return;
  }
  const lines = answerLines(recipe, request.url, request.headers.origin, contentType);
  noteAnswer(stage, arrival, lines, recipe.body);
  respond(response, recipe.status ?? 200, lines, bodyOctets(recipe.body));
}

/** Answers, where the browser has not given up its request meanwhile. */
function respond({ stream }: Http2ServerResponse, status: number, lines: Answer['headers'], body: Buffer = Buffer.alloc(0)): void {
  if (stream.destroyed) return;
  const headers: Record<string, string[]> = {};
  for (const [name, value] of lines) headers[name] = [...(headers[name] ?? []), value];
  stream.respond({ ...headers, ':status': status });
  stream.end(body);
}
