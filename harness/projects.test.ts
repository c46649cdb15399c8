import { expect, test } from 'vitest';
import { namesProjects } from './projects.ts';

test.each([
  [['playwright', 'test', '--project', 'chromium-150'], true],
  [['playwright', 'test', '--project=firefox-*', '--grep', 'x'], true],
  [['playwright', 'test', '--grep', 'project'], false],
])('%j names projects: %s', (argv, expected) => {
  expect(namesProjects(argv)).toBe(expected);
});
