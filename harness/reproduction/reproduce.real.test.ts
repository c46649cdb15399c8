import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
  'cookies/http-only/read-by-script',
  'caching/range/https/unasked-part-then-whole',
  'sop/embedding/cross-site/script-module/acao-only/arrives',
  'browser/popups/timer',
])('a reproduction of %s does the same as the check', async (id) => {
  const [browser] = found;
  const placed = findCell(await discoverChecks([id.split('/', 2).join('/')]), id);
  if (browser === undefined || placed === undefined) throw new Error(`no browser, or no cell ${id}`);
  const { judged } = await reproduce(placed, browser, folder);
  expect(judged.observed).not.toBeNull();
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['README.md', 'server.mjs', 'recipes.json', 'key.pem']));
});
