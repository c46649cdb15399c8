import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One browser's baseline, all families of it, as it is written. */
export interface RecordedBaseline {
  readonly key: string;
  readonly profile: string;
  /** In the form that `parseBaseline` reads. */
  readonly text: string;
}

/** Every baseline below the folder, browsers by name and lower versions first. */
export function recordedBaselines(folder: string): readonly RecordedBaseline[] {
  return foldersIn(folder).flatMap((key) =>
    foldersIn(join(folder, key)).map((profile) => {
      const files = readdirSync(join(folder, key, profile)).filter((name) => name.endsWith('.txt'));
      // Families stand in the order of their names, so that the lines of all of them together are sorted by id too.
      return {
        key,
        profile,
        text: files
          .sort()
          .map((name) => readFileSync(join(folder, key, profile, name), 'utf8'))
          .join(''),
      };
    }),
  );
}

function foldersIn(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
}
