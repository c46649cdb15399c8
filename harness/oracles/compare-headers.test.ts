import { expect, test } from 'vitest';
import type { Arrival } from '../../servers/wire-log.ts';
import { compareHeaders } from './compare-headers.ts';

const request = (...headers: Arrival['headers']): Arrival => ({ headers }) as Arrival;

test('says how each named header relates to the earlier request, and leaves out those that neither has', () => {
  const earlier = request(['Origin', 'https://b.test'], ['Cookie', 'none=1'], ['Referer', 'https://b.test/']);
  const later = request(['origin', 'https://b.test'], ['cookie', 'strict=1; none=1'], ['Sec-Fetch-User', '?1'], ['X-Other', '1']);
  expect(compareHeaders(earlier, later, ['origin', 'cookie', 'referer', 'sec-fetch-user', 'content-type'])).toEqual({
    origin: 'same',
    cookie: 'other',
    referer: 'gone',
    'sec-fetch-user': 'new',
  });
});
