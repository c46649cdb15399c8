import { expect, test } from 'vitest';
import { progressText } from './progress-text.ts';

test('the bar follows the slowest browser', () => {
  expect(progressText({ one: 1000, two: 500 }, 2000, 50)).toBe('[######··················] 500/2000  one 20/s  two 10/s');
});
