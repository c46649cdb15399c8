import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { groupBy } from '../../harness/model/group-by.ts';
import type { Column } from '../../harness/baselines/diff.ts';
import { checkOf } from '../../harness/baselines/format.ts';
import type { Address } from './address.ts';
import { diffOf, DiffSection } from './changes-view.tsx';
import type { Report } from './report.ts';
import { hasHistory, previousPlace, timelineRows, type TimelineRow } from './timeline.ts';
import { useRecorded } from './use-recorded.ts';
import { versionsOf, type Recorded, type Version } from './versions.ts';
import { Scroll } from './scroll.tsx';

interface TimelineViewProps {
  readonly report: Report;
  /** The check and the version whose change is shown; empty: none. */
  readonly open: string;
  readonly to: string;
  readonly onNote: (change: Partial<Address>) => void;
}

/** One row a check, one column a version; where the colour changes, the behaviour did. */
export function TimelineView(props: TimelineViewProps): VNode {
  const recorded = useRecorded();
  return (
    <article class="view">
      <h2>Behaviour over versions</h2>
      <p class="lead">
        Each baseline that is recorded, and this run. Versions of one letter and colour behave alike in every cell of the check; a number is
        how many cells differ from the version before. Choose a box to see which.
      </p>
      {typeof recorded === 'string' && <p>{recorded}</p>}
      {typeof recorded === 'object' && <Timeline {...props} recorded={recorded} />}
    </article>
  );
}

function Timeline({ report, recorded, open, to, onNote }: TimelineViewProps & { readonly recorded: readonly Recorded[] }) {
  const versions = useMemo(() => versionsOf(report, recorded), [report, recorded]);
  const all = useMemo(() => timelineRows(versions), [versions]);
  const compared = all.filter(hasHistory);
  const rows = compared.length === 0 ? all : compared;
  const products = groupBy(versions, ({ product }) => product);
  return (
    <Scroll label="Timeline">
      <table class="facts timeline">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Check
            </th>
            {[...products].map(([product, { length }]) => (
              <th scope="colgroup" key={product} colSpan={length}>
                {product}
              </th>
            ))}
          </tr>
          <tr>
            {versions.map(({ name, release, source }) => (
              <th scope="col" key={name}>
                <span>{release}</span>
                <span>{source}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CheckRow
              key={row.check}
              row={row}
              versions={versions}
              report={report}
              open={open === row.check ? to : undefined}
              onNote={onNote}
            />
          ))}
        </tbody>
        {rows.length < all.length && (
          <caption>
            Left out are {(all.length - rows.length).toLocaleString('en')} checks of which there are no two versions of one browser.
          </caption>
        )}
      </table>
    </Scroll>
  );
}

interface CheckRowProps {
  readonly report: Report;
  readonly row: TimelineRow;
  readonly versions: readonly Version[];
  /** Name of the version whose change is shown; undefined: none. */
  readonly open: string | undefined;
  readonly onNote: (change: Partial<Address>) => void;
}

/** Colours before they begin again; the letter tells behaviours apart where colours cannot. */
const colours = 8;

function CheckRow({ report, row, versions, open, onNote }: CheckRowProps) {
  const place = versions.findIndex(({ name }) => name === open);
  return (
    <>
      <tr>
        <th scope="row">{row.check}</th>
        {row.behaviours.map((behaviour, at) => {
          const version = versions[at];
          if (behaviour === null || version === undefined) return <td key={at} />;
          const { kind, changed } = behaviour;
          const letter = letterOf(kind);
          return (
            <td key={at}>
              <button
                type="button"
                class={`behaviour behaviour-${String(kind % colours)}`}
                aria-expanded={at === place}
                onClick={() => {
                  onNote(at === place ? { id: '', to: '' } : { id: row.check, to: version.name });
                }}
              >
                <span class="heard">
                  {row.check} in {version.label}: behaviour{' '}
                </span>
                {letter}
                {changed !== null && changed > 0 && (
                  <small>
                    {changed.toLocaleString('en')}
                    <span class="heard"> cells changed</span>
                  </small>
                )}
              </button>
            </td>
          );
        })}
      </tr>
      {place !== -1 && (
        <tr class="evidence-row">
          <td colSpan={versions.length + 1}>
            <VersionChange report={report} row={row} versions={versions} place={place} />
          </td>
        </tr>
      )}
    </>
  );
}

function VersionChange({ report, row, versions, place }: Pick<CheckRowProps, 'report' | 'row' | 'versions'> & { readonly place: number }) {
  const before = versions[previousPlace(versions, place, (at) => row.behaviours[at] !== null) ?? -1];
  const after = versions[place];
  if (before === undefined || after === undefined) return <p>There is no earlier version of {after?.product} to compare it with.</p>;
  return <DiffSection diff={diffOf(report, onlyCheck(before.column, row.check), onlyCheck(after.column, row.check))} />;
}

function onlyCheck(column: Column, check: string): Column {
  return { ...column, cells: new Map([...column.cells].filter(([id]) => checkOf(id) === check)) };
}

/** A to Z, then AA and so on. */
function letterOf(kind: number): string {
  const last = String.fromCharCode(65 + (kind % 26));
  return kind < 26 ? last : `${letterOf(Math.floor(kind / 26) - 1)}${last}`;
}
