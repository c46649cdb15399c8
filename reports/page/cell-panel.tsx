import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CellResult, EvidenceRecord } from '../../harness/model/results.ts';
import type { PageBrowser } from '../page-data.ts';
import { readEvidence } from './embedded.ts';
import type { CellView, CheckView, Row } from './report.ts';
import { VerdictMark, verdictSigns } from './verdict-mark.tsx';
import { WireRequest } from './wire.tsx';

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
  const axes = Object.keys(check.summary.axes);
  return (
    <>
      <h2>{check.summary.title}</h2>
      <code class="id">{row.id}</code>
      <dl class="axes">
        {row.parts.map((part, place) => (
          <div key={place}>
            <dt>{axes[place]}</dt>
            <dd>{part}</dd>
          </div>
        ))}
      </dl>
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
      {typeof cell?.evidence === 'string' && (
        <Evidence
          key={`${String(column)} ${cell.evidence}`}
          column={column}
          check={check.place}
          name={cell.evidence}
          marked={new Set(row.parts)}
        />
      )}
    </>
  );
}

function Expected({ expected }: { readonly expected: CellResult['expected'] }) {
  if (expected.length === 0) return <p>No authority says what should happen.</p>;
  return (
    <ul class="expected">
      {expected.map(({ authority, clause, url, value }, place) => (
        <li key={place}>
          <b>{value}</b> <span>by {authority}, </span>
          {/^https?:/.test(url) ? (
            <a href={url} target="_blank" rel="noreferrer">
              {clause}
            </a>
          ) : (
            clause
          )}
        </li>
      ))}
    </ul>
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

function Judged({ cell, comparedWith }: { readonly cell: CellView; readonly comparedWith: string | null }) {
  return (
    <dl class="judged">
      <dt>Verdict</dt>
      <dd>
        <VerdictMark kind={cell.verdict} /> <b>{cell.verdict}</b>: {cell.reason ?? verdictSigns[cell.verdict].meaning}
      </dd>
      <dt>Baseline</dt>
      <dd>{baselineText(cell, comparedWith)}</dd>
    </dl>
  );
}

function baselineText({ baseline, change }: CellView, comparedWith: string | null): string {
  if (comparedWith === null) return 'none is recorded for this browser, so nothing was compared';
  if (baseline === null) return `${comparedWith} has no line for this cell${change === 'new' ? ': it is new' : ''}`;
  return `${baseline} (${comparedWith})${change === null ? ', as seen' : `: ${change}`}`;
}

interface EvidenceProps {
  readonly column: number;
  readonly check: number;
  readonly name: string;
  readonly marked: ReadonlySet<string>;
}

function Evidence({ column, check, name, marked }: EvidenceProps) {
  const [record, setRecord] = useState<EvidenceRecord | string>();
  useEffect(() => {
    let current = true;
    const settle = (value: EvidenceRecord | string): void => {
      if (current) setRecord(value);
    };
    readEvidence(column, check).then(
      (records) => {
        settle(records[name] ?? 'This report does not carry the evidence of this cell.');
      },
      (error: unknown) => {
        settle(`The evidence cannot be read: ${String(error)}`);
      },
    );
    return () => {
      current = false;
    };
  }, [column, check, name]);
  if (record === undefined) return null;
  if (typeof record === 'string') return <p>{record}</p>;
  return (
    <>
      {record.arrivals.length === 0 && <p>No request arrived.</p>}
      {record.arrivals.map((arrival, place) => (
        <WireRequest key={arrival.seq} arrival={arrival} marked={marked} open={place === record.arrivals.length - 1} />
      ))}
      {record.page !== undefined && (
        <details class="request" open>
          <summary>
            <b>What the page said</b>
          </summary>
          <pre tabIndex={0}>{typeof record.page === 'string' ? record.page : JSON.stringify(record.page, null, 2)}</pre>
        </details>
      )}
    </>
  );
}
