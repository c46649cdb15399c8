import { expect, it } from 'vitest';
import { cookieStoreHeader } from './cookie-store-header.ts';

it('asks for a Secure, Strict cookie of the whole host unless told otherwise', () => {
  expect(cookieStoreHeader({ name: 'a', value: '1' })).toBe('a=1; Path=/; Secure; SameSite=strict');
});

it('hands every option on', () => {
  const init = { name: 'a', value: '1', domain: 'b.test', path: '/c', expires: 0, sameSite: 'none', partitioned: true } as const;
  expect(cookieStoreHeader(init)).toBe(
    'a=1; Domain=b.test; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/c; Secure; SameSite=none; Partitioned',
  );
});
