import { idleCauses, staleCauses, type Cause } from '../harness/baselines/causes.ts';
import { CorruptBaseline } from '../harness/baselines/format.ts';
import type { BaselineStore, Reference } from '../harness/baselines/store.ts';
import { groupBy } from '../harness/model/group-by.ts';
import type { CollectedCheck } from './collect.ts';

/** One sentence for each comment of the baselines that is told of no cell, or says that cells deviate when none of them does any more. */
export function staleComments(checks: readonly CollectedCheck[], store: BaselineStore): readonly string[] {
  const byFile = groupBy(checks, ({ browser, check }) => [browser.key, browser.profile, check.id.split('/', 1)[0]].join('\n'));
  return [...byFile].flatMap(([name, ofFile]) => {
    const [key = '', profile = '', family = ''] = name.split('\n');
    const reference = soundReference(store, key, profile, family);
    if (reference === undefined) return [];
    const judged = ofFile.flatMap(({ cells }) => cells);
    const told = (causes: readonly Cause[], what: string): readonly string[] =>
      causes.map(({ cell, text }) => `${reference.key}, above ${cell}: the comment says «${text}», but ${what}`);
    return [
      ...told(idleCauses(reference.baseline), 'no cell is in its scope, or only such as a later one has; mend the scope or take it out'),
      ...told(staleCauses(reference.baseline, judged), 'nothing it speaks of deviates now; take it out'),
    ];
  });
}

/** A corrupt baseline is told as a problem where it is compared or accepted. */
function soundReference(store: BaselineStore, key: string, profile: string, family: string): Reference | undefined {
  try {
    return store.reference(key, profile, family);
  } catch (error) {
    if (error instanceof CorruptBaseline) return undefined;
    throw error;
  }
}
