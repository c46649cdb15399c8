import { expect, test } from 'vitest';
import { sampleConnection } from '../samples.ts';
import { textbookNames } from './textbook.ts';

test('the segments of a connection have the textbooks’ names', () => {
  const { segments } = sampleConnection;
  expect(textbookNames(segments)).toEqual([
    'opening, 1 of 3: SYN',
    'opening, 2 of 3: SYN+ACK',
    'opening, 3 of 3: ACK',
    '',
    'closing, 1 of 4: FIN',
    'closing, 2 and 3 of 4 in one: ACK and FIN',
    'closing, 4 of 4: ACK',
  ]);
});

test('a close in four segments, and a reset', () => {
  const { segments } = sampleConnection;
  const [syn, synAck, ack, request, fin, , last] = segments;
  if (!syn || !synAck || !ack || !request || !fin || !last) throw new Error('the sample is too short');
  const four = [fin, { ...ack, seq: 19, ack: 32 }, { ...ack, flags: 'FIN ACK', seq: 19, ack: 32 }, last];
  expect(textbookNames([syn, synAck, ack, request, ...four]).slice(4)).toEqual([
    'closing, 1 of 4: FIN',
    'closing, 2 of 4: ACK',
    'closing, 3 of 4: FIN',
    'closing, 4 of 4: ACK',
  ]);
  expect(textbookNames([syn, { ...synAck, flags: 'RST' }])[1]).toContain('no part of an orderly close');
});
