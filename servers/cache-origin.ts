import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerTo, requestNumberHeader, type PlacedCase } from './cache-case.ts';

/** Answers one request of a cache case as the case says. */
export function playCase(placed: PlacedCase, target: string, request: IncomingMessage, response: ServerResponse): void {
  const asked = (header: string): string | undefined => request.headers[header]?.toString();
  const path = (target.split('?', 1)[0] ?? target).slice(placed.base.length);
  const answer = answerTo(placed, Number(asked(requestNumberHeader) ?? '1'), path, asked, Date.now());
  response.statusCode = answer.status;
  response.sendDate = !answer.dateless;
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.end(answer.body);
}
