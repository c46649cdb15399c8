import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isStored, remembers } from './saved-session.ts';

const url = 'https://a.test/result';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'originwatch-session-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

it('waits for all that Chromium needs', async () => {
  await write('Default/Sessions/Session_1', `before ${url} after`);
  expect(await remembers('chromium', folder, url)).toBe(false);
  await write('Default/Preferences', '{"profile":{"exit_type":"Crashed"}}');
  expect(await remembers('chromium', folder, url)).toBe(true);
  expect(await remembers('chromium', folder, `${url}/other`)).toBe(false);
});

it('takes a file of Chromium’s cache for stored only when it is written to its end', async () => {
  const cache = 'Default/Cache/Cache_Data';
  await mkdir(join(folder, cache, 'index-dir'), { recursive: true });
  expect(await isStored('chromium', folder, url)).toBe(false);
  await write(`${cache}/1_0`, `1/0/${url}`);
  expect(await isStored('chromium', folder, url)).toBe(false);
  await write(`${cache}/1_0`, Buffer.concat([Buffer.from(`1/0/${url}`), Buffer.from('d8410d97456ffaf4', 'hex'), Buffer.alloc(16)]));
  expect(await isStored('chromium', folder, url)).toBe(true);
});

it('unpacks Firefox’s session', async () => {
  const packed = Buffer.from(`mozLz40\0____\xf0${String.fromCharCode(url.length - 15)}${url}`, 'latin1');
  packed.writeUInt32LE(url.length, 8);
  await write('sessionstore-backups/recovery.jsonlz4', packed);
  expect(await remembers('firefox', folder, url)).toBe(true);
  expect(await remembers('firefox', folder, `${url}/other`)).toBe(false);
  await write('cache2/entries/0A', `:${url}\0`);
  expect(await isStored('firefox', folder, url)).toBe(true);
});

it('knows of no session of other engines', async () => {
  expect(await remembers('webkit', folder, url)).toBe(false);
});
