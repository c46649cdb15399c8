import { expect, test } from 'vitest';
import type { Side } from '../../servers/capture/conversation.ts';
import type { SegmentFlag } from '../../servers/capture/segment.ts';
import { statesAfter } from './tcp-states.ts';

type Line = readonly [by: Side, flags: string, seq: number, ack: number | null, length?: number];
const opening: readonly Line[] = [
  ['browser', 'SYN', 0, null],
  ['origin', 'SYN ACK', 0, 1],
  ['browser', 'ACK', 1, 1],
];

const statesOf = (...lines: readonly Line[]): readonly string[] =>
  statesAfter(lines.map(([by, flags, seq, ack, length = 0]) => ({ by, flags: flags.split(' ') as SegmentFlag[], seq, ack, length }))).map(
    ({ browser, origin }) => `${browser} ${origin}`,
  );

test('an opening goes as in figure 6 of RFC 9293', () => {
  expect(statesOf(...opening)).toEqual(['SYN-SENT LISTEN', 'ESTABLISHED SYN-RECEIVED', 'ESTABLISHED ESTABLISHED']);
});

test('a close in four segments goes as in figure 12', () => {
  expect(
    statesOf(
      ...opening,
      ['browser', 'FIN ACK', 1, 1],
      ['origin', 'ACK', 1, 2],
      ['origin', 'FIN ACK', 1, 2],
      ['browser', 'ACK', 2, 2],
    ).slice(3),
  ).toEqual(['FIN-WAIT-1 CLOSE-WAIT', 'FIN-WAIT-2 CLOSE-WAIT', 'TIME-WAIT LAST-ACK', 'TIME-WAIT CLOSED']);
});

test('three segments do as well, and the FIN may end data', () => {
  expect(statesOf(...opening, ['origin', 'FIN ACK', 1, 1, 10], ['browser', 'FIN ACK', 1, 12], ['origin', 'ACK', 12, 2]).slice(3)).toEqual([
    'CLOSE-WAIT FIN-WAIT-1',
    'LAST-ACK TIME-WAIT',
    'CLOSED TIME-WAIT',
  ]);
});

test('both may close at once, as in figure 13', () => {
  expect(
    statesOf(
      ...opening,
      ['browser', 'FIN ACK', 1, 1],
      ['origin', 'FIN ACK', 1, 1],
      ['browser', 'ACK', 2, 2],
      ['origin', 'ACK', 2, 2],
    ).slice(4),
  ).toEqual(['CLOSING CLOSING', 'CLOSING TIME-WAIT', 'TIME-WAIT TIME-WAIT']);
});

test('a RST ends both', () => {
  expect(statesOf(...opening, ['origin', 'RST', 1, null]).at(-1)).toBe('CLOSED CLOSED');
});
