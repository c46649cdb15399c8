import { recordedTexts } from '../harness/baselines/compare.ts';
import type { BaselineStore } from '../harness/baselines/store.ts';
import type { CollectedCheck } from './collect.ts';

/**
 * Makes what was seen the baseline, family by family. A cell of which nothing was seen keeps its old line.
 * @returns one sentence for each baseline file that could not be written.
 */
export function acceptResults(checks: readonly CollectedCheck[], store: BaselineStore): readonly string[] {
  const files = new Map<string, CollectedCheck[]>();
  for (const one of checks) {
    const file = [one.browser.key, one.browser.profile, one.check.id.split('/', 1)[0]].join('\n');
    files.set(file, [...(files.get(file) ?? []), one]);
  }
  return [...files].flatMap(([name, ofFile]) => {
    const [key = '', profile = '', family = ''] = name.split('\n');
    const cells = ofFile.flatMap((one) => one.cells).filter(({ change }) => change !== 'gone');
    const seen = recordedTexts(cells);
    const kept = new Set(cells.map(({ id }) => id).filter((id) => !seen.has(id)));
    try {
      store.accept(key, profile, family, new Set(ofFile.map(({ check }) => check.id)), seen, kept);
      return [];
    } catch (error) {
      return [
        `the baseline of ${key} (${profile}) for ${family} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      ];
    }
  });
}
