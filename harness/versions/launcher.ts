import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Holds the launchers of a fetched browser. */
export const programsFolder = 'programs';

/**
 * Writes a program of a few words of shell, for what can only be told one path to start; `$here` is the folder it stands in.
 * @returns its path, relative to `folder`.
 */
export async function writeLauncher(folder: string, name: string, command: string): Promise<string> {
  await mkdir(join(folder, programsFolder), { recursive: true });
  await writeFile(join(folder, programsFolder, name), `#!/bin/sh\nhere=$(dirname "$0")\n${command}\n`, { mode: 0o755 });
  return join(programsFolder, name);
}
