import { expect, test } from 'vitest';
import { encodeText, percentEncode } from './text-encoding.ts';

test.each([
  ['UTF-8', 'xé中', 'x%C3%A9%E4%B8%AD'],
  ['GBK', 'xé中€', 'x%A8%A6%D6%D0%80'],
  ['windows-1252', 'xé€', 'x%E9%80'],
] as const)('%s: what an encoding has is percent-encoded octet by octet', (charset, text, expected) => {
  expect(percentEncode(text, charset)).toBe(expected);
});

test('what an encoding lacks becomes a character reference', () => {
  expect(percentEncode('中', 'windows-1252')).toBe('%26%2320013%3B');
  expect(percentEncode('😀', 'GBK')).toBe('%26%23128512%3B');
  expect(encodeText('a中', 'windows-1252')).toBe('a&#20013;');
});

test('text as octets', () => {
  expect(encodeText('é', 'UTF-8')).toBe('\u00c3\u00a9');
  expect(encodeText('é', 'windows-1252')).toBe('\u00e9');
  expect(encodeText('中', 'GBK')).toBe('\u00d6\u00d0');
});
