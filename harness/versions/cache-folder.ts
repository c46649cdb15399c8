import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { FoundBrowser } from '../browsers/port.ts';
import { isAlive } from '../browsers/processes.ts';
import { compareVersions, splitKey } from '../model/browser-key.ts';
import { browserModes } from '../model/results.ts';
import { UserError } from '../user-error.ts';

/** Environment variable that names the folder of fetched browsers. */
export const folderVariable = 'ORIGINWATCH_BROWSERS';

/** Where fetched browsers are kept, a folder each, named by their keys. */
export function browsersFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return environment[folderVariable] ?? join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'originwatch');
}

/** Written last: a folder with this file holds a whole browser. */
const recordFile = 'browser.json';

/** What the record says; paths are relative to its folder, so that the folder may be moved. */
const recordSchema = z.object({
  key: z.string(),
  engine: z.enum(['chromium', 'firefox', 'webkit']),
  version: z.string(),
  build: z.string(),
  mode: z.enum(browserModes),
  driver: z.enum(['playwright', 'webdriver']),
  executable: z.string(),
  programs: z.string().optional(),
});
export type BrowserRecord = z.infer<typeof recordSchema>;

export function recordPath(folder: string): string {
  return join(folder, recordFile);
}

/** Where a process makes a browser until it is whole. */
export function unfinishedPath(folder: string, key: string, pid: number = process.pid): string {
  return join(folder, `unfinished-${String(pid)}-${key}`);
}

/** Removes what processes left that were killed while they made a browser. */
export function removeAbandoned(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => one.startsWith('unfinished-'))) {
    const pid = /^unfinished-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true });
  }
}

/** The browsers in the folder, by product, the oldest first. @throws UserError when a record cannot be read. */
export function fetchedBrowsers(folder: string = browsersFolder()): readonly FoundBrowser[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => readRecord(join(folder, name)) ?? [])
    .sort((left, right) => {
      const [one, other] = [splitKey(left.key), splitKey(right.key)];
      if (one.product !== other.product) return one.product < other.product ? -1 : 1;
      return compareVersions(one.version, other.version);
    });
}

/** The fetched browsers that none of this machine's own has the key of. @throws UserError when a record cannot be read. */
export function fetchedBeside(found: readonly FoundBrowser[]): readonly FoundBrowser[] {
  return fetchedBrowsers().filter(({ key }) => !found.some((browser) => browser.key === key));
}

/** The browser in a folder of its own, or undefined when there is no whole one. @throws UserError when its record cannot be read. */
export function readRecord(folder: string): FoundBrowser | undefined {
  const path = recordPath(folder);
  if (!existsSync(path)) return undefined;
  let record: BrowserRecord;
  try {
    record = recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new UserError(`${path} is not what it should be; remove its folder and fetch the browser again`, { cause: error });
  }
  const { programs, ...rest } = record;
  return {
    ...rest,
    executable: join(folder, record.executable),
    ...(programs === undefined ? {} : { programs: join(folder, programs) }),
  };
}
