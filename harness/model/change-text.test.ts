import { expect, test } from 'vitest';
import { changeText } from './change-text.ts';
import type { CellResult } from './results.ts';

const cell: CellResult = {
  id: 'cookies/send/cross-site/img/Lax',
  check: 'cookies/send',
  axes: {},
  observed: 'sent',
  expected: [{ authority: 'RFC 10025', clause: '5.8.3 Retrieval Algorithm', url: 'https://example.org/#5.8.3', value: 'withheld' }],
  verdict: 'deviates',
  baseline: 'withheld',
  change: 'changed',
  evidence: 'record',
};
const arrival = { seq: 1, request: 'GET /arrive/img HTTP/1.1', url: 'https://a.test/arrive/img', headers: [['Cookie', 'Lax=1'] as [string, string]], bodyLength: 0, bodySha256: '', connection: '0' }; // prettier-ignore

test('a change is told in four lines', () => {
  expect(changeText(cell, { record: { arrivals: [arrival] } }).split('\n')).toEqual([
    'cookies/send/cross-site/img/Lax',
    '  expected: withheld (baseline); withheld (RFC 10025)',
    '  seen:     sent [deviates]; GET /arrive/img HTTP/1.1 to https://a.test/arrive/img; Cookie: Lax=1',
    '  clause:   5.8.3 Retrieval Algorithm https://example.org/#5.8.3',
  ]);
});

test('what is not there is said', () => {
  const text = changeText({ ...cell, expected: [], observed: null, reason: 'cannot click', baseline: null, evidence: null }, {});
  expect(text).toContain('expected: nothing yet (a new cell)');
  expect(text).toContain('seen:     cannot click [deviates]; no request arrived');
  expect(text).toContain('clause:   none speaks');
});
