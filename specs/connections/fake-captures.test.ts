import { expect, test } from 'vitest';
import { fakeArrival } from '../../harness/engine/fake-browser.ts';
import type { Check } from '../../harness/model/check.ts';
import { observationText } from '../../harness/model/observation.ts';
import { visitLog, type VisitLog } from '../../harness/model/journey.ts';
import type { Conversation, Said, Side } from '../../servers/capture/conversation.ts';
import type { SegmentFlag } from '../../servers/capture/segment.ts';
import { WireLog, type Arrival } from '../../servers/wire-log.ts';
import closing from './closing.spec.ts';
import halfClose from './half-close.spec.ts';
import opening from './opening.spec.ts';
import order from './order.spec.ts';
import requestSegments from './request-segments.spec.ts';

type Line = readonly [by: Side, flags: string, seq: number, ack: number | null, payload?: string];
const handshake: readonly Line[] = [
  ['browser', 'SYN', 0, null],
  ['origin', 'SYN ACK', 0, 1],
  ['browser', 'ACK', 1, 1],
];
const url = new URL('http://127.78.0.1:8080/');

interface Fake {
  readonly path: string;
  readonly lines: readonly Line[];
  readonly method?: string;
  readonly body?: string;
  readonly timeWait?: Conversation['timeWait'];
  readonly firstNumber?: number;
}

/** The log of a visit whose capture saw just these connections, each with one request. */
function logOf(...fakes: readonly Fake[]): VisitLog {
  const log = new WireLog();
  const conversations = fakes.map(({ path, lines, method = 'GET', body = '', timeWait = 'origin', firstNumber }, place): Conversation => {
    const browserPort = 40000 + place;
    const arrival: Arrival = {
      ...fakeArrival(url, path, [], method, place),
      body: { length: body.length, sha256: '', text: body },
      connection: { id: place, lane: 'direct', browserPort, requests: 1, end: 'open' },
    };
    log.record(arrival);
    return {
      browser: { address: '127.0.0.1', port: browserPort },
      origin: { address: url.hostname, port: Number(url.port) },
      firstNumbers: { browser: firstNumber ?? place * 1000, origin: firstNumber ?? place * 1000 },
      timeWait,
      said: lines.map(([by, flags, seq, ack, payload = ''], at): Said => ({
        at,
        by,
        flags: flags.split(' ') as SegmentFlag[],
        seq,
        ack,
        length: payload.length,
        payload: Buffer.from(payload),
      })),
    };
  });
  log.conversations = conversations;
  return visitLog(log, []);
}

const seenBy = (check: Check, values: Record<string, string>, log: VisitLog): unknown => {
  const reading = check.read(values, log);
  if (!('seen' in reading)) return 'unsupported';
  return 'inconclusive' in reading ? `(${observationText(reading.seen)})` : reading.seen;
};

test.each([
  ['acknowledgements', handshake, 'plus-one'],
  ['acknowledgements', [handshake[0], ['origin', 'SYN ACK', 0, 0], handshake[2]], 'other-numbers'],
  ['acknowledgements', [handshake[0], ['origin', 'RST', 0, 1]], 'not-three-segments'],
  ['syn-carries', handshake, 'nothing'],
  ['syn-carries', [['browser', 'SYN', 0, null, 'x'], ...handshake.slice(1)], 'data'],
  ['syn-ack-carries', [handshake[0], ['origin', 'SYN ACK', 0, 1, 'x'], handshake[2]], 'data'],
  ['third-segment-carries', [...handshake.slice(0, 2), ['browser', 'ACK', 1, 1, 'x']], 'data'],
] as const)('opening, %s of %j: %s', (question, lines, seen) => {
  expect(seenBy(opening, { scheme: 'http', question }, logOf({ path: '/open', lines: lines as readonly Line[] }))).toBe(seen);
});

test('opening: first numbers that repeat, connections that share a four-tuple, and none', () => {
  const ask = (question: string, log: VisitLog): unknown => seenBy(opening, { scheme: 'http', question }, log);
  const one = { path: '/open', lines: handshake };
  expect(ask('first-numbers-of-browser', logOf(one, one))).toBe('distinct');
  expect(ask('first-numbers-of-origin', logOf({ ...one, firstNumber: 5 }, { ...one, firstNumber: 5 }))).toBe('repeated');
  expect(ask('four-tuples', logOf(one, one))).toBe('one-each');
  const shared = logOf(one, one);
  expect(ask('four-tuples', { ...shared, conversations: shared.conversations.slice(0, 1) })).toBe('not-one-each');
  expect(ask('acknowledgements', logOf())).toBe('(none)');
});

const fin: Line = ['origin', 'FIN ACK', 1, 1, 'bye'];
test.each([
  ['also-one-segment', [fin, ['browser', 'FIN ACK', 1, 5], ['origin', 'ACK', 5, 2]]],
  ['always-two-segments', [fin, ['browser', 'ACK', 1, 5], ['browser', 'FIN ACK', 1, 5], ['origin', 'ACK', 5, 2]]],
  ['(none)', [fin, ['browser', 'FIN ACK', 1, 1], ['browser', 'ACK', 2, 5], ['origin', 'ACK', 5, 2]]],
  ['(none)', [fin, ['browser', 'RST', 1, 5]]],
] as const)('closing: ACK and FIN in %s', (seen, lines) => {
  const log = logOf({ path: '/origin-announced', lines: [...handshake, ...lines] });
  expect(seenBy(closing, { scheme: 'http', way: 'origin-announced', question: 'ack-and-fin' }, log)).toBe(seen);
});

