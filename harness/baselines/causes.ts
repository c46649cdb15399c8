import { cellPattern, type CellPattern } from '../model/cell-pattern.ts';
import { groupBy } from '../model/group-by.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { checkOf, type Baseline } from './format.ts';

/** What a comment in a baseline says about cells: why they are as they are, and where to read more. */
export interface Cause {
  /** The cell whose line the comment stands above. */
  readonly cell: string;
  /** Patterns, with spaces between, of the cells of the same check that it speaks of, without the check; undefined where only of that one. */
  readonly scope?: string;
  /** The comment's lines as one text, without its scope. */
  readonly text: string;
  readonly links: readonly string[];
}

/**
 * Tells why a cell was observed so: what a baseline's comment says of it, or undefined where none speaks of the cell, where the
 * baseline has another observation, or where the comment speaks of a deviation and every document allows the observation.
 */
export type CauseOf = (id: string, observed: string, expected: readonly (readonly string[])[]) => Cause | undefined;

/** Comments that begin so give the cause of a deviation; the others remark on an observation. */
const deviationMark = /^Deviates\b/;

/** True when the comment says that its cells deviate. */
export function isDeviation({ text }: Pick<Cause, 'text'>): boolean {
  return deviationMark.test(text);
}

/** `# Deviates [scope]: text`; the first two may be left out, and what has neither goes on with the line above it. */
const commentLine = /^#\s*(Deviates\b)?\s*(?:\[([^\]]+)\])?(.*)$/;

/** The comments of a baseline in the order of their lines, but for one at the end, which stands above no cell. */
export function causesIn({ cells, comments }: Baseline): readonly Cause[] {
  return [...comments].filter(([id]) => cells.has(id)).flatMap(([cell, lines]) => causesAbove(cell, lines));
}

function causesAbove(cell: string, lines: readonly string[]): readonly Cause[] {
  const causes: { scope: string | undefined; text: string }[] = [];
  for (const line of lines) {
    const [, mark = '', scope, rest = ''] = commentLine.exec(line) ?? [];
    const last = causes.at(-1);
    if (last === undefined || mark !== '' || scope !== undefined) {
      const text = mark === '' ? rest.replace(/^:/, '').trim() : `${mark}${rest}`;
      causes.push({ scope, text });
    } else last.text = `${last.text} ${rest.trim()}`;
  }
  return causes.map(({ scope, text }) => ({
    cell,
    ...(scope === undefined ? {} : { scope }),
    text,
    links: text.match(/https?:\/\/\S+[^\s.,;)]/g) ?? [],
  }));
}

/** Reads the causes from the comments of a baseline. */
export function causeFinder(baseline: Baseline): CauseOf {
  const commentOn = commentFinder(causesIn(baseline), baseline);
  return (id, observed, expected) => {
    const comment = baseline.cells.get(id) === observed ? commentOn(id) : undefined;
    const isMeant = comment === undefined || !isDeviation(comment) || expected.some((allowed) => !allowed.includes(observed));
    return isMeant ? comment : undefined;
  };
}

/**
 * Finds the comment that speaks of a cell: the one above its line that names no scope, else the last one of its check whose
 * scope has it. A remark speaks only of cells with the observation that it stands above. Nothing is concluded from lines that
 * stand near, for the deviations of one check have many causes.
 */
function commentFinder(causes: readonly Cause[], { cells }: Baseline): (id: string) => Cause | undefined {
  const alone = new Map(causes.filter(({ scope }) => scope === undefined).map((cause) => [cause.cell, cause]));
  const scoped = groupBy(
    causes.flatMap((cause) => (cause.scope === undefined ? [] : [{ cause, patterns: patternsOf(checkOf(cause.cell), cause.scope) }])),
    ({ cause }) => checkOf(cause.cell),
  );
  return (id) => {
    const isMeant = (cause: Cause): boolean => isDeviation(cause) || cells.get(cause.cell) === cells.get(id);
    const inScope = scoped
      .get(checkOf(id))
      ?.findLast(({ cause, patterns }) => patterns.some(({ matches }) => matches(id)) && isMeant(cause));
    return alone.get(id) ?? inScope?.cause;
  };
}

function patternsOf(check: string, scope: string): readonly CellPattern[] {
  return scope.split(/\s+/).map((pattern) => cellPattern(`${check}/${pattern}`));
}

/** The comments that are told of no cell: their scope fits none, or that of later ones fits all. */
export function idleCauses(baseline: Baseline): readonly Cause[] {
  const causes = causesIn(baseline);
  const told = new Set([...baseline.cells.keys()].map(commentFinder(causes, baseline)));
  return causes.filter((cause) => !told.has(cause));
}

/** Verdicts of cells that a comment that says «Deviates» cannot mean, and those that leave it standing. */
const contradicting: readonly VerdictKind[] = ['conforms', 'unspecified'];
const upholding: readonly VerdictKind[] = ['deviates', 'conflict', 'unsupported', 'error'];

/** The comments that say that cells deviate, none of which does any more as they were judged now. */
export function staleCauses(
  baseline: Baseline,
  judged: readonly { readonly id: string; readonly verdict: VerdictKind }[],
): readonly Cause[] {
  const causes = causesIn(baseline);
  const commentOn = commentFinder(causes, baseline);
  const told = judged.map(({ id, verdict }) => ({ cause: commentOn(id), verdict }));
  return causes.filter((cause) => {
    const verdicts = told.filter((one) => one.cause === cause).map(({ verdict }) => verdict);
    const ended = verdicts.some((verdict) => contradicting.includes(verdict)) && !verdicts.some((verdict) => upholding.includes(verdict));
    return isDeviation(cause) && ended;
  });
}
