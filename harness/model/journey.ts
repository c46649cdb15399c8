import type { Recipes } from '../../servers/recipe.ts';
import type { Arrival, PageReport, WireLog } from '../../servers/wire-log.ts';

/** One thing that the user of a browser does, or that the harness waits for. */
export type Step =
  /** The user types an address. */
  | { readonly do: 'type'; readonly url: string; readonly serves?: Serves }
  /** Pages that wait at the gate of this name go on. */
  | { readonly do: 'open-gate'; readonly gate: string; readonly serves?: Serves }
  /** The user clicks what the selector names. */
  | { readonly do: 'click'; readonly selector: string; readonly serves?: Serves }
  /**
   * The harness waits until `until` says true of what has arrived.
   * `optional`: going without is an observation of its own, not an accident.
   */
  | {
      readonly do: 'await';
      readonly what: string;
      readonly until: (log: VisitLog) => boolean;
      readonly deadlineMs?: number;
      readonly optional?: true;
      /** What the browser must do by itself for this to come. */
      readonly needs?: Ability;
      readonly serves?: Serves;
    };

/** Things that a browser may do by itself, or leave to the program around it. */
export type Ability = 'page-icons';

/**
 * The cells a step is for: those with these axis values, or with one of several. Absent: all. A driver that cannot do it
 * leaves them `unsupported`.
 */
export type Serves = Readonly<Record<string, string | readonly string[]>>;

/** What a check lays out for one visit: what the origins answer, and what the user does. */
export interface Journey {
  readonly recipes: Recipes;
  readonly steps: readonly Step[];
}

/** What a visit leaves behind for its check to read. */
export interface VisitLog {
  readonly arrivals: readonly Arrival[];
  readonly reports: readonly PageReport[];
  /** The value of the latest report of that name, or undefined. */
  reported(name: string): unknown;
  /** The first arrival at `path`, whichever origin it came to. */
  arrivalAt(path: string): Arrival | undefined;
}

/** Reads a wire log the way that checks do. */
export function visitLog(log: WireLog): VisitLog {
  return {
    arrivals: log.arrivals,
    reports: log.reports,
    reported: (name) => log.reported(name),
    arrivalAt: (path) => log.arrivals.find((arrival) => arrival.target === path || arrival.target.startsWith(`${path}?`)),
  };
}

/** The user types `url`. */
export function type(url: string): Step {
  return { do: 'type', url };
}

/** Waits for the report called `name`. */
export function awaitReport(name: string, deadlineMs?: number): Step {
  return {
    do: 'await',
    what: `the page's report «${name}»`,
    until: (log) => log.reports.some((report) => report.name === name),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  };
}