test('closing: who ends first, how, what the FIN counts and who waits', () => {
  const ask = (question: string, lines: readonly Line[], timeWait: Conversation['timeWait'] = 'origin'): unknown =>
    seenBy(closing, { scheme: 'http', way: 'origin-announced', question }, logOf({ path: '/origin-announced', lines, timeWait }));
  expect(ask('first-to-end', [...handshake, fin])).toBe('origin-FIN');
  expect(ask('fin-number', [...handshake, fin, ['browser', 'ACK', 1, 5]])).toBe('one');
  expect(ask('fin-number', [...handshake, fin, ['browser', 'ACK', 1, 6]])).toBe('2-numbers');
  expect(ask('fin-number', [...handshake, fin])).toBe('not-acknowledged');
  expect(ask('time-wait', [...handshake, fin])).toBe('who-ended-first');
  expect(ask('time-wait', [...handshake, fin], 'browser')).toBe('the-other');
  expect(ask('time-wait', [...handshake, fin], 'nobody')).toBe('nobody');
});

const inTls = (type: number, length: number): string => String.fromCharCode(type, 3, 3, 0, length) + 'x'.repeat(length);
test.each([
  [
    'sent',
    [
      ['browser', 'ACK', 1, 1, inTls(23, 19)],
      ['browser', 'FIN ACK', 25, 1],
    ],
  ],
  ['sent', [['browser', 'FIN ACK', 1, 1, inTls(21, 2)]]],
  [
    'not-sent',
    [
      ['browser', 'ACK', 1, 1, inTls(23, 90)],
      ['browser', 'FIN ACK', 96, 1],
    ],
  ],
  [
    'not-sent',
    [
      ['browser', 'RST', 1, 1],
      ['browser', 'ACK', 1, 1, inTls(23, 19)],
    ],
  ],
  ['no-end', [['browser', 'ACK', 1, 1, inTls(23, 19)]]],
] as const)('closing: TLS’s farewell is %s', (seen, lines) => {
  const log = logOf({ path: '/origin-announced', lines: [...handshake, ...(lines as readonly Line[])] });
  expect(seenBy(closing, { scheme: 'https', way: 'origin-announced', question: 'close-notify' }, log)).toBe(seen);
});

test('closing: connections that end in two ways are told as both', () => {
  const path = '/origin-announced';
  const log = logOf({ path, lines: [...handshake, fin] }, { path, lines: [...handshake, ['browser', 'FIN ACK', 1, 1]] });
  expect(seenBy(closing, { scheme: 'http', way: 'origin-announced', question: 'first-to-end' }, log)).toBe('browser-FIN+origin-FIN');
});

test.each([
  [[fin], 'nothing-more'],
  [[fin, ['browser', 'ACK', 1, 5, 'more']], 'data-taken'],
  [[fin, ['browser', 'ACK', 1, 5, 'more'], ['origin', 'RST', 5, null]], 'data-answered-by-RST'],
  [[], 'no-FIN'],
] as const)('half-close: after %j: %s', (lines, seen) => {
  const log = logOf({ path: '/early', lines: [...handshake, ...lines] });
  expect(seenBy(halfClose, { scheme: 'http', end: 'origin-ends' }, log)).toBe(seen);
});

const head = 'POST /POST/100-octets HTTP/1.1\r\nhost: x\r\n\r\n';
const body = 'x'.repeat(100);
test.each([
  [[head + body], 'one-segment'],
  [[head, body], 'head-apart'],
  [[head.slice(0, 30), head.slice(30), body], 'head-apart'],
  [[head + body.slice(0, 50), body.slice(50)], 'body-begins-with-head'],
  [[head, body.slice(50)], '(not-captured)'],
])('request segments %#', (payloads, seen) => {
  const lines = payloads.map((payload): Line => ['browser', 'ACK', 1, 1, payload]);
  const log = logOf({ path: '/POST/100-octets', method: 'POST', body, lines: [...handshake, ...lines] });
  expect(seenBy(requestSegments, { scheme: 'http', method: 'POST', body: '100-octets' }, log)).toBe(seen);
});

test('order: what comes before what', () => {
  const ask = (question: string, log: VisitLog): unknown => seenBy(order, { scheme: 'http', question }, log);
  const request: Line = ['browser', 'ACK', 1, 1, 'GET'];
  const response: Line = ['origin', 'ACK', 1, 4, 'HTTP'];
  const path = '/in-halves';
  const usual = logOf({ path, lines: [...handshake, request, response] });
  expect(ask('request', usual)).toBe('after-connection');
  expect(ask('response', usual)).toBe('after-request');
  expect(ask('request', logOf({ path, lines: [['browser', 'SYN', 0, null, 'GET'], ...handshake.slice(1), response] }))).toBe(
    'before-connection',
  );
  expect(ask('response', logOf({ path, lines: [...handshake, response, request] }))).toBe('before-request');
  expect(ask('parsing', usual)).toBe('after-response-ended');
  expect(ask('rendering', usual)).toBe('(after-response-ended)');
  const early = logOf({ path, lines: [] }, { path: '/asked-while-parsing', lines: [] }, { path: '/asked-when-shown', lines: [] });
  expect(ask('parsing', early)).toBe('before-response-ended');
  expect(ask('rendering', early)).toBe('before-response-ended');
  const late = { ...early, arrivals: early.arrivals.map((arrival, place) => ({ ...arrival, at: place * 30_000 })) };
  expect(ask('parsing', late)).toBe('after-response-ended');
});
