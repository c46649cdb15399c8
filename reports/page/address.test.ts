import { expect, test } from 'vitest';
import { formatAddress, parseAddress, type Address } from './address.ts';
import { everything } from './filter.ts';

test('an address survives being sent to somebody', () => {
  const address: Address = {
    filter: {
      search: 'form post & <b>',
      differences: true,
      changes: true,
      verdicts: ['deviates', 'error'],
      within: 'cookies/samesite-send',
    },
    open: { cell: 'cookies/samesite-send/cross-site/img/Lax', browser: 'firefox-153' },
  };
  expect(parseAddress(formatAddress(address))).toEqual(address);
  expect(parseAddress(formatAddress({ filter: everything, open: null }))).toEqual({ filter: everything, open: null });
});

test('what an address does not know, it leaves out', () => {
  expect(parseAddress('#verdict=deviates,splendid&colour=red').filter).toEqual({ ...everything, verdicts: ['deviates'] });
});
