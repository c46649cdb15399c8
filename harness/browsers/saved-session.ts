import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackLz4Block } from './lz4-block.ts';
import type { Engine } from './port.ts';

/** Where a browser keeps, below its profile's folder, what it needs to bring a page back that was open when it was killed. */
interface Places {
  /** Everything that tells which pages are open. */
  readonly session: (folder: string) => Promise<readonly Buffer[]>;
  /** The file, and the text in it, by which the next start knows that the browser did not end by itself; absent: the session has it. */
  readonly underWay?: { readonly file: string; readonly text: string };
  /** The folder of its HTTP cache, and whether a file there is written to its end. */
  readonly cache: string;
  readonly isWhole: (file: Buffer) => boolean;
}

/** What the last record of a file of Chromium's cache begins with, and how many octets it has (net/disk_cache/simple/simple_entry_format.h). */
const lastRecordBegins = Buffer.from('d8410d97456ffaf4', 'hex');
const lastRecordOctets = 24;

const places: Readonly<Partial<Record<Engine, Places>>> = {
  chromium: {
    session: async (folder) => readAll(join(folder, 'Default', 'Sessions')),
    // Written up to ten seconds after a start; one that was killed before would offer nothing.
    underWay: { file: join('Default', 'Preferences'), text: '"exit_type":"Crashed"' },
    cache: join('Default', 'Cache', 'Cache_Data'),
    // The address is at the beginning of a file, whose last record comes when nobody reads or writes it any more.
    isWhole: (file) => file.subarray(-lastRecordOctets).includes(lastRecordBegins),
  },
  firefox: {
    session: async (folder) =>
      (await readAll(join(folder, 'sessionstore-backups'), (name) => name === 'recovery.jsonlz4')).map(unpackMozillaFile),
    cache: join('cache2', 'entries'),
    // The address is among the last things that are written.
    isWhole: () => true,
  },
};

/** True when the profile on disk tells that the page is open, in a browser that is under way. */
export async function remembers(engine: Engine, folder: string, url: string): Promise<boolean> {
  const place = places[engine];
  if (place === undefined) return false;
  const { underWay } = place;
  if (underWay !== undefined && !(await readFile(join(folder, underWay.file)).catch(unlessMissing(''))).includes(underWay.text))
    return false;
  return (await place.session(folder)).some((content) => content.includes(url));
}

/** True when the HTTP cache on disk has the page. */
export async function isStored(engine: Engine, folder: string, url: string): Promise<boolean> {
  const place = places[engine];
  return place !== undefined && (await readAll(join(folder, place.cache))).some((file) => file.includes(url) && place.isWhole(file));
}

/** The contents of a folder's files; a running browser makes and removes them, so those that are not there are left out. */
async function readAll(folder: string, isWanted: (name: string) => boolean = () => true): Promise<Buffer[]> {
  const names = await readdir(folder).catch(unlessMissing<string[]>([]));
  const contents = await Promise.all(names.filter(isWanted).map((name) => readFile(join(folder, name)).catch(unlessMissing(undefined))));
  return contents.filter((content) => content !== undefined);
}

const unlessMissing =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (!['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return instead;
  };

/** Eight octets of name, four of the size unpacked, and one block. */
const unpackMozillaFile = (file: Buffer): Buffer => unpackLz4Block(file.subarray(12), file.readUInt32LE(8));
