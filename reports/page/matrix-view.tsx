import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Address } from './address.ts';
import { CellPanel } from './cell-panel.tsx';
import { cellIndex } from './cell-index.ts';
import { applyFilter, isNarrow, type Filter } from './filter.ts';
import type { Place } from './keys.ts';
import { countByBrowser, matrixLines } from './lines.ts';
import { Matrix } from './matrix.tsx';
import type { Report } from './report.ts';
import { Toolbar } from './toolbar.tsx';

interface MatrixViewProps {
  readonly report: Report;
  readonly address: Address;
  readonly onNote: (change: Partial<Address>) => void;
}

/** Families, checks and cells in every browser; beside them the cell that is open. */
export function MatrixView({ report, address, onNote }: MatrixViewProps): VNode {
  const { browsers, checks } = report;
  const { filter, id } = address;
  const [place, setPlace] = useState<Place>({ id, column: browsers.findIndex(({ key }) => key === address.browser) });
  const [allOpen, setAllOpen] = useState(checks.length === 1 || id !== '');
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());

  const keys = useMemo(() => browsers.map(({ key }) => key), [browsers]);
  const cells = useMemo(() => cellIndex(checks), [checks]);
  const shown = useMemo(() => applyFilter(checks, filter, keys), [checks, filter, keys]);
  const lines = useMemo(() => {
    const families = new Set(checks.map(({ family }) => family));
    const openByDefault = allOpen || isNarrow(filter);
    return matrixLines(shown, browsers.length, (line) => (families.has(line) || openByDefault) !== flipped.has(line));
  }, [shown, allOpen, flipped]);
  const shownRows = useMemo(() => shown.flatMap(({ rows }) => rows), [shown]);
  const totals = useMemo(() => countByBrowser(shownRows, browsers.length), [shownRows]);

  const opened = cells.get(id);
  const column = Math.max(0, place.column);
  const close = (): void => {
    onNote({ id: '', browser: '' });
  };
  const goTo = (target: Place): void => {
    setPlace(target);
    if (opened !== undefined && cells.has(target.id)) onNote({ id: target.id, browser: keys[target.column] ?? keys[column] ?? '' });
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
      if (event.key !== '/' || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
      event.preventDefault();
      document.getElementById('search')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  });

  const openPlace = (target: Place): void => {
    setPlace(target);
    if (cells.has(target.id)) onNote({ id: target.id, browser: keys[target.column] ?? keys[0] ?? '' });
    else setFlipped(flip(flipped, target.id));
  };
  const onFilter = (change: Partial<Filter>): void => {
    onNote({ filter: { ...filter, ...change } });
    setFlipped(new Set());
  };

  return (
    <div class={id === '' ? 'matrix-view' : 'matrix-view with-panel'}>
      <Toolbar
        report={report}
        filter={filter}
        shown={shownRows.length}
        allOpen={allOpen}
        onFilter={onFilter}
        onAllOpen={(all) => {
          setFlipped(new Set());
          setAllOpen(all);
        }}
      />
      <div class="matrix-room" style={{ '--browsers': String(browsers.length) }}>
        <Matrix browsers={browsers} lines={lines} totals={totals} place={place} onMove={goTo} onOpen={openPlace} onClose={close} />
        {lines.length === 0 && <p class="nothing">No cell passes these filters.</p>}
      </div>
      {id !== '' && (
        <aside aria-label="Cell">
          <button type="button" class="close" aria-label="Close" onClick={close}>
            ×
          </button>
          {opened === undefined ? (
            <p>The cell {id} is not in this report.</p>
          ) : (
            <CellPanel
              {...opened}
              browsers={browsers}
              column={column}
              onColumn={(at) => {
                setPlace({ ...place, column: at });
                onNote({ browser: keys[at] ?? '' });
              }}
            />
          )}
        </aside>
      )}
    </div>
  );
}

function flip(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
