import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatAddress } from './address.ts';
import { BrowserColumns } from './browser-columns.tsx';
import { everything } from './filter.ts';
import { countByBrowser } from './lines.ts';
import type { Report } from './report.ts';
import { CountBar, VerdictMark, verdictSigns } from './verdict-mark.tsx';
import { verdictKinds } from '../../harness/model/verdict.ts';
import { Invariants } from './invariants.tsx';
import { Scroll } from './scroll.tsx';

/** Which browsers exactly, how they were set and why, what was not judged, and how long everything took. */
export function AboutView({ report }: { readonly report: Report }): VNode {
  const { browsers, checks } = report;
  const totals = useMemo(
    () =>
      countByBrowser(
        checks.flatMap(({ rows }) => rows),
        browsers.length,
      ),
    [report],
  );
  const facts: readonly (readonly [string, (browser: Report['browsers'][number]) => string])[] = [
    ['Engine', ({ engine }) => engine],
    ['Version', ({ version }) => version],
    ['Build', ({ build }) => build],
    ['Driven by', ({ driver }) => driver],
    ['Profile', ({ profile }) => profile],
    [
      'Compared with',
      ({ key, comparedWith }) =>
        comparedWith === null
          ? 'nothing: it has no baseline yet'
          : comparedWith === key
            ? 'its own baseline'
            : `the baseline of ${comparedWith}`,
    ],
    ['Visits', ({ visits }) => visits.toLocaleString('en')],
    ['Time in checks', ({ durationMs }) => secondsText(durationMs)],
  ];
  return (
    <article class="view">
      <h2>About this run</h2>
      <p class="lead">
        Began <time dateTime={report.startedAt}>{new Date(report.startedAt).toLocaleString()}</time> and took{' '}
        {secondsText(report.durationMs)}: {checks.length.toLocaleString('en')} checks,{' '}
        {checks.reduce((sum, { rows }) => sum + rows.length, 0).toLocaleString('en')} cells, {browsers.length} browsers.
      </p>
      <h3>Browsers</h3>
      <Scroll label="Browsers">
        <table class="facts">
          <thead>
            <tr>
              <td />
              <BrowserColumns report={report} />
            </tr>
          </thead>
          <tbody>
            {facts.map(([name, of]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {browsers.map((browser, column) => (
                  <td key={column}>{of(browser)}</td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">Verdicts</th>
              {totals.map((counts, column) => (
                <td key={column}>
                  <CountBar counts={counts} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </Scroll>
      <h3>Verdicts</h3>
      <dl class="judged">
        {verdictKinds.map((kind) => (
          <>
            <dt>
              <VerdictMark kind={kind} /> {kind}
            </dt>
            <dd>{verdictSigns[kind].meaning}</dd>
          </>
        ))}
      </dl>
      <Controls report={report} />
      <Notes notes={report.notes} />
      <Invariants browsers={browsers} />
      <h3>Policy settings touched, and why</h3>
      <div class="columns">
        {browsers.map(({ key, policySettings }, column) => (
          <div key={column} class="column" role="group" aria-label={key}>
            <h4>{key}</h4>
            {policySettings.length === 0 && <p>None: as it is shipped.</p>}
            <ul class="settings">
              {policySettings.map(({ name, value, reason }, place) => (
                <li key={place}>
                  <code>
                    {name} <b>{value}</b>
                  </code>
                  <span>{reason}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <Checks report={report} />
    </article>
  );
}

/** What should be looked at, though it makes no run fail. */
function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <>
      <h3>To be looked at</h3>
      <ul class="cell-list">
        {notes.map((note, place) => (
          <li key={place}>{note}</li>
        ))}
      </ul>
    </>
  );
}

/** What each browser showed itself able to be judged on, and why cells were not judged. */
function Controls({ report }: { readonly report: Report }) {
  const { browsers, checks } = report;
  const controls = checks.filter(({ family }) => family === 'browser');
  return (
    <>
      <h3>Controls</h3>
      <p>
        A policy is judged only where a control shows that it can be.{' '}
        {controls.length > 0 && (
          <>
            The family <a href={formatAddress({ view: 'matrix', filter: { ...everything, within: 'browser' } })}>browser</a> asks whether
            each browser, as it was started here, has a cache, keeps pages for back and forward, blocks pop-ups and sends third-party
            cookies.
          </>
        )}
      </p>
      <div class="columns">
        {browsers.map(({ key }, column) => {
          const reasons = reasonsFor(report, column);
          return (
            <div key={column} class="column" role="group" aria-label={key}>
              <h4>{key}: what was not judged</h4>
              {reasons.length === 0 && <p>Every cell was judged.</p>}
              <ul class="cell-list">
                {reasons.map(([reason, count]) => (
                  <li key={reason}>
                    <b>{count.toLocaleString('en')}</b> {reason}
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

/** Reasons that are told before the rest is only counted. */
const toldReasons = 12;

function reasonsFor({ checks }: Report, column: number): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { rows } of checks) {
    for (const { cells } of rows) {
      const cell = cells[column];
      if (cell === null || cell === undefined || !['masked', 'inconclusive', 'unsupported', 'error'].includes(cell.verdict)) continue;
      const text = `${cell.verdict}: ${cell.reason ?? 'no reason is given'}`;
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  const all = [...counts].sort(([, left], [, right]) => right - left);
  const rest = all.slice(toldReasons);
  if (rest.length === 0) return all;
  return [...all.slice(0, toldReasons), [`for ${String(rest.length)} other reasons`, rest.reduce((sum, [, count]) => sum + count, 0)]];
}

/** Every check with its cells and what it leaves out. */
function Checks({ report }: { readonly report: Report }) {
  return (
    <>
      <h3>Checks</h3>
      <Scroll label="Checks">
        <table class="facts">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Question</th>
              <th scope="col">Cells</th>
              <th scope="col">Left out, and why</th>
              <BrowserColumns report={report} />
            </tr>
          </thead>
          <tbody>
            {report.checks.map(({ summary, rows }) => (
              <tr key={summary.id}>
                <th scope="row">
                  <a href={formatAddress({ view: 'matrix', filter: { ...everything, within: summary.id } })}>{summary.id}</a>
                </th>
                <td>{summary.title}</td>
                <td class="number-cell">{rows.length.toLocaleString('en')}</td>
                <td>{summary.omitted.map(({ reason, count }) => `${String(count)}: ${reason}`).join('; ')}</td>
                {report.browsers.map(({ checkDurations }, column) => (
                  <td key={column} class="number-cell">
                    {checkDurations?.[summary.id] === undefined ? '' : secondsText(checkDurations[summary.id] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function secondsText(ms: number): string {
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${String(Math.floor(ms / 60_000))} min ${String(Math.round((ms % 60_000) / 1000))} s`;
}
