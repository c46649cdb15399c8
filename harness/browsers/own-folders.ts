import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** Makes a temporary folder that goes with this process at the latest. */
export async function makeOwnFolder(what: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `originwatch-${what}-`));
  folders.add(folder);
  return folder;
}

/** Makes a folder of a given name, in place of what may be there, that goes with this process at the latest unless it is moved away. */
export async function makeOwnFolderAt(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  folders.add(path);
}

/** Lets a folder outlast this process. */
export function keepFolder(path: string): void {
  folders.delete(path);
}

/**
 * Removes a folder whose browser has ended. A browser's helpers outlive it for a moment, and WebKit's network process has been
 * seen to lay its cache down again where it was: so the folder stays among those that go with this process.
 */
export async function removeOwnFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes what is left of all of them, at once. */
export function removeOwnFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.clear();
}
