import type { VNode } from 'preact';
import type { Claim, ClaimCell } from '../../harness/claims/claim.ts';
import type { Finding, Standing } from '../../harness/claims/judge-claim.ts';
import { cellPattern } from '../../harness/model/cell-pattern.ts';
import { formatAddress } from './address.ts';
import { everything } from './filter.ts';
import { CellPictures } from './pictures.tsx';
import type { Report } from './report.ts';

interface ClaimEvidenceProps {
  readonly report: Report;
  readonly claim: Claim;
  /** One a browser, in the report's order. */
  readonly standings: readonly Standing[];
}

/** Condition by condition: how many cells speak for and against it in each browser, and which. */
export function ClaimEvidence({ report, claim, standings }: ClaimEvidenceProps): VNode {
  return (
    <>
      {claim.conditions.map(({ where, cells }, place) => {
        const findings = standings.map((standing) => standing.findings.find((finding) => finding.where === where));
        if (findings.every((finding) => finding === undefined)) return null;
        const example = findings.flatMap((finding) => (finding === undefined ? [] : cellsIn(finding)))[0];
        const search = `cell:${cells.join('|')}`;
        return (
          <section key={place} class="condition">
            <h4>
              Where {where} <a href={formatAddress({ view: 'matrix', filter: { ...everything, search } })}>these cells in the matrix</a>
            </h4>
            <div class="side-by-side">
              {report.browsers.map(({ key }, column) => (
                <FindingBox key={column} name={key} finding={findings[column]} />
              ))}
            </div>
            {example !== undefined && <CellPictures report={report} cell={example.id} check={cellPattern(cells[0] ?? '').check} />}
          </section>
        );
      })}
    </>
  );
}

/** Cells that are linked one by one. */
const linked = 3;

function FindingBox({ name, finding }: { readonly name: string; readonly finding: Finding | undefined }) {
  if (finding === undefined) {
    return (
      <div>
        <b>{name}</b>: no such cell
      </div>
    );
  }
  const { supporting, against, unjudged, split } = finding;
  return (
    <div>
      <b>{name}</b>: {supporting.length} for, {against.length} against{unjudged.length > 0 && `, ${String(unjudged.length)} not judged`}
      {split !== '' && <p class="because">{split}</p>}
      <ul class="cell-list">
        {[...against, ...supporting, ...unjudged].slice(0, linked).map(({ id, observed, reason }) => (
          <li key={id}>
            <a href={formatAddress({ view: 'cell', id, browser: name })}>{id}</a>: {observed ?? reason}
          </li>
        ))}
      </ul>
    </div>
  );
}

function cellsIn({ supporting, against, unjudged }: Finding): readonly ClaimCell[] {
  return [...supporting, ...against, ...unjudged];
}
