import { causeOf, type Disagreement } from './disagreement.ts';
import type { FuzzCase } from './fuzz-case.ts';
import { smaller } from './grammar.ts';

/** Rounds of a shrink: each is one flight through the browsers for all disagreements together. */
const roundsAtMost = 8;
/** Smaller cases that one disagreement tries in a round. */
const candidatesAtMost = 10;

/** Takes cases through all browsers and gives for each, in order, its disagreement, if any. */
export type TryCases = (cases: readonly FuzzCase[]) => Promise<readonly (Disagreement | undefined)[]>;

/**
 * Shrinks every disagreement to a case of which no smaller one disagrees in the same way. All of them try their
 * candidates in the same flight, because a flight costs much and a case in it little.
 */
export async function shrinkAll(disagreements: readonly Disagreement[], tryCases: TryCases): Promise<readonly Disagreement[]> {
  const smallest = [...disagreements];
  let open = smallest.map((_, index) => index);
  for (let round = 0; round < roundsAtMost && open.length > 0; round += 1) {
    const tries = open.flatMap((index) => candidatesOf(smallest[index]).map((one) => ({ index, one })));
    const seen = await tryCases(tries.map(({ one }) => one));
    const next = new Map<number, Disagreement>();
    for (const [at, { index }] of tries.entries()) {
      const found = seen[at];
      const current = smallest[index];
      if (found !== undefined && current !== undefined && !next.has(index) && causeOf(found) === causeOf(current)) next.set(index, found);
    }
    for (const [index, found] of next) smallest[index] = found;
    open = [...next.keys()];
  }
  return smallest;
}

function candidatesOf(disagreement: Disagreement | undefined): readonly FuzzCase[] {
  return disagreement === undefined ? [] : smaller(disagreement.one).slice(0, candidatesAtMost);
}
