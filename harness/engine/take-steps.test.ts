import { expect, test } from 'vitest';
import { isWithin } from './take-steps.ts';

test('a step is within another when every axis that the other names has one of its values', () => {
  expect(isWithin({ trigger: 'img', attribute: 'Lax' }, { trigger: 'img' })).toBe(true);
  expect(isWithin({ trigger: 'img' }, { trigger: ['img', 'script'] })).toBe(true);
  expect(isWithin({ trigger: ['img', 'script'] }, { trigger: 'img' })).toBe(false);
  expect(isWithin({}, { trigger: 'img' })).toBe(false);
  expect(isWithin({ trigger: 'img' }, {})).toBe(true);
});
