import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PageBrowser } from '../page-data.ts';
import { formatAddress } from './address.ts';
import { movedUnder, outcomeOf, type ForgeryGrid } from './forgery-grid.ts';
import { wordsFor } from './forgery-words.ts';
import { gridKey, type GridPlace } from './grid-keys.ts';
import type { Row } from './report.ts';
import { Scroll } from './scroll.tsx';
import { verdictSigns } from './verdict-mark.tsx';

interface ForgeryTableProps {
  readonly browser: PageBrowser;
  readonly column: number;
  readonly grid: ForgeryGrid;
}

/** One browser's grid. The Tab key goes into it and out of it, the arrow keys from cell to cell. */
export function ForgeryTable({ browser, column, grid }: ForgeryTableProps): VNode {
  const { attacks, defences, rows } = grid;
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const moved = movedUnder(grid, column);
  const total = moved.reduce((sum, count) => sum + count, 0);
  const here = { row: Math.min(place.row, attacks.length - 1), column: Math.min(place.column, defences.length - 1) };
  const onKey = (event: KeyboardEvent): void => {
    const next = gridKey(event, here, attacks.length, defences.length);
    if (next === undefined) return;
    event.preventDefault();
    setPlace(next);
    table.current?.querySelector<HTMLElement>(`[data-place='${placeName(next)}']`)?.focus();
  };
  const title = `${browser.key}: ${String(total)} of ${String(attacks.length * defences.length)} moved`;
  return (
    <section class="grid-card" aria-label={browser.key}>
      <h3>
        {browser.key}{' '}
        <small>
          <b>{total}</b> of {attacks.length * defences.length} moved
        </small>
      </h3>
      <Scroll label={title}>
        <table class="forgery-grid" role="grid" aria-label={title} ref={table} onKeyDown={onKey}>
          <thead>
            <tr>
              <th scope="col">
                <span class="heard">Attack</span>
              </th>
              {defences.map((defence) => (
                <th scope="col" key={defence}>
                  <span>{wordsFor('defence', defence)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={attacks[row]}>
                <th scope="row">{wordsFor('attack', attacks[row] ?? '')}</th>
                {cells.map((cell, at) => (
                  <td key={defences[at]}>
                    <OutcomeLink
                      row={cell}
                      column={column}
                      browser={browser.key}
                      name={`${wordsFor('attack', attacks[row] ?? '')}, ${wordsFor('defence', defences[at] ?? '')}`}
                      place={{ row, column: at }}
                      isHere={row === here.row && at === here.column}
                      onFocus={setPlace}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">moved</th>
              {moved.map((count, at) => (
                <td key={at} class={count === 0 ? 'none' : ''}>
                  {count}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </section>
  );
}

interface OutcomeLinkProps {
  readonly row: Row | undefined;
  readonly column: number;
  readonly browser: string;
  /** Of the cell, for those who hear it or point at it. */
  readonly name: string;
  readonly place: GridPlace;
  /** The Tab key comes here. */
  readonly isHere: boolean;
  readonly onFocus: (place: GridPlace) => void;
}

function OutcomeLink({ row, column, browser, name, place, isHere, onFocus }: OutcomeLinkProps) {
  const cell = row?.cells[column] ?? null;
  const outcome = outcomeOf(cell);
  const mark = cell === null || cell.verdict === 'conforms' ? '' : verdictSigns[cell.verdict].glyph;
  const label = `${outcome}${mark === '' ? '' : ` ${mark}`}: ${name}${mark === '' ? '' : `, ${cell?.verdict ?? ''}`}`;
  return (
    <a
      class={`outcome ${outcome} ${cell?.verdict ?? ''}`}
      href={formatAddress({ view: 'cell', id: row?.id ?? '', browser })}
      aria-label={label}
      title={label}
      data-place={placeName(place)}
      tabIndex={isHere ? 0 : -1}
      onFocus={() => {
        onFocus(place);
      }}
    >
      {outcome}
      {mark !== '' && <span class="sign"> {mark}</span>}
    </a>
  );
}

const placeName = ({ row, column }: GridPlace): string => `${String(row)}-${String(column)}`;
