import { isMet, type Expectation } from './authority.ts';
import type { Observation } from './observation.ts';

/** The kinds of verdict, in the order in which a report lists them. */
export const verdictKinds = ['conforms', 'deviates', 'conflict', 'unspecified', 'masked', 'inconclusive', 'unsupported', 'error'] as const;
export type VerdictKind = (typeof verdictKinds)[number];

/** A verdict; `reason` says why a cell could not be judged, or with which authority a conflict agrees. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly reason?: string;
}

/** What a check makes of a cell's evidence before anyone judges it. */
export type Reading =
  | { readonly seen: Observation }
  /** The control did not hold: the same observation would come from another policy than the one in question. */
  | { readonly seen: Observation; readonly masked: string }
  /** The evidence does not settle the question. */
  | { readonly seen: Observation; readonly inconclusive: string }
  /** Nothing was seen that a later run could be compared with, such as a request that found no connection on a busy machine. */
  | { readonly unobserved: string }
  /** This browser or driver cannot do the step. */
  | { readonly unsupported: string };

/** Judges a reading by what the authorities expect. Pure; every verdict but `error` comes from here. */
export function judge(reading: Reading, expected: readonly Expectation[]): Verdict {
  if ('unsupported' in reading) return { kind: 'unsupported', reason: reading.unsupported };
  if ('unobserved' in reading) return { kind: 'inconclusive', reason: reading.unobserved };
  if ('masked' in reading) return { kind: 'masked', reason: reading.masked };
  if ('inconclusive' in reading) return { kind: 'inconclusive', reason: reading.inconclusive };
  if (expected.length === 0) return { kind: 'unspecified' };
  const met = expected.filter((one) => isMet(one, reading.seen));
  if (met.length === expected.length) return { kind: 'conforms' };
  if (met.length === 0) return { kind: 'deviates' };
  const agrees = [...new Set(met.map((one) => one.clause.authority))].join(', ');
  const against = [...new Set(expected.filter((one) => !met.includes(one)).map((one) => one.clause.authority))].join(', ');
  return { kind: 'conflict', reason: `agrees with ${agrees}, not with ${against}` };
}
