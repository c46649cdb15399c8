import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBrowsers } from '../browsers/find.ts';
import { discoverChecks } from '../engine/discover.ts';
import { findCell } from '../engine/run-cell.ts';
import { reproduce } from './reproduce.ts';

// Outside this project, so that nothing of it can be found from there.
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reproduction-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const { found } = findBrowsers();

test.each([
  // One of three pages of cases; the two others stay whole, as nothing on them is named.
  ['cookies/http-only/read-by-script', 80],
  // The two controls of a cache come along.
  ['caching/range/https/unasked-part-then-whole', 4],
  ['sop/embedding/cross-site/script-module/acao-only/arrives', 15],
  ['browser/popups/timer', 3],
])('a reproduction of %s does the same as the check, with at most %i answers', async (id, answers) => {
  const [browser] = found;
  const placed = findCell(await discoverChecks([id.split('/', 2).join('/')]), id);
  if (browser === undefined || placed === undefined) throw new Error(`no browser, or no cell ${id}`);
  const { judged } = await reproduce(placed, browser, folder);
  expect(judged.observed).not.toBeNull();
  const recipes = JSON.parse(readFileSync(join(folder, 'recipes.json'), 'utf8')) as object;
  expect(Object.keys(recipes).length).toBeLessThanOrEqual(answers);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['README.md', 'server.mjs', 'recipes.json', 'key.pem']));
});
