import { expect, test } from 'vitest';
import { listingLines } from './listing.ts';

test('lists each check once, with its cells in all browsers', () => {
  const planned = [
    { browser: 'chromium-156', check: 'cookies/size', cells: 1000 },
    { browser: 'chromium-156', check: 'post/reload', cells: 6 },
    { browser: 'firefox-153', check: 'cookies/size', cells: 1000 },
  ];
  expect(listingLines(planned)).toEqual([
    'cookies/size  2,000 cells  chromium-156 firefox-153',
    'post/reload       6 cells  chromium-156',
    '2 checks, 2,006 cells',
  ]);
});
