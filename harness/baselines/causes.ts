import { groupBy } from '../model/group-by.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { checkOf, type Baseline } from './format.ts';

/** What a comment in a baseline says about cells: why they are as they are, and where to read more. */
export interface Cause {
  /** The cell whose line the comment stands above. */
  readonly cell: string;
  /** The comment's lines as one text. */
  readonly text: string;
  readonly links: readonly string[];
}

/** Tells the cause of a cell, or undefined where no comment speaks of it. */
export type CauseOf = (id: string) => Cause | undefined;

/** Comments that begin so give the cause of a deviation; the others remark on an observation. */
const deviationMark = /^Deviates\b/;

/** True when the comment says that its cells deviate. */
export function isDeviation({ text }: Pick<Cause, 'text'>): boolean {
  return deviationMark.test(text);
}

/** The comment that was found for a cell with this observation, unless it speaks of a deviation and every document allows what was observed. */
export function causeOfObservation(
  cause: Cause | undefined,
  observed: string,
  expected: readonly (readonly string[])[],
): Cause | undefined {
  const isMeant = cause === undefined || !isDeviation(cause) || expected.some((allowed) => !allowed.includes(observed));
  return isMeant ? cause : undefined;
}

/** The comments of a baseline in the order of their lines, but for one at the end, which stands above no cell. */
export function causesIn({ cells, comments }: Baseline): readonly Cause[] {
  return [...comments]
    .filter(([id]) => cells.has(id))
    .map(([cell, lines]) => {
      const text = lines.map((line) => line.replace(/^#\s*/, '').trim()).join(' ');
      return { cell, text, links: text.match(/https?:\/\/\S+[^\s.,;)]/g) ?? [] };
    });
}

/**
 * Finds the comment that speaks of a cell: it stands above the cell's line or above an earlier line of the same check, with
 * no other comment in between. A remark on an observation speaks only of cells with the observation that it stands above.
 */
export function causeFinder(baseline: Baseline): CauseOf {
  const causes = new Map(causesIn(baseline).map((cause) => [cause.cell, cause]));
  const found = new Map<string, Cause>();
  let latest: Cause | undefined;
  for (const id of [...baseline.cells.keys()].sort()) {
    latest = causes.get(id) ?? (latest !== undefined && checkOf(latest.cell) === checkOf(id) ? latest : undefined);
    if (latest === undefined) continue;
    if (isDeviation(latest) || baseline.cells.get(latest.cell) === baseline.cells.get(id)) found.set(id, latest);
  }
  return (id) => found.get(id);
}

/** Verdicts of cells that a comment that says «Deviates» cannot mean, and those that leave it standing. */
const contradicting: readonly VerdictKind[] = ['conforms', 'unspecified'];
const upholding: readonly VerdictKind[] = ['deviates', 'conflict', 'unsupported', 'error'];

/** The comments that say that cells deviate, none of which does any more as they were judged now. */
export function staleCauses(
  baseline: Baseline,
  judged: readonly { readonly id: string; readonly verdict: VerdictKind }[],
): readonly Cause[] {
  const causeOf = causeFinder(baseline);
  const byCause = groupBy(judged, ({ id }) => causeOf(id)?.cell ?? '');
  return causesIn(baseline).filter((cause) => {
    const verdicts = (byCause.get(cause.cell) ?? []).map(({ verdict }) => verdict);
    const ended = verdicts.some((verdict) => contradicting.includes(verdict)) && !verdicts.some((verdict) => upholding.includes(verdict));
    return isDeviation(cause) && ended;
  });
}
