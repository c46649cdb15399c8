import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FuzzResults } from '../../harness/model/fuzz-results.ts';
import { AboutView } from './about-view.tsx';
import { formatAddress, type Address, type View } from './address.ts';
import { CellView } from './cell-view.tsx';
import { ChangesView } from './changes-view.tsx';
import { ClaimsView } from './claims-view.tsx';
import { ForgeryView } from './forgery-view.tsx';
import { FuzzPanel } from './fuzz-panel.tsx';
import { MatrixView } from './matrix-view.tsx';
import type { Report } from './report.ts';
import { StandardsView } from './standards-view.tsx';
import { TimelineView } from './timeline-view.tsx';
import { useAddress } from './use-address.ts';

const names: Readonly<Record<View, string>> = {
  matrix: 'Matrix',
  changes: 'Changes',
  claims: 'Claims',
  standards: 'Standards',
  timeline: 'Timeline',
  forgery: 'Forged requests',
  about: 'About this run',
  fuzz: 'Generated headers',
  cell: 'Cell',
};
const always: readonly View[] = ['matrix', 'changes', 'claims', 'standards', 'timeline', 'forgery', 'about'];

interface AppProps {
  readonly report: Report;
  readonly fuzz: FuzzResults | null;
}

/** The whole report: what the reader looks at is in the URL. */
export function App({ report, fuzz }: AppProps): VNode {
  const [address, note] = useAddress();
  const { view } = address;
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${names[view]}${address.id === '' ? '' : ` ${address.id}`} · Originwatch`;
    // A new view is announced and read from its beginning; the first one has not been asked for.
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [view]);
  const linked: readonly View[] = [
    ...always,
    ...(fuzz === null ? [] : (['fuzz'] as const)),
    ...(view === 'cell' ? (['cell'] as const) : []),
  ];
  return (
    <div class="report">
      <header>
        <h1>Originwatch</h1>
        <nav aria-label="Views">
          {linked.map((one) => (
            <a
              key={one}
              href={one === 'cell' ? formatAddress(address) : formatAddress({ view: one })}
              aria-current={one === view ? 'page' : undefined}
            >
              {names[one]}
              {one === 'changes' && <ChangeCount report={report} />}
            </a>
          ))}
        </nav>
        <span class="run">
          <time dateTime={report.startedAt}>{new Date(report.startedAt).toLocaleString()}</time>
        </span>
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
      <main ref={main} tabIndex={-1} aria-label={names[view]}>
        <CurrentView report={report} fuzz={fuzz} address={address} onNote={note} />
      </main>
    </div>
  );
}

interface CurrentViewProps extends AppProps {
  readonly address: Address;
  readonly onNote: (change: Partial<Address>) => void;
}

function CurrentView({ report, fuzz, address, onNote }: CurrentViewProps): VNode {
  const onOpen = (id: string): void => {
    onNote({ id });
  };
  switch (address.view) {
    case 'matrix':
      return <MatrixView report={report} address={address} onNote={onNote} />;
    case 'changes':
      return <ChangesView report={report} from={address.from} to={address.to} onNote={onNote} />;
    case 'claims':
      return <ClaimsView report={report} open={address.id} onOpen={onOpen} />;
    case 'standards':
      return <StandardsView report={report} open={address.id} onOpen={onOpen} />;
    case 'timeline':
      return <TimelineView report={report} open={address.id} to={address.to} onNote={onNote} />;
    case 'forgery':
      return <ForgeryView report={report} open={address.id} onOpen={onOpen} />;
    case 'about':
      return <AboutView report={report} />;
    case 'fuzz':
      return fuzz === null ? <p class="view">No generated headers were tried before this report.</p> : <FuzzPanel fuzz={fuzz} />;
    case 'cell':
      return <CellView report={report} id={address.id} />;
  }
}

function ChangeCount({ report }: { readonly report: Report }) {
  const changed = report.checks.reduce((sum, { rows }) => sum + rows.filter((row) => row.changed).length, 0);
  return changed === 0 ? null : <small class="badge">{changed.toLocaleString('en')}</small>;
}
