import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatAddress } from './address.ts';
import { citedClauses, unmetCells, type CitedClause } from './clauses.ts';
import { BrowserColumns } from './browser-columns.tsx';
import { everything } from './filter.ts';
import type { Report } from './report.ts';
import { listedStandards, type ListedStandard } from './sections.ts';
import { Scroll } from './scroll.tsx';

interface StandardsViewProps {
  readonly report: Report;
  /** The clause whose cells are shown, as `authority clause`; empty: none. */
  readonly open: string;
  readonly onOpen: (id: string) => void;
}

/** Section by section what the documents ask, which cells assert it, and in which browsers it holds. */
export function StandardsView({ report, open, onOpen }: StandardsViewProps): VNode {
  const cited = useMemo(() => citedClauses(report), [report]);
  const listed = new Set(listedStandards.map(({ authority }) => authority));
  const others = [...new Set(cited.map(({ authority }) => authority))].filter((authority) => !listed.has(authority)).sort();
  const shared = { report, open, onOpen };
  return (
    <article class="view">
      <h2>What the documents ask, and where it holds</h2>
      <p class="lead">
        Each section with the cells that assert it. A number is how many of the judged cells do what the section asks; cells that another
        policy hides are not judged.
      </p>
      {listedStandards.map((standard) => (
        <Listed
          key={standard.authority}
          {...shared}
          standard={standard}
          cited={cited.filter(({ authority }) => authority === standard.authority)}
        />
      ))}
      {others.map((authority) => (
        <ClauseTable
          key={authority}
          {...shared}
          title={authority}
          lines={cited
            .filter((clause) => clause.authority === authority)
            .map((clause) => ({ name: clause.clause, url: clause.url, clause, level: 1, note: '' }))}
        />
      ))}
    </article>
  );
}

type Shared = StandardsViewProps;

const silentNote = 'nothing asserts it';

function Listed({ standard, cited, ...shared }: Shared & { readonly standard: ListedStandard; readonly cited: readonly CitedClause[] }) {
  const { report } = shared;
  const numbers = new Map(cited.map((clause) => [clause.clause.split(' ', 1)[0] ?? '', clause]));
  const lines = standard.sections.map(([number, title]): ClauseLine => {
    const clause = numbers.get(number);
    const parts = cited.some((one) => one.clause.startsWith(`${number}.`));
    const citing = report.checks.filter(({ summary }) =>
      summary.clauses.some(({ authority, section }) => authority === standard.authority && section.split(' ', 1)[0] === number),
    );
    const note = parts
      ? 'asserted in its parts'
      : citing.length > 0
        ? `no cell asserts it; cited by ${citing.map(({ summary }) => summary.id).join(', ')}`
        : silentNote;
    return { name: `${number} ${title}`, url: `${standard.url}${number}`, clause, level: number.split('.').length, note };
  });
  const beyond = cited
    .filter(({ clause }) => !standard.sections.some(([number]) => number === clause.split(' ', 1)[0]))
    .map((clause): ClauseLine => ({ name: clause.clause, url: clause.url, clause, level: 1, note: '' }));
  const silent = lines.filter(({ clause, note }) => clause === undefined && note === silentNote).length;
  return (
    <ClauseTable
      {...shared}
      title={`${standard.authority}: ${standard.title}`}
      about={`${String(lines.length)} sections, of which nothing asserts ${String(silent)}.`}
      lines={[...lines, ...beyond]}
    />
  );
}

interface ClauseLine {
  readonly name: string;
  readonly url: string;
  readonly clause: CitedClause | undefined;
  /** Depth among the sections, from 1. */
  readonly level: number;
  /** Why no cell stands here. */
  readonly note: string;
}

interface ClauseTableProps extends Shared {
  readonly title: string;
  readonly about?: string;
  readonly lines: readonly ClauseLine[];
}

