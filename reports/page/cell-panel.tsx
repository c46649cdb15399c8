import type { VNode } from 'preact';
import type { PageBrowser } from '../page-data.ts';
import { formatAddress } from './address.ts';
import { CellAxes, Evidence, Expected, Judged } from './cell-parts.tsx';
import type { CheckView, Row } from './report.ts';
import { VerdictMark } from './verdict-mark.tsx';

interface CellPanelProps {
  readonly browsers: readonly PageBrowser[];
  readonly check: CheckView;
  readonly row: Row;
  readonly column: number;
  readonly onColumn: (column: number) => void;
}

/** Everything known about one cell: who expects what, what each browser did, and the evidence from one of them. */
export function CellPanel({ browsers, check, row, column, onColumn }: CellPanelProps): VNode {
  const cell = row.cells[column] ?? null;
  return (
    <>
      <h2>{check.summary.title}</h2>
      <code class="id">{row.id}</code>
      <p>
        <a href={formatAddress({ view: 'cell', id: row.id })}>All browsers side by side</a>
      </p>
      <CellAxes check={check} row={row} />
      <h3>Expected</h3>
      <Expected expected={row.expected} />
      <h3>Seen</h3>
      <Seen browsers={browsers} row={row} column={column} onColumn={onColumn} />
      <h3>Evidence from {browsers[column]?.key}</h3>
      {cell === null ? (
        <p>This browser’s run does not have the cell.</p>
      ) : (
        <Judged cell={cell} comparedWith={browsers[column]?.comparedWith ?? null} />
      )}
      <Evidence key={column} browser={browsers[column]?.key ?? ''} column={column} check={check} row={row} />
    </>
  );
}

function Seen({ browsers, row, column, onColumn }: Omit<CellPanelProps, 'check'>) {
  return (
    <div class="tabs" role="group" aria-label="Browser whose evidence is shown">
      {browsers.map(({ key }, place) => {
        const cell = row.cells[place] ?? null;
        return (
          <button
            key={place}
            type="button"
            aria-pressed={place === column}
            onClick={() => {
              onColumn(place);
            }}
          >
            <span class="key">{key}</span>
            {cell === null ? (
              <span>not in this run</span>
            ) : (
              <>
                <span class={`seen ${cell.verdict}`}>
                  <VerdictMark kind={cell.verdict} />
                  {cell.observed ?? '—'}
                </span>
                <span class="word">{cell.verdict}</span>
                <span class="change">{cell.change}</span>
              </>
            )}
          </button>
        );
      })}
    </div>
  );
}
