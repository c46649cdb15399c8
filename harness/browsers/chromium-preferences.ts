import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Profile } from './port.ts';

/** Writes the preferences that a fresh profile folder begins with; Chromium keeps its own in the same file from then on. */
export async function writeChromiumPreferences({ chromiumPreferences }: Profile, folder: string): Promise<void> {
  if (chromiumPreferences === undefined) return;
  await mkdir(join(folder, 'Default'));
  await writeFile(join(folder, 'Default', 'Preferences'), chromiumPreferencesFile(chromiumPreferences));
}

/** The file's text: `{ 'a.b': 1 }` as `{ a: { b: 1 } }`. */
function chromiumPreferencesFile(preferences: NonNullable<Profile['chromiumPreferences']>): string {
  const root: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(preferences)) {
    const keys = path.split('.');
    const last = keys.pop() ?? path;
    let node = root;
    for (const key of keys) {
      node[key] ??= {};
      node = node[key] as Record<string, unknown>;
    }
    node[last] = value;
  }
  return JSON.stringify(root);
}
