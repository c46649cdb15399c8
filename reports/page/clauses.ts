import { allowedIn } from '../../harness/model/authority.ts';
import { cellIndex, type FoundCell } from './cell-index.ts';
import type { CellView, Report } from './report.ts';

/** How the cells that a clause speaks of came out in one browser. */
export interface ClauseCount {
  readonly met: number;
  readonly unmet: number;
  /** Masked, inconclusive, unsupported, in error, or not in this browser's run. */
  readonly unjudged: number;
}

/** A clause as it is cited, with the cells that assert it. */
export interface CitedClause {
  readonly authority: string;
  /** Number and title, or title alone. */
  readonly clause: string;
  readonly url: string;
  readonly cells: readonly FoundCell[];
  /** One for each browser. */
  readonly counts: readonly ClauseCount[];
}

/** Every clause that a cell asserts, in the order in which they first come. Pure. */
export function citedClauses(report: Report): readonly CitedClause[] {
  const clauses = new Map<string, { authority: string; clause: string; url: string; cells: FoundCell[]; counts: Count[] }>();
  for (const found of cellIndex(report.checks).values()) {
    for (const { authority, clause, url, value } of found.row.expected) {
      const name = `${authority}\n${clause}`;
      const known = clauses.get(name) ?? {
        authority,
        clause,
        url,
        cells: [],
        counts: report.browsers.map(() => ({ met: 0, unmet: 0, unjudged: 0 })),
      };
      clauses.set(name, known);
      known.cells.push(found);
      for (const [column, count] of known.counts.entries()) count[meets(found.row.cells[column] ?? null, value)] += 1;
    }
  }
  return [...clauses.values()];
}

type Count = { -readonly [K in keyof ClauseCount]: ClauseCount[K] };

/** Whether a cell is as an expectation of this text asks. */
export function meets(cell: CellView | null, value: string): keyof ClauseCount {
  switch (cell?.verdict) {
    case 'conforms':
      return 'met';
    case 'deviates':
      return 'unmet';
    case 'conflict':
      return allowedIn(value).includes(cell.observed ?? '') ? 'met' : 'unmet';
    default:
      return 'unjudged';
  }
}

/** The cells of which a browser does not do what the clause asks, by column. */
export function unmetCells({ authority, clause, cells }: CitedClause, column: number): readonly FoundCell[] {
  return cells.filter(({ row }) =>
    row.expected.some(
      (expected) =>
        expected.authority === authority && expected.clause === clause && meets(row.cells[column] ?? null, expected.value) === 'unmet',
    ),
  );
}
