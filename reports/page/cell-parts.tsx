import type { VNode } from 'preact';
import type { CellResult } from '../../harness/model/results.ts';
import { ConnectionLives } from './connection-life.tsx';
import { decidingParts } from './deciding.ts';
import { useEvidence } from './evidence.ts';
import { Pictures } from './pictures.tsx';
import type { CellView, CheckView, Row } from './report.ts';
import { Document } from './standards-view.tsx';
import { VerdictMark, verdictSigns } from './verdict-mark.tsx';
import { WireRequest } from './wire.tsx';

/** The cell's axes and their values. */
export function CellAxes({ check, row }: { readonly check: CheckView; readonly row: Row }): VNode {
  const names = Object.keys(check.summary.axes);
  return (
    <dl class="axes">
      {row.parts.map((part, place) => (
        <div key={place}>
          <dt>{names[place]}</dt>
          <dd>{part}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What each authority expects, and where it says so. */
export function Expected({ expected }: { readonly expected: CellResult['expected'] }): VNode {
  if (expected.length === 0) return <p>No authority says what should happen.</p>;
  return (
    <ul class="expected">
      {expected.map(({ authority, clause, url, value }, place) => (
        <li key={place}>
          <b>{value}</b> <span>by {authority}, </span>
          <Document url={url}>{clause}</Document>
        </li>
      ))}
    </ul>
  );
}

/** The verdict with its reason, and the baseline. */
export function Judged({ cell, comparedWith }: { readonly cell: CellView; readonly comparedWith: string | null }): VNode {
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
  readonly browser: string;
  readonly column: number;
  readonly check: CheckView;
  readonly row: Row;
}

/** What arrived, what the page said and what the screen showed, for one cell in one browser. */
export function Evidence({ browser, column, check, row }: EvidenceProps): VNode | null {
  const record = useEvidence(column, check.place, row.cells[column]?.evidence ?? null);
  if (record === null || record === undefined) return null;
  if (typeof record === 'string') return <p>{record}</p>;
  const deciding = decidingParts(row.id);
  const marked = new Set(row.parts);
  return (
    <>
      <Pictures name={browser} pictures={record.pictures ?? []} />
      <ConnectionLives name={browser} connections={record.connections ?? []} />
      {record.arrivals.length === 0 && <p>No request arrived.</p>}
      {record.arrivals.map((arrival, place) => (
        <WireRequest key={arrival.seq} arrival={arrival} deciding={deciding} marked={marked} open={place === record.arrivals.length - 1} />
      ))}
      <Seen title="What the page said" value={record.page} />
      <Seen title="What was seen beside the requests" value={record.beside} />
    </>
  );
}

function Seen({ title, value }: { readonly title: string; readonly value: unknown }) {
  if (value === undefined) return null;
  return (
    <details class="request" open>
      <summary>
        <b>{title}</b>
      </summary>
      <pre tabIndex={0} aria-label={title}>
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </pre>
    </details>
  );
}
