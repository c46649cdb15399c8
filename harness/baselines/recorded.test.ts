import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseBaseline } from './format.ts';
import { recordedBaselines } from './recorded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'originwatch-recorded-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('all families of each browser and profile, lower versions first', () => {
  const write = (path: string, name: string, text: string): void => {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, name), text);
  };
  write('chromium-100/stock', 'sop.txt', 'sop/dom/a\tallowed\n');
  write('chromium-100/stock', 'cookies.txt', '# Deviates.\ncookies/path/a\tnone\n');
  write('chromium-99/stock', 'sop.txt', 'sop/dom/a\trefused\n');
  const recorded = recordedBaselines(folder);
  expect(recorded.map(({ key, profile }) => `${key} ${profile}`)).toEqual(['chromium-99 stock', 'chromium-100 stock']);
  const { cells, comments } = parseBaseline(recorded[1]?.text ?? '', 'all');
  expect([...cells.keys()]).toEqual(['cookies/path/a', 'sop/dom/a']);
  expect(comments.size).toBe(1);
  expect(recordedBaselines(join(folder, 'nowhere'))).toEqual([]);
});