function ClauseTable({ report, open, onOpen, title, about = '', lines }: ClauseTableProps) {
  return (
    <section>
      <h3>{title}</h3>
      {about !== '' && <p>{about}</p>}
      <Scroll label={title}>
        <table class="facts">
          <thead>
            <tr>
              <th scope="col">Section</th>
              <th scope="col">Cells</th>
              <BrowserColumns report={report} />
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <ClauseRows key={line.name} report={report} line={line} open={open === idOf(line)} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function idOf({ clause, url }: ClauseLine): string {
  return clause === undefined ? url : `${clause.authority} ${clause.clause}`;
}

function ClauseRows({
  report,
  line,
  open,
  onOpen,
}: Pick<Shared, 'report' | 'onOpen'> & { readonly line: ClauseLine; readonly open: boolean }) {
  const { name, url, clause, level, note } = line;
  return (
    <>
      <tr class={clause === undefined ? 'silent' : ''}>
        <th scope="row" style={{ paddingInlineStart: `${String(level * 0.75)}rem` }}>
          <Document url={url}>{name}</Document>
        </th>
        {clause === undefined ? (
          <td colSpan={report.browsers.length + 1}>{note}</td>
        ) : (
          <>
            <td class="number-cell">
              <button
                type="button"
                class="link"
                aria-expanded={open}
                aria-label={`${String(clause.cells.length)} cells that assert ${name}`}
                onClick={() => {
                  onOpen(open ? '' : idOf(line));
                }}
              >
                {clause.cells.length.toLocaleString('en')} {open ? '▾' : '▸'}
              </button>
            </td>
            {clause.counts.map(({ met, unmet, unjudged }, column) => (
              <td key={column} class="number-cell">
                <span class={unmet === 0 ? 'glyph conforms' : 'glyph deviates'}>{met + unmet === 0 ? '' : unmet === 0 ? '✓ ' : '✕ '}</span>
                {met + unmet === 0 ? 'none judged' : `${met.toLocaleString('en')} of ${(met + unmet).toLocaleString('en')}`}
                {unjudged > 0 && met + unmet > 0 && <small> +{unjudged.toLocaleString('en')} not judged</small>}
              </td>
            ))}
          </>
        )}
      </tr>
      {open && clause !== undefined && (
        <tr class="evidence-row">
          <td colSpan={report.browsers.length + 2}>
            <ClauseCells report={report} clause={clause} />
          </td>
        </tr>
      )}
    </>
  );
}

/** A link to a document; its address comes from results, so only what leads to the web becomes one. */
export function Document({ url, children }: { readonly url: string; readonly children: preact.ComponentChildren }): VNode {
  if (!/^https?:/.test(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

/** Cells that are named for one browser. */
const named = 5;

function ClauseCells({ report, clause }: { readonly report: Report; readonly clause: CitedClause }) {
  const checks = new Map<string, number>();
  for (const { check } of clause.cells) checks.set(check.summary.id, (checks.get(check.summary.id) ?? 0) + 1);
  const search = `clause:"${clause.clause}" authority:"${clause.authority}"`;
  return (
    <>
      <p>
        <a href={formatAddress({ view: 'matrix', filter: { ...everything, search } })}>These cells in the matrix</a>; asserted by{' '}
        {[...checks].map(([id, count], place) => (
          <span key={id}>
            {place > 0 && ', '}
            <a href={formatAddress({ view: 'matrix', filter: { ...everything, within: id, search } })}>{id}</a> ({count})
          </span>
        ))}
        .
      </p>
      <div class="side-by-side">
        {report.browsers.map(({ key }, column) => {
          const unmet = unmetCells(clause, column);
          return (
            <div key={column}>
              <b>{key}</b>:{' '}
              {unmet.length === 0 ? 'no judged cell does otherwise' : `${unmet.length.toLocaleString('en')} cells do otherwise`}
              <ul class="cell-list">
                {unmet.slice(0, named).map(({ row }) => (
                  <li key={row.id}>
                    <a href={formatAddress({ view: 'cell', id: row.id, browser: key })}>{row.id}</a>: {row.cells[column]?.observed}
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </>
  );
}
