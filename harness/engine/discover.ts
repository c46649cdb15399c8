import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from '../model/check.ts';
import { specsFolder } from '../paths.ts';

/**
 * Every check of the project, sorted by id, for commands that run without Playwright's test runner. One that an `only`
 * beginning leaves out is not in the answer.
 * @throws Error when a spec file does not export a check, or when two checks have one id.
 */
export async function discoverChecks(only: readonly string[] = ['']): Promise<readonly Check[]> {
  const files = readdirSync(specsFolder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.spec.ts'));
  const checks = new Map<string, Check>();
  for (const file of files) {
    const { default: check } = (await import(pathToFileURL(join(specsFolder, file)).href)) as { default?: Check };
    if (check === undefined) throw new Error(`specs/${file} must export its check as default`);
    if (checks.has(check.id)) throw new Error(`specs/${file}: another file already has a check with the id ${check.id}`);
    checks.set(check.id, check);
  }
  return [...checks.values()]
    .filter(({ id }) => only.some((beginning) => id.startsWith(beginning)))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}
