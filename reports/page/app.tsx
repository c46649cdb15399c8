import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { FuzzResults } from '../../harness/model/fuzz-results.ts';
import { formatAddress, parseAddress } from './address.ts';
import { BrowserPanel } from './browser-panel.tsx';
import { CellPanel } from './cell-panel.tsx';
import { applyFilter, isNarrow, type Filter } from './filter.ts';
import { FuzzPanel } from './fuzz-panel.tsx';
import type { Place } from './keys.ts';
import { countByBrowser, matrixLines } from './lines.ts';
import { Matrix } from './matrix.tsx';
import type { CheckView, Report, Row } from './report.ts';
import { Toolbar } from './toolbar.tsx';

type Panel = 'none' | 'cell' | 'browser' | 'fuzz';
const panelNames = { cell: 'Cell', browser: 'Browser', fuzz: 'Generated headers' } as const;

/** The whole report: what the reader looks at is its state, and the part worth sending is in the URL. */
export function App({ report, fuzz }: { readonly report: Report; readonly fuzz: FuzzResults | null }): VNode {
  const { browsers, checks } = report;
  const start = useMemo(() => parseAddress(location.hash), []);
  const [filter, setFilter] = useState<Filter>(start.filter);
  const [place, setPlace] = useState<Place>({
    id: start.open?.cell ?? '',
    column: browsers.findIndex(({ key }) => key === start.open?.browser),
  });
  const [panel, setPanel] = useState<Panel>(start.open === null ? 'none' : 'cell');
  const [allOpen, setAllOpen] = useState(checks.length === 1 || start.open !== null);
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());

  const cells = useMemo(() => cellIndex(checks), [checks]);
  const shown = useMemo(() => applyFilter(checks, filter), [checks, filter]);
  const lines = useMemo(() => {
    const families = new Set(checks.map(({ family }) => family));
    const openByDefault = allOpen || isNarrow(filter);
    return matrixLines(shown, browsers.length, (id) => (families.has(id) || openByDefault) !== flipped.has(id));
  }, [shown, allOpen, flipped]);
  const shownRows = useMemo(() => shown.flatMap(({ rows }) => rows), [shown]);
  const totals = useMemo(() => countByBrowser(shownRows, browsers.length), [shownRows]);
  const runTotals = useMemo(
    () =>
      countByBrowser(
        checks.flatMap(({ rows }) => rows),
        browsers.length,
      ),
    [checks],
  );

  const opened = panel === 'cell' ? cells.get(place.id) : undefined;
  const column = Math.max(0, place.column);
  const browser = browsers[column];
  useEffect(() => {
    const open = opened === undefined ? null : { cell: place.id, browser: browser?.key ?? '' };
    history.replaceState(null, '', formatAddress({ filter, open }));
  }, [filter, opened, column]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setPanel('none');
      if (event.key !== '/' || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
      event.preventDefault();
      document.getElementById('search')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);

  const openPlace = (target: Place): void => {
    setPlace(target);
    if (cells.has(target.id)) setPanel('cell');
    else setFlipped(flip(flipped, target.id));
  };

  return (
    <div class={panel === 'none' ? 'report' : 'report with-panel'}>
      <header>
        <h1>Originwatch</h1>
        <span class="run">
          <time dateTime={report.startedAt}>{new Date(report.startedAt).toLocaleString()}</time>, {(report.durationMs / 1000).toFixed(1)} s
        </span>
        <button
          type="button"
          class="link"
          onClick={() => {
            setFlipped(new Set());
            setAllOpen(!allOpen);
          }}
        >
          {allOpen ? 'Close all checks' : 'Open all checks'}
        </button>
        {fuzz !== null && (
          <button
            type="button"
            class="link"
            onClick={() => {
              setPanel('fuzz');
            }}
          >
            Generated headers: {fuzz.groups.length} differences
          </button>
        )}
        {report.problems.length > 0 && (
          <details class="problems">
            <summary>
              {report.problems.length} {report.problems.length === 1 ? 'problem' : 'problems'} in this run
            </summary>
            <ul>
              {report.problems.map((problem, index) => (
                <li key={index}>{problem}</li>
              ))}
            </ul>
          </details>
        )}
      </header>
      <Toolbar
        checks={checks}
        totals={runTotals}
        browsers={browsers.length}
        filter={filter}
        shown={shownRows.length}
        onFilter={(change) => {
          setFilter({ ...filter, ...change });
          setFlipped(new Set());
        }}
      />
      <main style={{ '--browsers': String(browsers.length) }}>
        <Matrix
          browsers={browsers}
          lines={lines}
          totals={totals}
          place={place}
          onMove={setPlace}
          onOpen={openPlace}
          onClose={() => {
            setPanel('none');
          }}
          onSettings={(at) => {
            setPlace({ ...place, column: at });
            setPanel('browser');
          }}
        />
        {lines.length === 0 && <p class="nothing">No cell passes these filters.</p>}
      </main>
      {panel !== 'none' && browser !== undefined && (
        <aside aria-label={panelNames[panel]}>
          <button
            type="button"
            class="close"
            aria-label="Close"
            onClick={() => {
              setPanel('none');
            }}
          >
            ×
          </button>
          {panel === 'browser' && <BrowserPanel browser={browser} />}
          {panel === 'fuzz' && fuzz !== null && <FuzzPanel fuzz={fuzz} />}
          {panel === 'cell' && opened === undefined && <p>The cell {place.id} is not in this report.</p>}
          {opened !== undefined && (
            <CellPanel
              {...opened}
              browsers={browsers}
              column={column}
              onColumn={(at) => {
                setPlace({ ...place, column: at });
              }}
            />
          )}
        </aside>
      )}
    </div>
  );
}

function cellIndex(checks: readonly CheckView[]): ReadonlyMap<string, { readonly check: CheckView; readonly row: Row }> {
  return new Map(checks.flatMap((check) => check.rows.map((row) => [row.id, { check, row }] as const)));
}

function flip(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
