import type { Apps } from '../../servers/apps/app.ts';
import type { Conversation } from '../../servers/capture/conversation.ts';
import type { Recipes } from '../../servers/recipe.ts';
import type { Answer, Arrival, PageReport, WireLog } from '../../servers/wire-log.ts';
import type { PolicySetting } from './results.ts';

/** One thing that the user of a browser does, or that the harness waits for. */
export type Step =
  /** The user types an address. */
  | { readonly do: 'type'; readonly url: string; readonly serves?: Serves }
  /** Pages that wait at the gate of this name go on. */
  | { readonly do: 'open-gate'; readonly gate: string; readonly serves?: Serves }
  /**
   * The person at the keyboard (`Journey.hands`) presses a combination of keys, as xdotool names them: `F5`,
   * `ctrl+shift+r`, `alt+Left`, `alt+Right`, `Return`, `Escape`. `when`: only if it says true of what has been seen.
   * A browser without such a key leaves the cells `unsupported`.
   */
  | { readonly do: 'press'; readonly keys: string; readonly when?: (log: VisitLog) => boolean; readonly serves?: Serves }
  /** The person at the keyboard clicks in the middle of the window; twice is a double click. */
  | { readonly do: 'click-middle'; readonly times: 1 | 2; readonly serves?: Serves }
  /** The person clicks the reload button of the window's toolbar. */
  | { readonly do: 'click-reload'; readonly serves?: Serves }
  /**
   * The person at the keyboard waits until the screen stands still, does `act`, and watches until `until` says true of what
   * has arrived, or until the screen shows something noticeably else and stands still again, as it does when the browser
   * asks; or for a minute. A screen with nothing written in its middle is not drawn yet, so every page that is watched has
   * something there. The log keeps the sight under the name `as`. `when`: only if it says true of what has been seen.
   */
  | {
      readonly do: 'watch';
      readonly as: string;
      readonly act: Deed;
      readonly what: string;
      /** `from` is the number of arrivals before the deed. */
      readonly until: (log: VisitLog, from: number) => boolean;
      /** An earlier watch: that the screen shows again what it did before the deed of that one is what ends this one, not any change. */
      readonly restores?: string;
      /**
       * Earlier watches: only another page ends this one, which more than half of the screen tells from what it showed before the
       * deeds of those, and before this one. Pages that are told apart like this have colours of their own.
       */
      readonly unlike?: readonly string[];
      /** Nothing on the screen ends this one, as while a browser that starts draws one thing after the other. */
      readonly byArrivalsOnly?: true;
      readonly when?: (log: VisitLog) => boolean;
      readonly serves?: Serves;
    }
  /** The driver reloads, by its own command. */
  | { readonly do: 'reload'; readonly serves?: Serves }
  /**
   * The harness waits until `ms` milliseconds have passed since the first arrival at the path `since`, by the clock of the
   * arrivals: for what a browser does when something has reached an age, such as a cookie that came with that answer.
   */
  | { readonly do: 'let-age'; readonly since: string; readonly ms: number; readonly serves?: Serves }
  /** The user clicks what the selector names; `frames` are the selectors of the frames around it, outermost first. */
  | { readonly do: 'click'; readonly selector: string; readonly frames?: readonly string[]; readonly serves?: Serves }
  /**
   * The user ends the browser, which must be the visit's own, and starts it again with the same profile; a new tab takes the
   * next step. In between the harness may look at the profile for texts; the log keeps what it holds under the name `as`.
   * The person at the keyboard closes the window, and begins again with the first address of the visit; nothing is looked for.
   */
  | { readonly do: 'restart'; readonly look?: { readonly as: string; readonly texts: readonly string[] }; readonly serves?: Serves }
  /**
   * The browser of the person at the keyboard is killed as soon as its files tell that the page at `url` is open and, where that may
   * be `stored`, hold it; then the person begins again as after a restart.
   */
  | { readonly do: 'crash'; readonly url: string; readonly stored: boolean; readonly serves?: Serves }
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

