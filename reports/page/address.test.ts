import { expect, test } from 'vitest';
import { formatAddress, parseAddress, start, views, type Address } from './address.ts';
import { everything } from './filter.ts';

test('an address survives being sent to somebody', () => {
  const address: Address = {
    view: 'matrix',
    filter: {
      search: 'form post & <b>',
      differences: true,
      changes: true,
      verdicts: ['deviates', 'error'],
      within: 'cookies/samesite-send',
      authority: 'RFC 10025',
    },
    id: 'cookies/samesite-send/cross-site/img/?a=b&c',
    browser: 'firefox-153',
    from: 'a (no cookies)',
    to: 'b, this run',
  };
  expect(parseAddress(formatAddress(address))).toEqual(address);
  for (const view of views) expect(parseAddress(formatAddress({ view }))).toEqual({ ...start, view });
  expect(formatAddress({ view: 'claims', id: 'GP-4' })).toBe('#/claims?id=GP-4');
});

test('what an address does not know, it leaves out', () => {
  expect(parseAddress('#/matrix?verdict=deviates,splendid&colour=red').filter).toEqual({ ...everything, verdicts: ['deviates'] });
  expect([parseAddress(''), parseAddress('#/nowhere')]).toEqual([start, start]);
});
