import { observationText } from './observation.ts';
import type { CellResult, EvidenceRecord } from './results.ts';

/** A changed cell in four lines: its id; what was expected and by whom; what was seen, with its request; the clause. */
export function changeText(cell: CellResult, evidence: Readonly<Record<string, EvidenceRecord>>): string {
  const record = cell.evidence === null ? undefined : evidence[cell.evidence];
  const arrival = record?.arrivals.at(-1);
  const seen = cell.observed === null ? (cell.reason ?? 'nothing') : observationText(cell.observed);
  const cookie = arrival?.headers.find(([name]) => name.toLowerCase() === 'cookie');
  const wire =
    arrival === undefined
      ? 'no request arrived'
      : `${arrival.request} to ${arrival.url}; ${cookie === undefined ? 'no Cookie header' : cookie.join(': ')}`;
  const expected = [
    cell.baseline === null ? 'nothing yet (a new cell)' : `${cell.baseline} (baseline)`,
    ...cell.expected.map(({ authority, value }) => `${value} (${authority})`),
  ];
  return [
    cell.id,
    `  expected: ${expected.join('; ')}`,
    `  seen:     ${seen} [${cell.verdict}]; ${wire}`,
    `  clause:   ${cell.expected.map(({ clause, url }) => `${clause} ${url}`).join('; ') || 'none speaks'}`,
  ].join('\n');
}
