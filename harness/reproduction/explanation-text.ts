import type { Clause } from '../model/authority.ts';
import { observationText, type Observation } from '../model/observation.ts';
import type { EvidenceRecord } from '../model/results.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { evidenceLines } from './evidence-text.ts';

/** What one browser did for a cell. */
export interface CellSight {
  readonly key: string;
  readonly version: string;
  readonly build: string;
  /** As a baseline writes it; null when the harness failed. */
  readonly observed: string | null;
  readonly verdict: VerdictKind;
  readonly reason?: string;
  /** The accepted observation, and what a comment says of it. */
  readonly baseline?: string;
  readonly cause?: string;
  readonly evidence: EvidenceRecord;
}

/** All that is known of a cell. */
export interface Explanation {
  readonly id: string;
  /** The rule in question. */
  readonly title: string;
  readonly expected: readonly (Clause & { readonly anyOf: readonly Observation[] })[];
  readonly sights: readonly CellSight[];
}

/** A cell explained on a terminal. */
export function explanationLines({ id, title, expected, sights }: Explanation): readonly string[] {
  return [
    id,
    title,
    '',
    expected.length === 0 ? 'No document says what is expected.' : 'Expected:',
    ...expected.flatMap(({ authority, section, url, anyOf }) => [
      `  ${anyOf.map(observationText).join(' or ')}, says ${authority}, ${section}`,
      `    ${url}`,
    ]),
    ...sights.flatMap(sightLines),
  ];
}

function sightLines({ key, version, build, observed, verdict, reason, baseline, cause, evidence }: CellSight): readonly string[] {
  const accepted = baseline === undefined ? [] : [`  ${baseline === observed ? 'as in the baseline' : `the baseline has ${baseline}`}`];
  return [
    '',
    `${key} (${version}, ${build}): ${observed ?? 'not known'} [${verdict}${reason === undefined ? '' : `: ${reason}`}]`,
    ...accepted,
    ...(cause === undefined || verdict === 'conforms' ? [] : [`  cause in the baseline: ${cause}`]),
    ...evidenceLines(evidence).map((line) => `  ${line}`),
  ];
}
