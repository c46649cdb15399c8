import type { ServerResponse } from 'node:http';
import type { Answer } from '../wire-log.ts';

/** Tells the header lines of whatever answers with `response`, in the turn in which they leave. */
export function tellHead(response: ServerResponse, tell: (headers: Answer['headers']) => void): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    const written = writeHead(...given);
    tell(Object.entries(response.getHeaders()).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one ?? '')] as const)));
    return written;
  };
}
