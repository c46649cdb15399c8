import { expect, test } from 'vitest';
import { compareVersions, splitKey, versionNumbers } from './browser-key.ts';

test('a key is a product, mode and builder among it, and a version', () => {
  expect(splitKey('webkitgtk-2.50')).toEqual({ product: 'webkitgtk', version: [2, 50] });
  expect(splitKey('chromium-headless-shell-83')).toEqual({ product: 'chromium-headless-shell', version: [83] });
  expect(splitKey('nightly')).toEqual({ product: 'nightly', version: [0] });
});

test('versions are compared number by number', () => {
  const order = (left: string, right: string): number => Math.sign(compareVersions(versionNumbers(left), versionNumbers(right)));
  expect(order('9', '10')).toBe(-1);
  expect(order('2.50.6', '2.50')).toBe(1);
  expect(order('150', '150.0')).toBe(0);
});
