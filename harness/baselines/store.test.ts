import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BaselineStore } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'originwatch-store-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function record(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const reference = (key: string, profile = 'stock'): ReturnType<BaselineStore['reference']> =>
  new BaselineStore(folder).reference(key, profile, 'sop');

test('a browser is compared with its own baseline, else with the nearest lower version’s', () => {
  for (const key of ['chromium-99', 'chromium-154', 'chromium-157']) record(`${key}/stock/sop.txt`, `sop/links/a\t${key}\n`);
  expect(reference('chromium-154')?.key).toBe('chromium-154');
  expect(reference('chromium-156')?.key).toBe('chromium-154');
  expect(reference('chromium-156')?.baseline.cells.get('sop/links/a')).toBe('chromium-154');
  expect(reference('chromium-98')).toBeUndefined();
});

test('versions are compared number by number', () => {
  for (const key of ['webkitgtk-2.9', 'webkitgtk-2.48']) record(`${key}/stock/sop.txt`, '');
  expect(reference('webkitgtk-2.50')?.key).toBe('webkitgtk-2.48');
  expect(reference('webkitgtk-2.10')?.key).toBe('webkitgtk-2.9');
});

test('another build and another profile are no reference', () => {
  record('chromium-154/stock/sop.txt', 'sop/links/a\tsent\n');
  expect(reference('chromium-ubuntu-156')).toBeUndefined();
  expect(reference('firefox-156')).toBeUndefined();
  expect(reference('chromium-156', 'no-cookies')).toBeUndefined();
});

test('a family that its own baseline does not have yet is new, not compared with another version', () => {
  record('chromium-154/stock/sop.txt', 'sop/links/a\tsent\n');
  record('chromium-156/stock/cookies.txt', 'cookies/send/a\tsent\n');
  expect(reference('chromium-156')).toMatchObject({ key: 'chromium-156' });
  expect(reference('chromium-156')?.baseline.cells.size).toBe(0);
});

test('what is accepted is read back, with the comments of the version before', () => {
  record('chromium-154/stock/sop.txt', '# why\nsop/links/a\tsent\n');
  const store = new BaselineStore(folder);
  store.accept('chromium-156', 'stock', 'sop', new Set(['sop/links']), new Map([['sop/links/a', 'withheld']]), new Set());
  expect(readFileSync(join(folder, 'chromium-156/stock/sop.txt'), 'utf8')).toBe('# why\nsop/links/a\twithheld\n');
  expect(store.reference('chromium-156', 'stock', 'sop')?.key).toBe('chromium-156');
  expect(readFileSync(join(folder, 'chromium-154/stock/sop.txt'), 'utf8')).toBe('# why\nsop/links/a\tsent\n');
});

test('a corrupt file is named with its line', () => {
  record('chromium-154/stock/sop.txt', 'sop/links/a\tsent\nbroken\n');
  expect(() => reference('chromium-154')).toThrow(/sop\.txt:2: expected/);
});
