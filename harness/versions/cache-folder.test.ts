import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browsersFolder, fetchedBrowsers, recordPath, removeAbandoned, unfinishedPath } from './cache-folder.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'originwatch-versions-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(key: string, record: object): void {
  mkdirSync(join(folder, key));
  writeFileSync(recordPath(join(folder, key)), JSON.stringify(record));
}

const shell = { engine: 'chromium', version: '9.0', build: 'test', mode: 'headless-shell', driver: 'playwright', executable: 'shell' };

test('the folder is named by the environment or stands in the user’s cache', () => {
  expect(browsersFolder({ ORIGINWATCH_BROWSERS: '/there' })).toBe('/there');
  expect(browsersFolder({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/originwatch');
});

test('whole browsers are found, the oldest first, with paths in their folders', () => {
  write('shell-10', { ...shell, key: 'shell-10' });
  write('shell-9', { ...shell, key: 'shell-9', programs: 'programs' });
  mkdirSync(join(folder, 'unfinished-shell-11'));
  expect(fetchedBrowsers(folder)).toMatchObject([
    { key: 'shell-9', executable: join(folder, 'shell-9', 'shell'), programs: join(folder, 'shell-9', 'programs') },
    { key: 'shell-10', executable: join(folder, 'shell-10', 'shell') },
  ]);
  expect(fetchedBrowsers(join(folder, 'nowhere'))).toEqual([]);
});

test.runIf(existsSync('/proc/self/stat'))('what an interrupted fetch left goes, what is still worked on stays', async () => {
  const ended = spawn('true');
  await once(ended, 'exit');
  const [mine, abandoned] = [unfinishedPath(folder, 'shell-11'), unfinishedPath(folder, 'shell-12', ended.pid)];
  for (const path of [mine, abandoned, join(folder, 'shell-13')]) mkdirSync(join(path, 'tree'), { recursive: true });
  removeAbandoned(folder);
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([join(folder, 'shell-13'), mine]);
  expect(() => removeAbandoned(join(folder, 'nowhere'))).not.toThrow();
});

test('a record that cannot be read is said, with the remedy', () => {
  write('shell-9', { key: 'shell-9' });
  expect(() => fetchedBrowsers(folder)).toThrow(/shell-9.* is not what it should be; remove its folder and fetch the browser again/);
});
