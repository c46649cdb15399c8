import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { specsFolder } from '../paths.ts';
import { mutants } from './mutants.ts';

test('every mutant names checks that there are', () => {
  const files = readdirSync(specsFolder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.spec.ts'));
  const named = new Set(mutants.flatMap(({ checks }) => checks));
  expect([...named].filter((beginning) => !files.some((file) => file.startsWith(beginning)))).toEqual([]);
});
