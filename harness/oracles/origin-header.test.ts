import { expect, it } from 'vitest';
import { originHeaderWord } from './origin-header.ts';

it.each([
  [undefined, 'absent'],
  ['null', 'null'],
  ['https://page.test', 'page'],
  ['https://other.test', 'other'],
])('says %s of a header with the value %s', (value, word) => {
  expect(originHeaderWord(value, 'https://page.test')).toBe(word);
});
