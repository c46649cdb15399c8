import { groupBy } from '../model/group-by.ts';
import { headerOf, type FuzzCase } from './fuzz-case.ts';
import { asks, expected, type Outcome } from './outcome.ts';

/** What one browser did otherwise than the model says, in a word each place agrees on. */
export type Deviation = 'returns what should not be there' | 'returns nothing' | 'returns another text' | 'returns it elsewhere';

/** A case on which at least one browser does what neither RFC 10025 nor the layered draft permits. */
export interface Disagreement {
  readonly one: FuzzCase;
  /** What came back, by browser key. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly expected: Outcome;
  /** What the model made of the header, with its clause. */
  readonly model: string;
  /** By key, for the browsers that differ. */
  readonly deviations: Readonly<Record<string, Deviation>>;
}

/** Disagreements with one cause, as far as can be told from outside: the same browsers, the same deviation, the same clause. */
export interface Group {
  readonly cause: string;
  readonly count: number;
  /** Smallest first. */
  readonly examples: readonly Disagreement[];
}

/** Compares what browsers did with the model; undefined when all agree. */
export function compare(one: FuzzCase, outcomes: Readonly<Record<string, Outcome>>, now: Date): Disagreement | undefined {
  const { storage, outcome, permits } = expected(one, now);
  const deviations = Object.fromEntries(
    Object.entries(outcomes).flatMap(([key, seen]) => {
      return permits(seen) ? [] : [[key, deviationOf(seen, outcome)]];
    }),
  );
  if (Object.keys(deviations).length === 0) return undefined;
  const notes = storage.outcome === 'ignored' ? [storage] : storage.notes;
  const model = [storage.outcome, ...notes.map(({ reason, clause }) => `${reason} (${clause.authority}, ${clause.section})`)].join(': ');
  return { one, outcomes, expected: outcome, model, deviations };
}

function deviationOf(seen: Outcome, wanted: Outcome): Deviation {
  const names = asks.map(({ name }) => name).filter((name) => seen[name] !== wanted[name]);
  const isEmpty = (outcome: Outcome): boolean => asks.every(({ name }) => outcome[name] === null);
  if (isEmpty(wanted)) return 'returns what should not be there';
  if (isEmpty(seen)) return 'returns nothing';
  return names.some((name) => seen[name] !== null && wanted[name] !== null) ? 'returns another text' : 'returns it elsewhere';
}

/** What two disagreements share when they have one cause. */
export function causeOf({ deviations, model }: Disagreement): string {
  const byDeviation = groupBy(Object.entries(deviations), ([, deviation]) => deviation);
  const who = [...byDeviation].map(
    ([deviation, keys]) =>
      `${keys.map(([key]) => key).join(', ')} ${keys.length > 1 ? deviation.replace(/^returns/, 'return') : deviation}`,
  );
  return `${who.join('; ')} | ${model}`;
}

/** Groups by cause, the largest first. */
export function group(disagreements: readonly Disagreement[]): readonly Group[] {
  return [...groupBy(disagreements, causeOf)]
    .map(([cause, members]) => ({
      cause,
      count: members.length,
      examples: [...members].sort((left, right) => sizeOf(left.one) - sizeOf(right.one)),
    }))
    .sort((left, right) => right.count - left.count || (left.cause < right.cause ? -1 : 1));
}

function sizeOf(one: FuzzCase): number {
  return headerOf(one).length;
}
