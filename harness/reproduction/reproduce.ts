import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Recipes } from '../../servers/recipe.ts';
import { Stage } from '../../servers/stage.ts';
import { AwaitedTimeout } from '../../servers/wire-log.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { keepFolder, makeOwnFolderAt, removeOwnFolder } from '../browsers/own-folders.ts';
import { stockProfile, type Browser, type FoundBrowser } from '../browsers/port.ts';
import { runCell, type CellRun, type PlacedCell } from '../engine/run-cell.ts';
import type { JudgedCell } from '../engine/run-check.ts';
import { startSession } from '../engine/session.ts';
import type { Check } from '../model/check.ts';
import type { Journey, Step, VisitLog } from '../model/journey.ts';
import { observationText } from '../model/observation.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { UserError } from '../user-error.ts';
import { fewestParts } from './fewest.ts';
import { reproductionFiles } from './folder.ts';
import { reproductionReadme } from './readme.ts';
import { narrowedRecipes, spareParts, stepsFor, usedRecipes } from './slice.ts';
import { reproductionName, startStandAlone } from './stage.ts';

/** Longest that a narrowed reproduction may take to show that it still does the same, in milliseconds. */
const narrowedDeadlineMs = 15_000;
/** How long smaller reproductions are looked for, in milliseconds. */
const searchMs = 120_000;

const restsOnAbsence: ReadonlySet<VerdictKind> = new Set(['masked', 'inconclusive']);

/** A reproduction that was seen to reproduce. */
export interface Reproduced {
  readonly judged: JudgedCell;
  /** True when what other cells need was cut off. */
  readonly narrowed: boolean;
}

/**
 * Writes a folder that shows a cell in a browser and needs nothing of this project, and shows at once that it does: its own
 * server leads the browser to the same observation, by the same requests. The smallest that is seen to do is kept.
 * @throws UserError when none does, or when the cell's origins answer by more than recipes.
 */
export async function reproduce(placed: PlacedCell, found: FoundBrowser, folder: string): Promise<Reproduced> {
  const original = await visitOnce(placed, found);
  const { journey, outcome } = original;
  if (journey.apps !== undefined) {
    throw new UserError(
      `${placed.cell.id} is answered by applications that keep sessions, which a folder of pages cannot stand for; it has no reproduction of its own`,
    );
  }
  await makeOwnFolderAt(folder);
  const used = usedRecipes(journey.recipes, outcome.log.arrivals);
  const naming = { evidence: placed.check.evidence(placed.cell.values, outcome.log).arrivals, cell: placed.cell };
  /** What did the same, the smaller after the larger. */
  const shown: { readonly recipes: Recipes; readonly run: CellRun }[] = [];
  const show = async (recipes: Recipes): Promise<boolean> => {
    const run = await writeAndShow({ placed, found, folder, recipes, log: outcome.log, narrowed: recipes !== used });
    if (run === undefined || sightOf(placed, run) !== sightOf(placed, original)) return false;
    shown.push({ recipes, run });
    return true;
  };
  // A verdict that rests on what did not come would stay the same when what should bring it is left out.
  const spare = restsOnAbsence.has(original.judged.verdict) ? [] : spareParts(used, naming);
  const over = performance.now() + searchMs;
  await fewestParts(spare, async (kept) => performance.now() < over && (await show(narrowedRecipes(used, naming, kept))));
  if (shown.length === 0) await show(used);
  const smallest = shown.at(-1);
  if (smallest === undefined) return notShown(placed, original, folder);
  const { recipes, run } = smallest;
  if (!(await show(usedRecipes(recipes, run.outcome.log.arrivals))) && !(await show(recipes))) return notShown(placed, original, folder);
  keepFolder(folder);
  return { judged: run.judged, narrowed: spare.length === 0 || recipes !== used };
}

/** @throws UserError always; nothing is left of the folder. */
async function notShown({ cell }: PlacedCell, { judged }: CellRun, folder: string): Promise<never> {
  await removeOwnFolder(folder);
  throw new UserError(`${cell.id}: ${textOf(judged)} in this project’s world, but not in a server of its own; no reproduction was written`);
}

/** What a reproduction must show again: the same observation and verdict, by the same requests. */
function sightOf({ check, cell }: PlacedCell, { judged, outcome }: CellRun): string {
  const requests = check
    .evidence(cell.values, outcome.log)
    .arrivals.map(({ method, scheme, host, target }) => `${method} ${scheme}://${host}${target.split('?', 1)[0] ?? target}`);
  return [textOf(judged), ...requests.sort()].join('\n');
}

/** The visit in this project's own world, under the names of the reproduction. */
async function visitOnce(placed: PlacedCell, found: FoundBrowser): Promise<CellRun & { readonly journey: Journey }> {
  const session = await startSession(found, stockProfile);
  try {
    const world = { ...session.world, openStage: () => session.world.openStage(reproductionName) };
    let journey: Journey | undefined;
    const check = {
      ...placed.check,
      visit: (...[values, stage]: Parameters<Check['visit']>) => (journey = placed.check.visit(values, stage)),
    };
    const run = await runCell({ ...placed, check }, session.browser, world);
    if (journey === undefined) throw new Error(`${placed.cell.id} was visited without a journey`);
    return { ...run, journey };
  } finally {
    await session.close();
  }
}

interface Attempt {
  readonly placed: PlacedCell;
  readonly found: FoundBrowser;
  readonly folder: string;
  readonly recipes: Recipes;
  /** What came of the visit in this project's own world. */
  readonly log: VisitLog;
  readonly narrowed: boolean;
}

/** Writes the folder and follows its README; undefined when what the journey awaits does not come. */
async function writeAndShow({ placed, found, folder, recipes, log, narrowed }: Attempt): Promise<CellRun | undefined> {
  const { files, lane } = await reproductionFiles(recipes, httpsHosts(log));
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) write(folder, path, content);
  const server = await startStandAlone(folder, lane);
  try {
    const browser = await launchBrowser(found, server.lane, stockProfile);
    try {
      const steps = (check: Check, stage: Stage): readonly Step[] => stepsFor(check.visit(placed.plan.values, stage), placed.cell);
      const check: Check = {
        ...placed.check,
        visit: (values, stage) => ({ ...placed.check.visit(values, stage), steps: steps(placed.check, stage) }),
      };
      const run = await runCell({ ...placed, check }, narrowed ? impatient(browser) : browser, server.world);
      const readme = reproductionReadme({
        title: placed.check.title,
        ...run,
        steps: steps(placed.check, new Stage(reproductionName, 0)),
        found,
        lane,
      });
      write(folder, 'README.md', readme);
      return run;
    } finally {
      await browser.close();
    }
  } catch (error) {
    if (narrowed || error instanceof AwaitedTimeout) return undefined;
    throw error;
  } finally {
    server.close();
  }
}

/** The same browser, but for a visit that soon comes to its end. */
function impatient(browser: Browser): Browser {
  return {
    policySettings: browser.policySettings,
    lacks: browser.lacks,
    gone: AbortSignal.any([browser.gone, AbortSignal.timeout(narrowedDeadlineMs)]),
    open: () => browser.open(),
    forgetCookies: () => browser.forgetCookies(),
    openWindow: (changes) => browser.openWindow(changes),
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
