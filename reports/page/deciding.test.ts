import { expect, test } from 'vitest';
import { decidingParts } from './deciding.ts';

test('a family has its fields, and an axis value that names one adds it', () => {
  expect(decidingParts('cookies/samesite-send/cross-site/img/Lax').has('cookie')).toBe(true);
  expect(decidingParts('caching/validation/https/etag').has('if-none-match')).toBe(true);
  const form = decidingParts('sop/forms/cross-site/self/get/origin-header');
  expect([form.has('origin'), form.has('cookie'), form.has('method')]).toEqual([true, false, false]);
  expect(decidingParts('sop/links/cross-site/plain/referrer').has('referer')).toBe(true);
  expect(decidingParts('sop/redirects/cross-site/img/302/one/method').has('method')).toBe(true);
});