/** A step that is done at once, without waiting for what comes of it. */
export type Deed = Extract<Step, { do: 'type' | 'open-gate' | 'press' | 'click-middle' | 'click-reload' | 'restart' | 'crash' }>;

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
  /** What answers below its paths in place of recipes. */
  readonly apps?: Apps;
  readonly steps: readonly Step[];
  /** Who acts: the driver, in a tab of the running browser (absent), or a person with real keys in a real window of its own. */
  readonly hands?: 'person';
  /** Gives the visit a browser of its own, set like the others but for what is switched. Absent: it shares one. */
  readonly ownBrowser?: OwnBrowser;
  /** Texts that somebody on the way listens for, in what the browser sends to the stage's hosts through the proxy. */
  readonly listensFor?: readonly string[];
}

/**
 * A browser with a fresh profile for one visit: for one that restarts it, that asks about a setting, or that asks which pages are
 * kept when they are left. A browser keeps only so many for all its tabs together, and Firefox counts those of closed tabs too.
 */
export interface OwnBrowser {
  readonly switched?: Switch;
  /** What is asked of the browser may end it: then the visit is over, and the log says so, instead of an error. */
  readonly mayEnd?: true;
}

/** Settings that a person can change and that checks ask about. */
export type Switch = 'cookies-blocked' | 'bfcache-off';

/** What the person at the keyboard saw come of a deed. */
export interface Sight {
  /** How many arrivals there had been before the deed, and when the watching ended. */
  readonly from: number;
  readonly to: number;
  /** What ended the watching: what had to come, something on the screen, or, with neither, patience. */
  readonly ended: 'come' | 'screen' | 'patience';
  /** A PNG of the screen at the end; absent when what had to come came. */
  readonly picture?: Uint8Array;
}

/** What the profile of a browser that has ended holds. */
export interface Memory {
  /** The addresses in its history, oldest first; null where it keeps none in a file. */
  readonly addresses: readonly string[] | null;
  /** The files that hold each text looked for, by text. */
  readonly holders: Readonly<Record<string, readonly string[]>>;
}

/** What a visit leaves behind for its check to read. */
export interface VisitLog {
  readonly arrivals: readonly Arrival[];
  readonly reports: readonly PageReport[];
  readonly answers: readonly Answer[];
  /** The TCP connections of a captured visit. */
  readonly conversations: readonly Conversation[];
  /** The settings of the visit's browser that touch a policy. */
  readonly settings: readonly PolicySetting[];
  /** What failed under the visit's requests without the browser's doing, one sentence each. */
  readonly faults: readonly string[];
  /** The value of the latest report of that name, or undefined. */
  reported(name: string): unknown;
  /** The first arrival at `path`, whichever origin it came to. */
  arrivalAt(path: string): Arrival | undefined;
  /** What the `watch` step of that name saw, or undefined when it was not taken. */
  sight(name: string): Sight | undefined;
  /** What the `restart` step that looked under that name found, or undefined when it was not taken. */
  memory(name: string): Memory | undefined;
  /** True when the browser ended by itself in the middle of the visit, which only a browser that `mayEnd` lives to tell. */
  browserEnded(): boolean;
  /** True when the text, one of those that the journey `listensFor`, could be read on the way. */
  overheard(text: string): boolean;
}

/** What a journey sees beside the wire. */
export interface Seen {
  /** Aborts when the browser ends by itself. */
  readonly gone?: AbortSignal;
  /** What was read on the way, of what the journey `listensFor`. */
  readonly heard?: ReadonlySet<string> | undefined;
  readonly sights?: ReadonlyMap<string, Sight>;
  readonly memories?: ReadonlyMap<string, Memory>;
}

/** Reads a wire log the way that checks do. */
export function visitLog(log: WireLog, settings: readonly PolicySetting[], { gone, heard, sights, memories }: Seen = {}): VisitLog {
  return {
    arrivals: log.arrivals,
    reports: log.reports,
    answers: log.answers,
    conversations: log.conversations,
    settings,
    faults: log.faults,
    reported: (name) => log.reported(name),
    arrivalAt: (path) => log.arrivals.find((arrival) => arrival.target === path || arrival.target.startsWith(`${path}?`)),
    sight: (name) => sights?.get(name),
    memory: (name) => memories?.get(name),
    browserEnded: () => gone?.aborted === true,
    overheard: (text) => heard?.has(text) === true,
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
