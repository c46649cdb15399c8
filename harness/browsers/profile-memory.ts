import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import initSqlJs from 'sql.js';
import type { Memory } from '../model/journey.ts';

/** Where browsers keep the addresses that a person has visited: an SQLite file below the profile's folder, and its table. */
const historyStores = [
  { file: join('Default', 'History'), question: 'SELECT url FROM urls ORDER BY id' },
  { file: 'places.sqlite', question: 'SELECT url FROM moz_places ORDER BY id' },
] as const;

/** Whether SQLite reads a file's write-ahead log with it: bytes 18 and 19 of its header, 2 with one and 1 without. */
const [logVersionAt, withoutLog] = [18, 1];

/**
 * Looks at the profile of a browser that has ended: the addresses in its history, and which of its files hold a text, as
 * octets or as UTF-16.
 */
export async function readProfile(folder: string, texts: readonly string[]): Promise<Memory> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const found = new Map<string, string[]>(texts.map((text) => [text, []]));
  for (const path of paths) {
    const content = await readFile(path);
    for (const [text, holders] of found) {
      if (content.includes(text) || content.includes(Buffer.from(text, 'utf16le'))) holders.push(relative(folder, path));
    }
  }
  const store = historyStores.find(({ file }) => paths.includes(join(folder, file)));
  return {
    addresses: store === undefined ? null : await addressesIn(join(folder, store.file), store.question),
    holders: Object.fromEntries(found),
  };
}

/** The first column of what a question to a database file is answered with. The browser has ended, so its log is empty. */
async function addressesIn(file: string, question: string): Promise<readonly string[]> {
  const { Database } = await initSqlJs();
  const content = await readFile(file);
  content.fill(withoutLog, logVersionAt, logVersionAt + 2);
  const database = new Database(content);
  try {
    return (database.exec(question)[0]?.values ?? []).map(([url]) => String(url));
  } finally {
    database.close();
  }
}
