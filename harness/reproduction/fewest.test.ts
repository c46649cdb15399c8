import { expect, test } from 'vitest';
import { fewestParts } from './fewest.ts';

const parts = Array.from({ length: 60 }, (_, index) => index);

test.each([
  ['none', [], 1],
  ['one', [41], 14],
  ['two, far apart', [3, 58], 26],
  ['two, side by side', [29, 30], 26],
  ['all', parts, 180],
])('%s that must stay are found', async (_, must, atMost) => {
  let tries = 0;
  const kept = await fewestParts(parts, (some) => {
    tries += 1;
    return Promise.resolve(must.every((part) => some.includes(part)));
  });
  expect(kept).toEqual(must);
  expect(tries).toBeLessThanOrEqual(atMost);
});

test('where nothing is spare, nothing is tried', async () => {
  expect(await fewestParts([], () => Promise.reject(new Error('tried')))).toEqual([]);
});
