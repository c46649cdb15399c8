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

/** A request as Node gives it: of HTTP/1.1 or of HTTP/2. */
export type AnyRequest = Pick<IncomingMessage, 'url' | 'method' | 'headers' | 'httpVersion'> & AsyncIterable<Buffer>;

/** Host and port that a request names: in its Host field, or in what HTTP/2 has in place of that. */
export function authorityOf({ headers }: Pick<AnyRequest, 'headers'>): string {
  return headers.host ?? headers[':authority']?.toString() ?? '';
}

/** Takes in one request whole, as it came. */
export async function readArrival(request: AnyRequest, { seq, at, scheme, connection, rawHeaders, reused }: Receipt): Promise<Arrival> {
  const digest = createHash('sha256');
  const longest = request.url?.startsWith(reportPath) === true ? Infinity : keptBodyLength;
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
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
    ...splitAuthority(authorityOf(request), scheme),
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

/** Host and port as a request names them. */
export function splitAuthority(authority: string, scheme: Scheme): { host: string; port: number } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority);
  return {
    host: (match?.[1] ?? authority).toLowerCase(),
    port: match?.[2] === undefined ? ports[scheme].standard : Number(match[2]),
  };
}
