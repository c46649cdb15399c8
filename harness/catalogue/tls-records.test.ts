import { expect, test } from 'vitest';
import { endsInAlert, isAlert, recordsIn } from './tls-records.ts';

const record = (type: number, length: number): Buffer =>
  Buffer.concat([Buffer.from([type, 3, 3, length >> 8, length & 255]), Buffer.alloc(length)]);

test('records are told apart, the last one even when it is cut off', () => {
  const octets = Buffer.concat([record(22, 1), record(23, 300), record(23, 19)]);
  const lengths = [
    { type: 22, length: 1 },
    { type: 23, length: 300 },
    { type: 23, length: 19 },
  ];
  expect(recordsIn(octets)).toEqual(lengths);
  expect(recordsIn(octets.subarray(0, -5))).toEqual(lengths);
  expect(recordsIn(Buffer.alloc(0))).toEqual([]);
});

test.each([
  [{ type: 21, length: 2 }, true],
  [{ type: 23, length: 19 }, true],
  [{ type: 23, length: 20 }, false],
  [{ type: 22, length: 19 }, false],
])('%j is an alert: %s', (one, is) => {
  expect(isAlert(one)).toBe(is);
});

test('what ends in an alert', () => {
  const request = Buffer.concat([record(23, 300), record(23, 19)]);
  expect([endsInAlert(record(23, 19)), endsInAlert(request), endsInAlert(record(23, 300))]).toEqual([true, true, false]);
});
