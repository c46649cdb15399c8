import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { headline, loneLines, restsOnBaselines, baselineNote, sideText } from '../../harness/baselines/diff-text.ts';
import { counted } from '../../harness/model/counted.ts';
import { changedCells, changeMeanings, diffColumns, type ChangeGroup, type Column, type ColumnDiff } from '../../harness/baselines/diff.ts';
import { formatAddress, type Address } from './address.ts';
import type { Report } from './report.ts';
import { Document } from './standards-view.tsx';
import { useRecorded } from './use-recorded.ts';
import { comparedColumns, expectedIn, versionsOf, type Recorded } from './versions.ts';
import { Scroll } from './scroll.tsx';

interface ChangesViewProps {
  readonly report: Report;
  readonly from: string;
  readonly to: string;
  readonly onNote: (change: Partial<Address>) => void;
}

/** What changed: this run against its baselines, or any version against any other. */
export function ChangesView({ report, from, to, onNote }: ChangesViewProps): VNode {
  const recorded = useRecorded();
  return (
    <article class="view">
      <h2>What changed</h2>
      {typeof recorded === 'string' && <p>{recorded}</p>}
      {typeof recorded === 'object' && <Comparison report={report} recorded={recorded} from={from} to={to} onNote={onNote} />}
    </article>
  );
}

function Comparison({ report, recorded, from, to, onNote }: ChangesViewProps & { readonly recorded: readonly Recorded[] }) {
  const versions = useMemo(() => versionsOf(report, recorded), [report, recorded]);
  const before = versions.find(({ name }) => name === from);
  const after = versions.find(({ name }) => name === to);
  const diffs = useMemo(() => {
    const chosen =
      before !== undefined && after !== undefined ? [[before.column, after.column] as const] : comparedColumns(report, recorded);
    return chosen.map(([left, right]) => diffOf(report, left, right));
  }, [report, recorded, before, after]);
  const uncompared = report.browsers.filter(({ comparedWith }) => comparedWith === null);
  return (
    <>
      <div class="choice">
        <label>
          From{' '}
          <select
            value={before?.name ?? ''}
            onChange={({ currentTarget: { value } }) => {
              onNote({ from: value, to: value === '' ? '' : (after?.name ?? versions.at(-1)?.name ?? '') });
            }}
          >
            <option value="">each browser’s baseline</option>
            {versions.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          to{' '}
          <select
            value={after?.name ?? ''}
            onChange={({ currentTarget: { value } }) => {
              onNote({ to: value, from: value === '' ? '' : (before?.name ?? versions[0]?.name ?? '') });
            }}
          >
            <option value="">this run</option>
            {versions.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      {restsOnBaselines(diffs) && <p class="lead">{baselineNote}</p>}
      {diffs.map((diff, place) => (
        <DiffSection key={place} diff={diff} />
      ))}
      {before === undefined && uncompared.length > 0 && (
        <p>Nothing was compared for {uncompared.map(({ key }) => key).join(', ')}: there is no baseline yet.</p>
      )}
    </>
  );
}

/** What changed between two columns, as this report can judge it. */
export function diffOf(report: Report, before: Column, after: Column): ColumnDiff {
  return diffColumns(before, after, changedCells(before, after), expectedIn(report));
}

/** One comparison: the changes by their meaning, check and cause. */
export function DiffSection({ diff }: { readonly diff: ColumnDiff }): VNode {
  return (
    <section>
      <h3>{headline(diff)}</h3>
      {loneLines(diff).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {changeMeanings.map((meaning) => {
        const groups = diff.groups.filter((group) => group.meaning === meaning);
        if (groups.length === 0) return null;
        return (
          <section key={meaning}>
            <h4 class={`meaning ${meaning.replaceAll(' ', '-')}`}>{meaning}</h4>
            {groups.map((group, place) => (
              <Group key={place} group={group} browser={diff.after.key} />
            ))}
          </section>
        );
      })}
    </section>
  );
}

/** Cells of a group that are listed. */
const listed = 100;
/** Groups of at most so many cells are shown open. */
const smallGroup = 12;

function Group({ group, browser }: { readonly group: ChangeGroup; readonly browser: string }) {
  const { check, cause, links, cells } = group;
  return (
    <details class="group" open={cells.length <= smallGroup}>
      <summary>
        <b>{check}</b> <small>{counted(cells.length, 'cell')}</small>
        {cause !== null && <span class="because"> {cause}</span>}
      </summary>
      {links.map((url) => (
        <p key={url}>
          <Document url={url}>{url}</Document>
        </p>
      ))}
      <Scroll label={`Changed cells of ${check}`}>
        <table class="facts">
          <thead>
            <tr>
              <th scope="col">Cell</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {cells.slice(0, listed).map(({ id, before, after }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={formatAddress({ view: 'cell', id, browser })}>{id.slice(check.length + 1)}</a>
                </th>
                <td>{sideText(before)}</td>
                <td>{sideText(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {cells.length > listed && <p>… and {(cells.length - listed).toLocaleString('en')} more.</p>}
    </details>
  );
}
