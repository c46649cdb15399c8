import { expect, test } from 'vitest';
import { textOf, visible } from './text.ts';

test('octets are UTF-8 where they can be', () => {
  expect(textOf('a=\xc3\xa4')).toBe('a=ä');
  expect(textOf('a=\xe4')).toBe('a=ä');
  expect(textOf('\xef\xbb\xbfa')).toBe('\ufeffa');
});

test('what a terminal would not show is made visible', () => {
  expect(visible('a="\\"\tä\u0001\x7f')).toBe('a="\\"\\tä\\u0001\\u007f');
});
