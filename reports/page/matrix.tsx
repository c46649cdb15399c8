import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PageBrowser } from '../page-data.ts';
import { BrowserHead } from './browser-head.tsx';
import { matrixKey, type Place } from './keys.ts';
import type { Counts, Line } from './lines.ts';
import type { CellView } from './report.ts';
import { useVirtualLines } from './use-virtual-lines.ts';
import { CountBar, VerdictMark } from './verdict-mark.tsx';

interface MatrixProps {
  readonly browsers: readonly PageBrowser[];
  readonly lines: readonly Line[];
  /** Verdicts in each browser over all lines. */
  readonly totals: readonly Counts[];
  readonly place: Place;
  readonly onMove: (place: Place) => void;
  /** Opens a cell, or opens and closes what is below a family or a check. */
  readonly onOpen: (place: Place) => void;
  readonly onClose: () => void;
}

/** The grid of cells and browsers. One stop of the Tab key; arrow keys move inside it. */
export function Matrix({ browsers, lines, totals, place, onMove, onOpen, onClose }: MatrixProps): VNode {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, height, show } = useVirtualLines(scroller, lines);
  const active = lines.findIndex(({ id }) => id === place.id);
  useEffect(() => {
    if (active !== -1) show(active);
    // Only a move scrolls: not every new set of lines.
  }, [place.id]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const action = matrixKey(event, lines, Math.max(0, active), place.column, browsers.length);
    if (action === undefined) return;
    event.preventDefault();
    if (action.do === 'move') onMove(action.place);
    else if (action.do === 'open') onOpen(action.place);
    else onClose();
  };

  return (
    <div
      ref={scroller}
      class="matrix"
      role="treegrid"
      tabIndex={0}
      aria-label="Cells by browser"
      aria-rowcount={lines.length + 1}
      aria-colcount={browsers.length + 1}
      aria-activedescendant={active === -1 ? undefined : elementId(active, place.column)}
      onKeyDown={onKeyDown}
    >
      <div class="sheet" role="rowgroup" style={{ height: `${String(height)}px` }}>
        <div class="line heads" role="row" aria-rowindex={1}>
          <div class="corner" role="columnheader" aria-colindex={1}>
            Cell
          </div>
          {browsers.map((browser, column) => (
            <BrowserHead key={column} browser={browser} column={column} counts={totals[column] ?? []} />
          ))}
        </div>
        {items.map(({ index, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <MatrixLine
              key={line.id}
              line={line}
              index={index}
              top={start}
              activeColumn={index === active ? place.column : undefined}
              onPick={(column) => {
                onOpen({ id: line.id, column });
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  readonly line: Line;
  readonly index: number;
  readonly top: number;
  readonly activeColumn: number | undefined;
  readonly onPick: (column: number) => void;
}

function MatrixLine({ line, index, top, activeColumn, onPick }: LineProps) {
  const columns = line.kind === 'cell' ? line.row.cells : line.counts;
  const box = (column: number, kind: string) => ({
    id: elementId(index, column),
    class: `${kind}${activeColumn === column ? ' active' : ''}`,
    'aria-colindex': column + 2,
    onClick: () => {
      onPick(column);
    },
  });
  return (
    <div
      class={`line ${line.kind}-line`}
      role="row"
      aria-rowindex={index + 2}
      aria-level={line.kind === 'family' ? 1 : line.kind === 'check' ? 2 : 3}
      {...(line.kind === 'cell' ? {} : { 'aria-expanded': line.open })}
      aria-selected={activeColumn !== undefined}
      style={{ top: `${String(top)}px` }}
    >
      <div role="rowheader" {...box(-1, 'name')}>
        <LineName line={line} />
      </div>
      {columns.map((column, place) => (
        <div key={place} role="gridcell" {...box(place, 'box')}>
          {line.kind === 'cell' ? <CellBox cell={column as CellView | null} /> : <CountBar counts={column as Counts} />}
        </div>
      ))}
    </div>
  );
}

function LineName({ line }: { readonly line: Line }) {
  if (line.kind === 'cell') {
    return (
      <span class="path" title={line.row.id}>
        {line.row.parts.map((part, place) => (
          <span key={place} class={place < line.repeated ? 'repeated' : ''}>
            {place > 0 && <i>/</i>}
            {part}
          </span>
        ))}
      </span>
    );
  }
  const arrow = <span class="arrow">{line.open ? '▾' : '▸'}</span>;
  if (line.kind === 'family') {
    return (
      <span>
        {arrow}
        {line.id} <small>{line.cells.toLocaleString('en')} cells</small>
      </span>
    );
  }
  return (
    <span>
      {arrow}
      {line.check.summary.id.slice(line.check.family.length + 1)} <small>{line.check.rows.length.toLocaleString('en')} cells</small>
      <em>{line.check.summary.title}</em>
    </span>
  );
}

function CellBox({ cell }: { readonly cell: CellView | null }) {
  if (cell === null) return <span class="absent">not in this run</span>;
  const { verdict, observed, change, baseline } = cell;
  return (
    <span class={`seen ${verdict}`}>
      <VerdictMark kind={verdict} />
      <span class="text">{observed ?? verdict}</span>
      {change !== null && (
        <b class="change" title={baseline === null ? 'not in the baseline' : `baseline: ${baseline}`}>
          {change}
        </b>
      )}
    </span>
  );
}

function elementId(index: number, column: number): string {
  return `at-${String(index)}-${String(column + 1)}`;
}
