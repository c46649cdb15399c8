import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ports, type Scheme } from './names.ts';
import { reportPath } from './report-path.ts';
import type { Arrival, Connection } from './wire-log.ts';

/** Longest request body whose text is kept as evidence, but for a page's reports; longer ones keep only length and digest. */
const keptBodyLength = 64 * 1024;

/** What an origin knows of a request beside what it says itself. */
export interface Receipt {
  readonly seq: number;
  readonly at: number;
  readonly scheme: Scheme;
  readonly connection: Connection;
  readonly rawHeaders: readonly string[];
  readonly reused: boolean;
}

/** Takes in one request whole, as it came. */
export async function readArrival(
  request: IncomingMessage,
  { seq, at, scheme, connection, rawHeaders, reused }: Receipt,
): Promise<Arrival> {
  const digest = createHash('sha256');
  const longest = request.url?.startsWith(reportPath) === true ? Infinity : keptBodyLength;
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    digest.update(chunk);
    if (length < longest) kept.push(chunk);
    length += chunk.length;
  }
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return {
    seq,
    at,
    scheme,
    ...splitAuthority(request.headers.host ?? '', scheme),
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
}

/** Host and port that a Host field names. */
export function splitAuthority(authority: string, scheme: Scheme): { host: string; port: number } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority);
  return {
    host: (match?.[1] ?? authority).toLowerCase(),
    port: match?.[2] === undefined ? ports[scheme].standard : Number(match[2]),
  };
}
