import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import initSqlJs from 'sql.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readProfile } from './profile-memory.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'originwatch-memory-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function historyStore(sql: string): Promise<Uint8Array> {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(sql);
  return database.export();
}

it('reads the addresses of either kind of history store', async () => {
  await mkdir(join(folder, 'Default'));
  const urls = "CREATE TABLE urls (id INTEGER, url TEXT); INSERT INTO urls VALUES (2, 'https://b.test/'), (1, 'https://a.test/?q=1')";
  await writeFile(join(folder, 'Default', 'History'), await historyStore(urls));
  expect((await readProfile(folder, [])).addresses).toEqual(['https://a.test/?q=1', 'https://b.test/']);
  await rm(join(folder, 'Default'), { recursive: true });

  const places = "CREATE TABLE moz_places (id INTEGER, url TEXT); INSERT INTO moz_places VALUES (1, 'https://c.test/')";
  await writeFile(join(folder, 'places.sqlite'), await historyStore(places));
  expect((await readProfile(folder, [])).addresses).toEqual(['https://c.test/']);
});

it('reads a store that says it has a write-ahead log', async () => {
  const store = await historyStore("CREATE TABLE moz_places (id INTEGER, url TEXT); INSERT INTO moz_places VALUES (1, 'https://c.test/')");
  store.fill(2, 18, 20);
  await writeFile(join(folder, 'places.sqlite'), store);
  expect((await readProfile(folder, [])).addresses).toEqual(['https://c.test/']);
});

it('names the files that hold a text, as octets or as UTF-16, and knows when there is no history', async () => {
  await writeFile(join(folder, 'plain'), 'before secret after');
  await mkdir(join(folder, 'deep'));
  await writeFile(join(folder, 'deep', 'wide'), Buffer.from('the secret', 'utf16le'));
  expect(await readProfile(folder, ['secret', 'nothing'])).toEqual({
    addresses: null,
    holders: { secret: [join('deep', 'wide'), 'plain'], nothing: [] },
  });
});
