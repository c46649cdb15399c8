import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { findApp } from './apps/app.ts';
import { handOver } from './apps/hand-over.ts';
import { tellHead } from './apps/tell-head.ts';
import { faultText } from './faults.ts';
import type { Scheme } from './names.ts';
import { receive, statusOfOwnPath, type OriginContext, type Received } from './origin-context.ts';
import { noteAnswer, playEarly, playRecipe } from './play-recipe.ts';
import { splitAuthority } from './read-arrival.ts';
import { findRecipe } from './recipe.ts';

/** The Express application behind every origin of a world. It plays recipes and writes the wire log. */
export function createOriginApp(context: OriginContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(async (request: Request, response: Response) => {
    const scheme: Scheme = 'encrypted' in request.socket ? 'https' : 'http';
    const place = { scheme, ...splitAuthority(request.headers.host ?? '', scheme) };
    playEarly(findRecipe(context.stageAt(place)?.recipes ?? {}, place.host, request.url), request);
    await answer(await receive(context, request, scheme, context.browserSide(request)), request, response);
  });
  const onError: ErrorRequestHandler = (error, request, _response, next) => {
    // A browser that gives up in the middle of a request may.
    if (!request.socket.destroyed)
      context.fault(faultText('the origin could not answer', error), splitAuthority(request.headers.host ?? '', 'http').host);
    next(error);
  };
  app.use(onError);
  return app;
}

async function answer({ stage, arrival }: Received, request: Request, response: Response): Promise<void> {
  if (stage === undefined) {
    // The place was given back while the browser kept its connection: to the browser, nobody is there any more.
    if (arrival.connection.lane === 'tunnel') request.socket.destroy();
    else {
      const host = request.headers.host ?? '(none)';
      response.status(421).type('text/plain').send(`Originwatch: no visit owns the host ${host}.\n`);
    }
    return;
  }
  stage.log.record(arrival);
  const status = await statusOfOwnPath(stage, arrival);
  if (status !== undefined) {
    response.status(status).end();
    return;
  }
  const app = findApp(stage.apps, arrival.target);
  if (app !== undefined) {
    tellHead(response, (headers) => {
      noteAnswer(stage, arrival, headers);
    });
    response.once('close', () => {
      const { readableEnded, errored } = request.socket;
      // Neither answered nor given up by the browser: the app itself has failed.
      if (!response.writableFinished && !readableEnded && errored === null) stage.log.fault(`an app gave no answer to ${arrival.target}`);
    });
    handOver(app, request, arrival, response);
    return;
  }
  const recipe = findRecipe(stage.recipes, arrival.host, arrival.target);
  if (recipe === undefined) response.status(404).type('text/plain').send('Originwatch: nothing is registered at this path.\n');
  else await playRecipe(stage.turnOf(recipe), stage, arrival, request, response);
}
