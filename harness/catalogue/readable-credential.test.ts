import { expect, test } from 'vitest';
import type { Arrival } from '../../servers/wire-log.ts';
import { fakeArrival } from '../engine/fake-browser.ts';
import { readCredential } from './readable-credential.ts';

const encoded = Buffer.from('{"user":"alice"}').toString('base64url');
const cookies = ['Cookie', `sid-a=s%3A96JcNnV5-OSsgEmb; sid-b=${encoded}; sid-b.sig=_TpdU9XXnhyaa9`] as const;
const request = (...headers: Arrival['headers']): Arrival => fakeArrival(new URL('https://a.test/'), '/who', headers, 'GET', 0);

test('the own cookie and the token in a header are read', () => {
  expect(readCredential(request(cookies, ['Authorization', `Bearer x.${encoded}.y`]), 'sid-b')).toEqual([
    '{"user":"alice"}',
    '{"user":"alice"}',
  ]);
});

test('the cookies of others are not, though they come along', () => {
  expect(readCredential(request(cookies), 'sid-a')).toHaveLength(1);
  expect(readCredential(request(cookies), 'sid-a')).not.toContain('{"user":"alice"}');
  expect(readCredential(request(cookies), 'sid')).toEqual([]);
});
