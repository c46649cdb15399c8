import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Recipes } from '../../servers/recipe.ts';
import { Stage } from '../../servers/stage.ts';
import { AwaitedTimeout } from '../../servers/wire-log.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { stockProfile, type Browser, type FoundBrowser } from '../browsers/port.ts';
import { runCell, type CellRun, type PlacedCell } from '../engine/run-cell.ts';
import type { JudgedCell } from '../engine/run-check.ts';
import { startSession } from '../engine/session.ts';
import type { StageWorld } from '../engine/visit.ts';
import type { Check } from '../model/check.ts';
import type { Journey, Step, VisitLog } from '../model/journey.ts';
import { observationText } from '../model/observation.ts';
import { UserError } from '../user-error.ts';
import { reproductionFiles } from './folder.ts';
import { reproductionReadme } from './readme.ts';
import { narrowedRecipes, stepsFor, usedRecipes } from './slice.ts';
import { reproductionName, startStandAlone } from './stage.ts';

/** Least time that a reproduction gets to show that it does the same, in milliseconds, beside a multiple of the visit's own. */
const shortestDeadlineMs = 10_000;

/** A reproduction that was seen to reproduce. */
export interface Reproduced {
  readonly judged: JudgedCell;
  /** True when its pages do nothing for other cells. */
  readonly narrowed: boolean;
}

/**
 * Writes a folder that shows a cell in a browser and needs nothing of this project, and shows at once that it does: its own
 * server leads the browser to the same observation. The smallest of two sizes that does is kept.
 * @throws UserError when neither does.
 */
export async function reproduce(placed: PlacedCell, found: FoundBrowser, folder: string): Promise<Reproduced> {
  const started = performance.now();
  const whole = await visitOnce(placed, found);
  const deadlineMs = shortestDeadlineMs + 3 * (performance.now() - started);
  const used = usedRecipes(whole.journey.recipes, whole.outcome.log.arrivals);
  const evidence = placed.check.evidence(placed.cell.values, whole.outcome.log).arrivals;
  const attempt = { placed, found, folder, log: whole.outcome.log, steps: whole.steps, deadlineMs };
  const show = async (recipes: Recipes): Promise<CellRun | undefined> => {
    const shown = await writeAndShow({ ...attempt, recipes });
    return shown !== undefined && textOf(shown.judged) === textOf(whole.judged) ? shown : undefined;
  };
  for (const recipes of [narrowedRecipes(used, evidence), used]) {
    const shown = await show(recipes);
    if (shown === undefined) continue;
    const narrowed = recipes !== used;
    const asked = usedRecipes(recipes, shown.outcome.log.arrivals);
    if (Object.keys(asked).length === Object.keys(recipes).length) return { judged: shown.judged, narrowed };
    const last = (await show(asked)) ?? (await show(recipes));
    if (last !== undefined) return { judged: last.judged, narrowed };
  }
  rmSync(folder, { recursive: true, force: true });
  throw new UserError(
    `${placed.cell.id}: ${textOf(whole.judged)} was not seen again with a server of its own; no reproduction was written`,
  );
}

/** The visit in this project's own world, under the names of the reproduction, and as many of its steps as it took to tell. */
async function visitOnce(
  placed: PlacedCell,
  found: FoundBrowser,
): Promise<CellRun & { readonly journey: Journey; readonly steps: number }> {
  const session = await startSession(found, stockProfile);
  try {
    const world: StageWorld = {
      openStage: () => session.world.openStage(reproductionName),
      closeStage: (stage) => session.world.closeStage(stage),
    };
    const { check, cell } = placed;
    const told: string[] = [];
    let journey: Journey | undefined;
    const watched = withSteps(placed, (laidOut, stage) => {
      journey = check.visit(placed.plan.values, stage);
      return stepsFor(laidOut, cell).flatMap((step) => [step, lookAfterwards((log) => told.push(signatureOf(placed, log)))]);
    });
    const run = await runCell(watched, session.browser, world);
    if (journey === undefined) throw new Error(`${cell.id} was visited without a journey`);
    const enough = told.indexOf(signatureOf(placed, run.outcome.log));
    return { ...run, journey, steps: enough === -1 ? told.length : enough + 1 };
  } finally {
    await session.close();
  }
}

