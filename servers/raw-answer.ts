import { STATUS_CODES } from 'node:http';

/** Tells the proxy that an origin's body is a whole answer, head included, to be handed to the browser octet by octet. */
export const rawAnswerHeader = 'x-originwatch-raw-answer';

/** Octets that Node's HTTP writes in a header value, one character each. */
const writable = /^[\t\x20-\x7e\x80-\xff]*$/;
/** The proxy's own reading of a head ends at 16 KB. */
const longestHead = 12 * 1024;

/** True when a head must be written without Node's HTTP, which refuses control characters and would read no longer one. */
export function needsRawAnswer(lines: readonly (readonly [name: string, value: string])[]): boolean {
  return lines.some(([, value]) => !writable.test(value)) || lines.reduce((sum, [, value]) => sum + value.length, 0) > longestHead;
}

type HeaderLines = readonly (readonly [name: string, value: string])[];

/** The head of an answer as octets, which says how long its body is if that is known; header values have one character an octet. */
export function answerHead(status: number, lines: HeaderLines, bodyLength: number | undefined, protocol = '1.1'): Buffer {
  const head = [
    `HTTP/${protocol} ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    ...(bodyLength === undefined ? [] : [`content-length: ${String(bodyLength)}`]),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** A whole answer as octets. The connection ends with it. */
export function rawAnswer(status: number, lines: HeaderLines, body: string | Buffer): Buffer {
  const content = Buffer.from(body);
  return Buffer.concat([answerHead(status, [...lines, ['connection', 'close']], content.length), content]);
}

/** A header value as Node's HTTP can forward it: `?` for each octet that it would refuse. */
export function forwardable(value: string): string {
  return value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}
