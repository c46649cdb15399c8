import type { VNode } from 'preact';
import type { EvidenceRecord } from '../../harness/model/results.ts';
import { useEvidence } from './evidence.ts';
import type { CheckView, Report, Row } from './report.ts';

/** What each browser's screen showed for one cell, side by side; nothing where no browser has a picture. */
export function CellPictures({
  report,
  check,
  cell,
}: {
  readonly report: Report;
  readonly check: string;
  readonly cell: string;
}): VNode | null {
  const view = report.checks.find(({ summary }) => summary.id === check);
  const row = view?.rows.find(({ id }) => id === cell);
  if (view === undefined || row === undefined) return null;
  return (
    <div class="side-by-side">
      {report.browsers.map(({ key }, column) => (
        <BrowserPictures key={column} name={key} column={column} check={view} row={row} />
      ))}
    </div>
  );
}

interface BrowserPicturesProps {
  readonly name: string;
  readonly column: number;
  readonly check: CheckView;
  readonly row: Row;
}

function BrowserPictures({ name, column, check, row }: BrowserPicturesProps) {
  const record = useEvidence(column, check.place, row.cells[column]?.evidence ?? null);
  if (record === null || record === undefined || typeof record === 'string') return null;
  return <Pictures name={name} pictures={record.pictures ?? []} />;
}

/** Pictures of the screen, each with what it shows. */
export function Pictures({ name, pictures }: { readonly name: string; readonly pictures: NonNullable<EvidenceRecord['pictures']> }): VNode {
  return (
    <>
      {pictures.map(({ what, png }, place) => (
        <figure key={place}>
          <img src={`data:image/png;base64,${png}`} alt={`The screen of ${name}: ${what}`} loading="lazy" />
          <figcaption>
            {name}: {what}
          </figcaption>
        </figure>
      ))}
    </>
  );
}
