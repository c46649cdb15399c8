import type { VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Claim } from '../../harness/claims/claim.ts';
import { claimTopics } from '../../harness/claims/index.ts';
import { judgeClaim, standingKinds, type Finding, type Standing, type StandingKind } from '../../harness/claims/judge-claim.ts';
import { claimCells } from './claim-cells.ts';
import { ClaimEvidence } from './claim-evidence.tsx';
import { BrowserColumns } from './browser-columns.tsx';
import type { Report } from './report.ts';
import { Scroll } from './scroll.tsx';

const signs: Readonly<Record<StandingKind, string>> = {
  holds: '✓',
  'does not hold': '✕',
  depends: '≠',
  'not observable': '–',
  'not tested yet': '○',
};

interface ClaimsViewProps {
  readonly report: Report;
  /** The claim whose evidence is shown; empty: none. */
  readonly open: string;
  readonly onOpen: (id: string) => void;
}

/** What textbooks say, and whether it is so in each browser. */
export function ClaimsView({ report, open, onOpen }: ClaimsViewProps): VNode {
  const columns = useMemo(() => claimCells(report), [report]);
  const judged = useMemo(
    () =>
      new Map(claimTopics.flatMap(({ claims }) => claims).map((claim) => [claim.id, columns.map((cellsOf) => judgeClaim(claim, cellsOf))])),
    [columns],
  );
  const all = [...judged.values()];
  return (
    <article class="view">
      <h2>What textbooks say</h2>
      <p class="lead">
        Sentences from introductory texts, and what the browsers of this run do. Each verdict is computed from cells; open a sentence to see
        them. A claim that turns out false is a result, not a failure.
      </p>
      <Tally report={report} all={all} />
      {claimTopics.map(({ title, claims }) => (
        <section key={title}>
          <h3>{title}</h3>
          <Scroll label={title}>
            <table class="facts claims">
              <thead>
                <tr>
                  <th scope="col">Claim</th>
                  <BrowserColumns report={report} />
                </tr>
              </thead>
              <tbody>
                {claims.map((claim) => (
                  <ClaimRows
                    key={claim.id}
                    report={report}
                    claim={claim}
                    standings={judged.get(claim.id) ?? []}
                    open={open === claim.id}
                    onOpen={onOpen}
                  />
                ))}
              </tbody>
            </table>
          </Scroll>
        </section>
      ))}
    </article>
  );
}

/** How many claims stand how, browser by browser. */
function Tally({ report, all }: { readonly report: Report; readonly all: readonly (readonly Standing[])[] }) {
  return (
    <Scroll label="Claims by browser">
      <table class="facts tally">
        <caption>Claims by browser</caption>
        <thead>
          <tr>
            <th scope="col">Browser</th>
            {standingKinds.map((kind) => (
              <th scope="col" key={kind}>
                <StandingMark kind={kind} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.browsers.map(({ key }, column) => (
            <tr key={column}>
              <th scope="row">{key}</th>
              {standingKinds.map((kind) => (
                <td key={kind} class="number-cell">
                  {all.filter((standings) => standings[column]?.kind === kind).length}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface ClaimRowsProps {
  readonly report: Report;
  readonly claim: Claim;
  readonly standings: readonly Standing[];
  readonly open: boolean;
  readonly onOpen: (id: string) => void;
}

function ClaimRows({ report, claim, standings, open, onOpen }: ClaimRowsProps) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    // Whoever followed a link to one claim does not look for it among the others.
    if (open) row.current?.scrollIntoView({ block: 'start' });
  }, []);
  const evident = standings.some(({ findings }) => findings.length > 0);
  const same = standings.every(({ kind, because }) => kind === standings[0]?.kind && because === standings[0].because);
  const shown = same && !evident ? standings.slice(0, 1) : standings;
  return (
    <>
      <tr ref={row} class={open ? 'open' : ''}>
        <th scope="row">
          {evident ? (
            <button
              type="button"
              class="unfold"
              aria-expanded={open}
              onClick={() => {
                onOpen(open ? '' : claim.id);
              }}
            >
              <span class="arrow" aria-hidden="true">
                {open ? '▾' : '▸'}
              </span>
              <span>
                <code>{claim.id}</code> {claim.sentence}
              </span>
            </button>
          ) : (
            <span class="unfold">
              <span class="arrow" />
              <span>
                <code>{claim.id}</code> {claim.sentence}
              </span>
            </span>
          )}
        </th>
        {shown.map(({ kind, because, findings }, column) => (
          <td
            key={column}
            data-browser={shown.length < standings.length ? '' : report.browsers[column]?.key}
            colSpan={shown.length < standings.length ? standings.length : 1}
          >
            <StandingMark kind={kind} />
            {because !== '' && <p class="because">{because}</p>}
            {findings.some((finding) => finding.kind !== kind) && <Conditions findings={findings} />}
          </td>
        ))}
      </tr>
      {open && evident && (
        <tr class="evidence-row">
          <td colSpan={standings.length + 1}>
            <ClaimEvidence report={report} claim={claim} standings={standings} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Where a claim holds, where it does not, and where that could not be seen. */
function Conditions({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul class="because">
      {findings.map(({ where, kind, split }) => (
        <li key={where}>
          <span class={`standing ${kind.replaceAll(' ', '-')}`} role="img" aria-label={kind}>
            {signs[kind]}
          </span>{' '}
          where {where}
          {split !== '' && `: ${split}`}
        </li>
      ))}
    </ul>
  );
}

function StandingMark({ kind }: { readonly kind: StandingKind }) {
  return (
    <span class={`standing ${kind.replaceAll(' ', '-')}`}>
      <span aria-hidden="true">{signs[kind]}</span> {kind}
    </span>
  );
}
