import { arrivalUrl, type Arrival } from '../../servers/wire-log.ts';
import type { World } from '../../servers/world.ts';
import type { Browser } from '../browsers/port.ts';
import { expectationText } from '../model/authority.ts';
import { connectionsElsewhere } from '../invariants/connections.ts';
import { examineVisit, type RestingCell } from '../invariants/index.ts';
import { mergeInvariants, type InvariantResult } from '../model/invariants.ts';
import { omissionsOf, visitsOf, type Cell, type Check, type Evidence, type VisitPlan } from '../model/check.ts';
import type { VisitLog } from '../model/journey.ts';
import type { CellResult, CheckSummary, EvidenceRecord } from '../model/results.ts';
import { judge, type Reading } from '../model/verdict.ts';
import { connectionRecord } from './connection-record.ts';
import { isWithin } from './take-steps.ts';
import { runVisit, type VisitOutcome } from './visit.ts';

/** A cell before it is compared with a baseline. */
export type JudgedCell = Omit<CellResult, 'baseline' | 'change'>;

export interface CheckRun {
  readonly cells: readonly JudgedCell[];
  readonly evidence: Readonly<Record<string, EvidenceRecord>>;
  readonly visits: number;
  readonly durationMs: number;
  readonly invariants: readonly InvariantResult[];
  /** Failures of visits, one sentence each; their cells have the verdict `error`. */
  readonly problems: readonly string[];
}

/** Runs all visits of a check in one browser, up to `atOnce` of them side by side, and judges every cell. */
export async function runCheck(check: Check, browser: Browser, world: World, atOnce = 3): Promise<CheckRun> {
  const started = performance.now();
  const plans = visitsOf(check);
  const pending = [...plans.entries()];
  const judged: JudgedVisit[] = [];
  await Promise.all(
    Array.from({ length: Math.min(atOnce, plans.length) }, async () => {
      for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
        const [index, plan] = next;
        judged[index] = await visitAndJudge(check, plan, browser, world);
      }
    }),
  );
  return {
    cells: judged.flatMap(({ cells }) => cells),
    evidence: Object.assign({}, ...judged.map(({ evidence }) => evidence)) as Record<string, EvidenceRecord>,
    visits: plans.length,
    durationMs: Math.round(performance.now() - started),
    invariants: mergeInvariants([...judged.flatMap(({ invariants }) => invariants), connectionsElsewhere()]),
    problems: judged.flatMap(({ problem }) => (problem === undefined ? [] : [problem])),
  };
}

interface JudgedVisit {
  readonly cells: readonly JudgedCell[];
  readonly evidence: Readonly<Record<string, EvidenceRecord>>;
  readonly invariants: readonly InvariantResult[];
  readonly problem?: string;
}

async function visitAndJudge(check: Check, plan: VisitPlan, browser: Browser, world: World): Promise<JudgedVisit> {
  try {
    return judgeVisit(check, plan, await runVisit(check, plan, browser, world));
  } catch (caught) {
    // Whatever failed because the browser had gone, that it had gone is the cause.
    const error: unknown = browser.gone.aborted ? browser.gone.reason : caught;
    const problem = `${check.id} (${plan.key === '' ? 'its only visit' : plan.key}): ${error instanceof Error ? error.message : String(error)}`;
    return {
      cells: plan.cells.map((cell) => ({ ...describe(check, cell), observed: null, verdict: 'error', reason: problem, evidence: null })),
      evidence: {},
      invariants: [],
      problem,
    };
  }
}

/** Judges the cells of one finished visit. Pure but for what the check's own functions do. */
export function judgeVisit(check: Check, plan: VisitPlan, { log, skipped }: VisitOutcome): JudgedVisit {
  const evidence: Record<string, EvidenceRecord> = {};
  const keys = new Map<string, string>();
  const resting: RestingCell[] = [];
  const cells = plan.cells.map((cell): JudgedCell => {
    const skip = skipped.find(({ serves }) => isWithin(cell.values, serves));
    const reading: Reading = skip === undefined ? readCell(check, cell, log) : { unsupported: skip.reason };
    const verdict = judge(reading, check.expect(cell.values));
    const found = check.evidence(cell.values, log);
    // Cells that rest on the same arrivals share one record; the record is named after the first of them.
    const captured = found.connections?.map(({ browser }) => browser.port);
    const signature = JSON.stringify([found.arrivals.map(({ seq }) => seq), found.page, found.beside, found.sights, captured]);
    const key = keys.get(signature) ?? cell.id;
    keys.set(signature, key);
    evidence[key] ??= evidenceRecord(found, log);
    resting.push({ id: cell.id, deviates: verdict.kind === 'deviates', arrivals: new Set(found.arrivals.map(({ seq }) => seq)) });
    return {
      ...describe(check, cell),
      observed: 'seen' in reading ? reading.seen : null,
      verdict: verdict.kind,
      ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
      ...(skip?.byMachine === true ? { machineLacks: true as const } : {}),
      evidence: key,
    };
  });
  return { cells, evidence, invariants: examineVisit(log, resting, check.lane !== undefined) };
}

/** What a cell's evidence amounts to; nothing where a connection failed, since to the check the browser would have kept a request back. */
function readCell(check: Check, { values }: Cell, log: VisitLog): Reading {
  const [fault] = log.faults;
  return fault === undefined ? check.read(values, log) : { unobserved: `something failed under the visit, not by the browser: ${fault}` };
}

function describe(check: Check, cell: Cell): Pick<JudgedCell, 'id' | 'check' | 'axes' | 'expected'> {
  return {
    id: cell.id,
    check: check.id,
    axes: { ...cell.values },
    expected: check.expect(cell.values).map((expected) => ({
      authority: expected.clause.authority,
      clause: expected.clause.section,
      url: expected.clause.url,
      value: expectationText(expected),
    })),
  };
}

function evidenceRecord({ arrivals, page, beside, sights = [], connections = [] }: Evidence, log: VisitLog): EvidenceRecord {
  const pictures = sights.flatMap((what) => {
    const picture = log.sight(what)?.picture;
    return picture === undefined ? [] : [{ what, png: Buffer.from(picture).toString('base64') }];
  });
  return {
    arrivals: arrivals.map(arrivalRecord),
    ...(page === undefined ? {} : { page }),
    ...(beside === undefined ? {} : { beside }),
    ...(connections.length === 0 ? {} : { connections: connections.map(connectionRecord) }),
    ...(pictures.length === 0 ? {} : { pictures }),
  };
}

function arrivalRecord(arrival: Arrival): EvidenceRecord['arrivals'][number] {
  const { connection } = arrival;
  return {
    seq: arrival.seq,
    request: `${arrival.method} ${arrival.target} HTTP/${arrival.httpVersion}`,
    url: arrivalUrl(arrival),
    headers: arrival.headers.map(([name, value]) => [name, value]),
    bodyLength: arrival.body.length,
    bodySha256: arrival.body.sha256,
    connection: `${String(connection.id)} (${connection.lane}${arrival.reused ? ', reused' : ''})`,
  };
}

/** What the report says about a check itself. */
export function summarize(check: Check): CheckSummary {
  const counts = new Map<string, number>();
  for (const { reason } of omissionsOf(check)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return {
    id: check.id,
    title: check.title,
    clauses: check.clauses.map(({ authority, section, url }) => ({ authority, section, url })),
    claims: [...(check.claims ?? [])],
    axes: Object.fromEntries(Object.entries(check.axes).map(([name, axis]) => [name, [...axis.values]])),
    omitted: [...counts].map(([reason, count]) => ({ reason, count })),
  };
}
