import type { VNode } from 'preact';
import { causeFinder } from '../../harness/baselines/causes.ts';
import { columnName } from '../../harness/baselines/diff-text.ts';
import { allowedIn } from '../../harness/model/authority.ts';
import { useMemo } from 'preact/hooks';
import { formatAddress } from './address.ts';
import { cellIndex } from './cell-index.ts';
import { CellAxes, Evidence, Expected, Judged } from './cell-parts.tsx';
import { everything } from './filter.ts';
import type { Report, Row } from './report.ts';
import { useRecorded } from './use-recorded.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** Everything known about one cell, every browser beside the others. */
export function CellView({ report, id }: { readonly report: Report; readonly id: string }): VNode {
  const found = useMemo(() => cellIndex(report.checks), [report]).get(id);
  if (found === undefined) {
    return (
      <article class="view">
        <h2>{id === '' ? 'No cell is chosen' : id}</h2>
        <p>{id === '' ? 'Open one from the matrix.' : 'This cell is not in this report.'}</p>
      </article>
    );
  }
  const { check, row } = found;
  const { browsers } = report;
  return (
    <article class="view">
      <h2>{check.summary.title}</h2>
      <code class="id">{row.id}</code>
      <CellAxes check={check} row={row} />
      <h3>Expected</h3>
      <Expected expected={row.expected} />
      {check.summary.claims.length > 0 && (
        <p>
          Bears on{' '}
          {check.summary.claims.map((claim, place) => (
            <span key={claim}>
              {place > 0 && ', '}
              <a href={formatAddress({ view: 'claims', id: claim })}>{claim}</a>
            </span>
          ))}
          .
        </p>
      )}
      <h3>Seen</h3>
      <div class="columns">
        {browsers.map((browser, column) => {
          const cell = row.cells[column] ?? null;
          return (
            <div key={column} class="column" role="group" aria-label={browser.key}>
              <h4>{browser.key}</h4>
              {cell === null ? (
                <p>This browser’s run does not have the cell.</p>
              ) : (
                <>
                  <p class={`seen ${cell.verdict} large`}>
                    <VerdictMark kind={cell.verdict} />
                    <span class="text">{cell.observed ?? '—'}</span>
                  </p>
                  <Judged cell={cell} comparedWith={browser.comparedWith} />
                  <Evidence browser={browser.key} column={column} check={check} row={row} />
                </>
              )}
            </div>
          );
        })}
      </div>
      <h3>Recorded</h3>
      <Recorded row={row} />
      <h3>Reproduce</h3>
      <pre class="command" tabIndex={0} aria-label="Commands">
        {[
          `npx playwright test --grep '${check.summary.id}$'`,
          ...browsers.map(({ key }) => `npx playwright test --project ${key} --grep '${check.summary.id}$'`),
        ].join('\n')}
      </pre>
      <p>
        <a href={formatAddress({ view: 'matrix', filter: { ...everything, within: check.summary.id } })}>All cells of {check.summary.id}</a>
      </p>
    </article>
  );
}

/** What baselines say of the cell, version by version, and why where they know it. */
function Recorded({ row: { id, expected } }: { readonly row: Row }) {
  const allowed = expected.map(({ value }) => allowedIn(value));
  const recorded = useRecorded();
  if (recorded === undefined) return null;
  if (typeof recorded === 'string') return <p>{recorded}</p>;
  const lines = recorded.flatMap((one) => {
    const observed = one.baseline.cells.get(id);
    return observed === undefined ? [] : [{ name: columnName(one), observed, cause: causeFinder(one.baseline)(id, observed, allowed) }];
  });
  if (lines.length === 0) return <p>No baseline has this cell.</p>;
  return (
    <dl class="judged">
      {lines.map(({ name, observed, cause }) => (
        <>
          <dt>{name}</dt>
          <dd>
            {observed}
            {cause !== undefined && <p class="because">{cause.text}</p>}
          </dd>
        </>
      ))}
    </dl>
  );
}
