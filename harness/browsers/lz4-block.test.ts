import { expect, test } from 'vitest';
import { unpackLz4Block } from './lz4-block.ts';

const unpack = (octets: readonly number[], size: number): string => unpackLz4Block(Buffer.from(octets), size).toString();
const literals = (text: string): number[] => [...Buffer.from(text)];

test('literals alone', () => {
  expect(unpack([0x30, ...literals('abc')], 3)).toBe('abc');
});

test('a repetition that reaches into itself', () => {
  expect(unpack([0x22, ...literals('ab'), 2, 0, 0x10, ...literals('!')], 9)).toBe('abababab!');
});

test('lengths that go on in octets of their own', () => {
  const text = 'x'.repeat(15 + 255 + 3);
  expect(unpack([0xf0, 255, 3, ...literals(text)], text.length)).toBe(text);
  expect(unpack([0x1f, ...literals('y'), 1, 0, 255, 0, 0x10, ...literals('z')], 300)).toBe(`${'y'.repeat(1 + 15 + 255 + 4)}z`);
});

test('a block that is cut off', () => {
  expect(() => unpack([0x22, ...literals('ab'), 2], 8)).toThrow(RangeError);
});
