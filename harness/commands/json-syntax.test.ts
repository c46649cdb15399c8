import { expect, test } from 'vitest';
import { syntaxFault } from './json-syntax.ts';

test.each(['[]', ' {"a": [1, -2.5e3, true, null, "\\u00e4\\n"]}\n', '""', '[[],{}]'])('%s is JSON', (json) => {
  JSON.parse(json);
  expect(syntaxFault(json)).toBeUndefined();
});

test.each([
  ['', 1, 1],
  ['[1, 2', 1, 6],
  ['[1,]', 1, 4],
  ['[1 2]', 1, 4],
  ['{"a" 1}', 1, 6],
  ['{a: 1}', 1, 2],
  ['[\n  {"a": "b"}\n  {"a": "c"}\n]', 3, 3],
  ['["no end]', 1, 2],
  ['["a\nb"]', 1, 2],
  ['[01]', 1, 3],
  ['[] []', 1, 4],
  ["['a']", 1, 2],
])('%j stops being JSON at line %i, column %i', (json, line, column) => {
  expect(() => JSON.parse(json) as unknown).toThrow();
  expect(syntaxFault(json)).toEqual({ line, column });
});
