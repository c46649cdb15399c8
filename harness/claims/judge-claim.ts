import type { Claim, ClaimCell, Condition } from './claim.ts';
import { cellPattern } from '../model/cell-pattern.ts';

/** What can be said of a claim in one browser. */
export const standingKinds = ['holds', 'does not hold', 'depends', 'not observable', 'not tested yet'] as const;
export type StandingKind = (typeof standingKinds)[number];

/** How a claim stands in one browser. */
export interface Standing {
  readonly kind: StandingKind;
  /** Why it was not observed, or how much of it this run asks; empty where all was. What a claim depends on is in the findings. */
  readonly because: string;
  /** One for each condition that has cells. */
  readonly findings: readonly Finding[];
}

/** What the cells of one condition amount to. */
export interface Finding {
  readonly where: string;
  readonly kind: Exclude<StandingKind, 'not tested yet'>;
  readonly supporting: readonly ClaimCell[];
  readonly against: readonly ClaimCell[];
  /** Cells that could not be judged. */
  readonly unjudged: readonly ClaimCell[];
  /** What sets the cells for and against apart, where there are both. */
  readonly split: string;
}

/**
 * Judges a claim in one browser from its cells. Pure. A cell that is masked, inconclusive, unsupported or in error says
 * nothing for or against.
 * @param cellsOf the cells of a check in that browser; empty when the run does not have it.
 */
export function judgeClaim(claim: Claim, cellsOf: (check: string) => readonly ClaimCell[]): Standing {
  if (claim.unobservable !== undefined) return { kind: 'not observable', because: claim.unobservable, findings: [] };
  const findings = claim.conditions
    .map((condition) => findingOf(condition, cellsOf))
    .filter(({ supporting, against, unjudged }) => supporting.length + against.length + unjudged.length > 0);
  if (findings.length === 0) return { kind: 'not tested yet', because: 'no check of this run asks about it', findings };
  const kind = kindOf(
    findings.some(({ supporting }) => supporting.length > 0),
    findings.some(({ against }) => against.length > 0),
  );
  const because = kind === 'not observable' ? mostFrequent(findings.flatMap(({ unjudged }) => unjudged)) : askedText(findings, claim);
  return { kind, because, findings };
}

/** A run of some checks only must not look as if it had settled the whole claim. */
function askedText(findings: readonly Finding[], { conditions }: Claim): string {
  const [asked, all] = [findings.length, conditions.length];
  return asked === all ? '' : `as far as this run goes: it asks about ${String(asked)} of ${String(all)} conditions`;
}

function kindOf(supported: boolean, opposed: boolean): Finding['kind'] {
  if (supported && opposed) return 'depends';
  if (supported) return 'holds';
  return opposed ? 'does not hold' : 'not observable';
}

function findingOf({ where, cells, shows, silent }: Condition, cellsOf: (check: string) => readonly ClaimCell[]): Finding {
  const supporting: ClaimCell[] = [];
  const against: ClaimCell[] = [];
  const unjudged: ClaimCell[] = [];
  const counted = new Set<string>();
  for (const pattern of cells.map(cellPattern)) {
    for (const cell of cellsOf(pattern.check)) {
      if (counted.has(cell.id) || !pattern.matches(cell.id)) continue;
      counted.add(cell.id);
      const says = silent?.test(cell.observed ?? '') === true ? 'silent' : wordOf(cell, shows);
      if (says === 'unjudged') unjudged.push(cell);
      else if (says !== 'silent') (says === 'for' ? supporting : against).push(cell);
    }
  }
  const kind = kindOf(supporting.length > 0, against.length > 0);
  return { where, kind, supporting, against, unjudged, split: splitText(supporting, against) };
}

function wordOf({ verdict, observed }: ClaimCell, shows: Condition['shows']): 'for' | 'against' | 'unjudged' | 'silent' {
  switch (verdict) {
    case 'masked':
    case 'inconclusive':
    case 'unsupported':
    case 'error':
      return 'unjudged';
    case 'conflict':
    case 'unspecified':
      if (shows === 'conforms') return 'silent';
      break;
    default:
      if (shows === 'conforms') return verdict === 'conforms' ? 'for' : 'against';
  }
  return shows.test(observed ?? '') ? 'for' : 'against';
}

/** Cells named one by one before they are only counted. */
const namedCells = 3;
const namedValues = 6;

/** What sets cells apart: the axis whose value alone decides, or else the few exceptions, or else how many there are. */
function splitText(supporting: readonly ClaimCell[], against: readonly ClaimCell[]): string {
  if (supporting.length === 0 || against.length === 0) return '';
  const axis = decidingAxis(supporting, against);
  if (axis !== undefined) return `holds for ${axis} ${valuesText(axis, supporting)}, not for ${valuesText(axis, against)}`;
  const total = `${String(supporting.length)} of ${String(supporting.length + against.length)} cells`;
  if (against.length <= namedCells) return `holds in ${total}, not in ${listed(against.map(({ id }) => id))}`;
  if (supporting.length <= namedCells) return `holds only in ${listed(supporting.map(({ id }) => id))}`;
  return `holds in ${total}`;
}

/** The axis of which no value is on both sides; of several the one with the fewest values. */
function decidingAxis(supporting: readonly ClaimCell[], against: readonly ClaimCell[]): string | undefined {
  const names = Object.keys(supporting[0]?.axes ?? {});
  const deciding = names
    .map((name) => ({ name, left: valuesOf(name, supporting), right: valuesOf(name, against) }))
    .filter(({ left, right }) => left.every((value) => !right.includes(value)))
    .sort((one, other) => one.left.length + one.right.length - (other.left.length + other.right.length));
  return deciding[0]?.name;
}

function valuesOf(axis: string, cells: readonly ClaimCell[]): readonly string[] {
  return [...new Set(cells.map(({ axes }) => axes[axis] ?? ''))];
}

function valuesText(axis: string, cells: readonly ClaimCell[]): string {
  const values = valuesOf(axis, cells);
  return values.length <= namedValues
    ? listed(values)
    : `${values.slice(0, namedValues - 1).join(', ')} and ${String(values.length - namedValues + 1)} more`;
}

function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
}

/** The reason that most cells give for not being judged. */
function mostFrequent(cells: readonly ClaimCell[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of cells) {
    const text = reason ?? 'no reason is given';
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0] ?? '';
}
