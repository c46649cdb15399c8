import { expect, test } from 'vitest';
import { z } from 'zod';
import { UserError } from '../user-error.ts';
import { parseJson, readJsonFile } from './json-file.ts';

const schema = z.array(z.strictObject({ name: z.string(), list: z.array(z.string()) }));
const complaint = (text: string): string => {
  try {
    parseJson('my.json', text, schema);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  return 'no complaint';
};

test('what fits comes back', () => {
  expect(parseJson('my.json', '[{"name": "a", "list": []}]', schema)).toEqual([{ name: 'a', list: [] }]);
});

test.each([
  ['[{"name": "a", "list": []}', 'my.json, line 1, column 27: this is not JSON'],
  ['{}', 'my.json, as a whole: invalid input: expected array, received object'],
  [
    '[{"name": "a", "list": []}, {"name": "b", "list": ["x", 1]}]',
    'my.json, item 2 («b»), list, item 2: invalid input: expected string, received number',
  ],
  ['[{"name": 1, "list": []}]', 'my.json, item 1, name: invalid input: expected string, received number'],
  ['[{"name": "a", "list": [], "lsit": []}]', 'my.json, item 1 («a»): unrecognized key: "lsit"'],
])('%s is refused with its place', (text, message) => {
  expect(complaint(text)).toBe(message);
});

test('a missing file is named', () => {
  expect(() => readJsonFile('/no/such/file.json', schema)).toThrow('there is no file /no/such/file.json');
});
