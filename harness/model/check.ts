import type { Conversation } from '../../servers/capture/conversation.ts';
import type { Stage } from '../../servers/stage.ts';
import type { Arrival } from '../../servers/wire-log.ts';
import type { Clause, Expectation } from './authority.ts';
import { combinations, type Axes, type AxisValues } from './axes.ts';
import { groupBy } from './group-by.ts';
import type { Journey, VisitLog } from './journey.ts';
import type { Reading } from './verdict.ts';

/** One policy question: data and small pure functions. It never names a browser. */
export interface Check<A extends Axes = Axes> {
  /** `family/name`; the beginning of every cell's id, stable for ever. */
  readonly id: string;
  /** One sentence that says the rule in question. */
  readonly title: string;
  readonly clauses: readonly Clause[];
  /** Ids of claims that these cells test. */
  readonly claims?: readonly string[];
  readonly axes: A;
  /**
   * `direct`: the stage's origins at `stage.directUrl` are reached without the proxy; `captured`: and its packets are captured.
   * Absent: through the proxy.
   */
  readonly lane?: 'direct' | 'captured';
  /** Why a combination has no meaning, or undefined when it is a cell. */
  readonly omit?: (values: AxisValues<A>) => string | undefined;
  /** Lays out the visit for these values of the per-visit axes. */
  readonly visit: (values: AxisValues<A>, stage: Stage) => Journey;
  /** What the evidence amounts to for one cell, with its control considered. */
  readonly read: (values: AxisValues<A>, log: VisitLog) => Reading;
  /** What each authority expects; an empty list means that none speaks. */
  readonly expect: (values: AxisValues<A>) => readonly Expectation[];
  /** The arrivals that are a cell's evidence. */
  readonly evidence: (values: AxisValues<A>, log: VisitLog) => Evidence;
}

/** What a cell's verdict rests on. */
export interface Evidence {
  readonly arrivals: readonly Arrival[];
  /** The page's own word, where there is one. */
  readonly page?: unknown;
  /** What was seen elsewhere: in a capture, in the books of an application, in the kernel's or the browser's own tables. */
  readonly beside?: unknown;
  /** Captured connections that belong to it. */
  readonly connections?: readonly Conversation[];
  /** Names of the sights whose pictures of the screen belong to it. */
  readonly sights?: readonly string[];
}

/** One combination of a check's axes. */
export interface Cell {
  /** The check's id and the axis values in order: `cookies/samesite-send/cross-site/form-post/Lax`. */
  readonly id: string;
  readonly values: AxisValues;
}

/** Cells that share a journey. */
export interface VisitPlan {
  readonly key: string;
  readonly values: AxisValues;
  readonly cells: readonly Cell[];
}

/** The cells of a check, in the order of its axes. */
export function cellsOf(check: Check): readonly Cell[] {
  return combinations(check.axes)
    .filter((values) => check.omit?.(values) === undefined)
    .map((values) => ({ id: [check.id, ...Object.values(values)].join('/'), values }));
}

/** The combinations that a check leaves out, each with its reason. */
export function omissionsOf(check: Check): readonly { readonly values: AxisValues; readonly reason: string }[] {
  return combinations(check.axes).flatMap((values) => {
    const reason = check.omit?.(values);
    return reason === undefined ? [] : [{ values, reason }];
  });
}

/** Groups a check's cells by the values of its per-visit axes. */
export function visitsOf(check: Check): readonly VisitPlan[] {
  const names = Object.keys(check.axes).filter((name) => check.axes[name]?.sharing === 'per-visit');
  const plans = groupBy(cellsOf(check), (cell) => names.map((name) => cell.values[name]).join('/'));
  return [...plans].map(([key, cells]) => ({ key, cells, values: cells[0]?.values ?? {} }));
}

const idPattern = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/**
 * Checks that a check's definition is sound.
 * @throws Error that names the check and what is wrong with it: a malformed id, an axis value that would break a
 *   cell's path or a baseline line, or two cells with one id.
 */
export function validateCheck(check: Check): void {
  if (!idPattern.test(check.id)) throw new Error(`check id «${check.id}» must be family/name in lower-case letters, digits and hyphens`);
  for (const [axis, { values }] of Object.entries(check.axes)) {
    const bad = values.find((value) => value === '' || /[\s/#]/.test(value));
    if (bad !== undefined)
      throw new Error(`check ${check.id}: value «${bad}» of axis ${axis} must not be empty or contain white space, / or #`);
  }
  const seen = new Set<string>();
  for (const { id } of cellsOf(check)) {
    if (seen.has(id)) throw new Error(`check ${check.id}: two cells have the id ${id}`);
    seen.add(id);
  }
}