/** A step that lasts no time and lets somebody see what has been logged. */
function lookAfterwards(look: (log: VisitLog) => unknown): Step {
  const until = (log: VisitLog): boolean => {
    look(log);
    return true;
  };
  return { do: 'await', what: 'nothing', until };
}

/** All that a cell's verdict rests on. */
function signatureOf({ check, cell }: PlacedCell, log: VisitLog): string {
  const { arrivals, page } = check.evidence(cell.values, log);
  try {
    return JSON.stringify([check.read(cell.values, log), arrivals.map(({ seq }) => seq), page]);
  } catch {
    return 'too early to be read';
  }
}

/** The cell in a visit with other steps. */
function withSteps(placed: PlacedCell, stepsOf: (journey: Journey, stage: Stage) => readonly Step[]): PlacedCell {
  const visit: Check['visit'] = (values, stage) => {
    const journey = placed.check.visit(values, stage);
    return { ...journey, steps: stepsOf(journey, stage) };
  };
  return { ...placed, check: { ...placed.check, visit } };
}

interface Attempt {
  readonly placed: PlacedCell;
  readonly found: FoundBrowser;
  readonly folder: string;
  readonly recipes: Recipes;
  /** What came of the visit in this project's own world, and how many of the cell's steps it took. */
  readonly log: VisitLog;
  readonly steps: number;
  readonly deadlineMs: number;
}

/** Writes the folder and follows its README; undefined when that does not come to an end. */
async function writeAndShow({ placed, found, folder, recipes, log, steps: count, deadlineMs }: Attempt): Promise<CellRun | undefined> {
  const { files, lane } = await reproductionFiles(recipes, httpsHosts(log));
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) write(folder, path, content);
  const server = await startStandAlone(folder, lane);
  try {
    const browser = await launchBrowser(found, server.lane, stockProfile);
    try {
      let steps: readonly Step[] = [];
      const shortened = withSteps(placed, (journey) => (steps = stepsFor(journey, placed.cell).slice(0, count)));
      const run = await runCell(shortened, impatient(browser, deadlineMs), server.world);
      write(folder, 'README.md', reproductionReadme({ title: placed.check.title, ...run, steps, found, lane }));
      return run;
    } finally {
      await browser.close();
    }
  } catch (error) {
    if (isTimeout(error)) return undefined;
    throw error;
  } finally {
    server.close();
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof AwaitedTimeout || (error instanceof DOMException && error.name === 'TimeoutError');
}

/** The same browser, but for a visit that soon comes to its end. */
function impatient(browser: Browser, deadlineMs: number): Browser {
  return {
    policySettings: browser.policySettings,
    lacks: browser.lacks,
    gone: AbortSignal.any([browser.gone, AbortSignal.timeout(deadlineMs)]),
    open: () => browser.open(),
    forgetCookies: () => browser.forgetCookies(),
    openWindow: () => browser.openWindow(),
    restart: () => browser.restart(),
    another: (changes) => browser.another(changes),
    close: () => browser.close(),
  };
}

function httpsHosts({ arrivals }: VisitLog): readonly string[] {
  const hosts = new Set(arrivals.filter(({ scheme }) => scheme === 'https').map(({ host }) => host));
  // A certificate names at least one host, though nobody asks for it over https.
  return hosts.size === 0 ? [new Stage(reproductionName, 0).hosts.target] : [...hosts];
}

function write(folder: string, path: string, content: string | Buffer): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function textOf({ observed, verdict }: JudgedCell): string {
  return `${observed === null ? 'nothing' : observationText(observed)} [${verdict}]`;
}
