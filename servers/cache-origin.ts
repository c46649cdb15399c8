import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerTo, requestNumberHeader, type PlacedCase, type PlayedAnswer } from './cache-case.ts';

/** Answers one request of a cache case as the case says, and says what it answered. */
export function playCase(placed: PlacedCase, target: string, request: IncomingMessage, response: ServerResponse): PlayedAnswer {
  const asked = (header: string): string | undefined => request.headers[header]?.toString();
  const number = Number(asked(requestNumberHeader) ?? '1');
  const answer = answerTo(placed, number, target.slice(placed.base.length), asked, Date.now());
  response.statusCode = answer.status;
  response.sendDate = !answer.dateless;
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  // Header lines that leave together with a text would be written in the text's encoding.
  response.end(Buffer.from(answer.body));
  return answer;
}
