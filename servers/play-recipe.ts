import type { Socket } from 'node:net';
import type { Request, Response } from 'express';
import { answerLines } from './answer-lines.ts';
import { breakOff } from './break-off.ts';
import { playCase } from './cache-origin.ts';
import { lookUpProbe } from './capture/idle-timer.ts';
import type { Endpoint } from './capture/segment.ts';
import { endEarly, endLate } from './half-close.ts';
import { answerInstead } from './own-head.ts';
import { answerHead, needsRawAnswer, rawAnswer, rawAnswerHeader } from './raw-answer.ts';
import { bodyOctets, contentType } from './recipe-body.ts';
import type { Recipe, RecipeBody } from './recipe.ts';
import type { Stage } from './stage.ts';
import type { Answer, Arrival, Connection } from './wire-log.ts';

/** Called in the turn of the answer, before the browser can have read it. */
export function noteAnswer(stage: Stage, arrival: Arrival, headers: Answer['headers'], body?: RecipeBody): void {
  const isProgram = body?.kind === 'page' || body?.kind === 'script';
  stage.log.answer({ arrival, headers, ...(isProgram ? { given: body.data } : {}) });
}

/** Answers a request as a recipe says. */
export async function playRecipe(recipe: Recipe, stage: Stage, arrival: Arrival, request: Request, response: Response): Promise<void> {
  if (recipe.case !== undefined) {
    noteAnswer(stage, arrival, playCase(recipe.case, arrival.target, request, response).headers);
    return;
  }
  await holdBack(recipe, stage);
  if (recipe.looksUpProbe === true) await noteProbe(arrival.connection, request.socket);
  const body = bodyOctets(recipe.body);
  const lines = answerLines(recipe, request.url, request.headers.origin, contentType);
  noteAnswer(stage, arrival, lines, recipe.body);
  if (endsByItself(recipe, lines, body, request, response)) return;
  if (needsRawAnswer(lines)) {
    const answer = rawAnswer(recipe.status ?? 200, lines, body);
    // The proxy hands it on; through a tunnel the connection is the browser's own.
    if (arrival.connection.lane === 'proxy') response.setHeader(rawAnswerHeader, '1').end(answer);
    else request.socket.end(answer);
    return;
  }
  await answerByNode(recipe, lines, body, stage, request, response);
}

async function noteProbe(connection: Connection, { localAddress, localPort, remoteAddress, remotePort }: Socket): Promise<void> {
  const end = (address = '', port = 0): Endpoint => ({ address: address.replace(/^::ffff:/, ''), port });
  const found = await lookUpProbe(end(remoteAddress, remotePort), end(localAddress, localPort));
  if (found !== undefined) connection.probeAfter = found;
}

/** Waits as long as a recipe wants its answer to be held back. */
export async function holdBack({ delayMs, gate }: Recipe, stage: Stage): Promise<void> {
  if (delayMs !== undefined) await stage.pause(delayMs);
  if (gate !== undefined) await stage.passGate(gate);
}

/** Lets Node's HTTP write the answer. */
async function answerByNode(
  { status = 200, validates, rest }: Recipe,
  lines: Answer['headers'],
  body: Buffer,
  stage: Stage,
  request: Request,
  response: Response,
): Promise<void> {
  response.status(status);
  for (const [name, value] of lines) response.appendHeader(name, value);
  if (validates === true && request.fresh) {
    response.removeHeader('content-type');
    response.status(304).end();
    return;
  }
  if (rest !== undefined) {
    response.write(body);
    await stage.passGate(rest.gate);
    response.end(rest.text);
    return;
  }
  response.end(body);
}

/** Gives the answers that are about their connection, whose octets Node's HTTP would not write; false where a recipe asks for none. */
function endsByItself(recipe: Recipe, lines: Answer['headers'], body: Buffer, request: Request, response: Response): boolean {
  if (recipe.breaks !== undefined) breakOff(recipe.breaks, { status: recipe.status ?? 200, lines, body }, request);
  else if (recipe.halfCloses === 'late') endLate(response, answerInFull(recipe, request));
  else if (recipe.endsBody === true) request.socket.end(answerInFull(recipe, request));
  else if (recipe.protocol !== undefined) answerInstead(response, answerInFull(recipe, request));
  // One that ends early was given before the body of the request had come.
  else return recipe.halfCloses === 'early';
  return true;
}

/** Answers before the request's body has come, where a recipe wants it so. */
export function playEarly(recipe: Recipe | undefined, request: Request): void {
  if (recipe?.halfCloses === 'early') endEarly(request.socket, answerInFull(recipe, request));
}

/** An answer as octets, as a server of the recipe's version of HTTP writes it. */
function answerInFull(recipe: Recipe, request: Request): Buffer {
  const body = bodyOctets(recipe.body);
  const lines = answerLines(recipe, request.url, request.headers.origin, contentType);
  return Buffer.concat([
    answerHead(recipe.status ?? 200, lines, recipe.endsBody === true ? undefined : body.length, recipe.protocol),
    body,
  ]);
}
