import { recordedText } from '../baselines/compare.ts';
import { checkOf } from '../baselines/format.ts';
import { findBrowsers } from '../browsers/find.ts';
import { firstLine } from '../browsers/first-line.ts';
import { stockProfile } from '../browsers/port.ts';
import { discoverChecks } from '../engine/discover.ts';
import { runCheck, type JudgedCell } from '../engine/run-check.ts';
import { startSession } from '../engine/session.ts';
import { compareVersions, versionNumbers } from '../model/browser-key.ts';
import { cellsOf, type Check } from '../model/check.ts';
import { UserError } from '../user-error.ts';
import { browsersFolder, fetchedBeside } from '../versions/cache-folder.ts';
import { findChanges, returns } from '../versions/find-changes.ts';
import { install } from '../versions/install.ts';
import { ladder, type Rung } from '../versions/ladder.ts';
import { findOffers } from '../versions/offers.ts';
import type { Product } from '../versions/request.ts';
import { bisectText, differingCells, type Bisection, type Seen } from './bisect-text.ts';
import type { BisectOptions } from './bisect.ts';

/**
 * Finds the versions at which a check's cells changed, and prints them.
 * @param target the id of a check or of one cell.
 * @throws UserError when there is no such check, or fewer than two versions to compare.
 */
export async function bisectVersions(target: string, options: BisectOptions): Promise<void> {
  const check = await checkNamed(target);
  const product = productOf(options);
  const rungs = within(await rungsOf(product, options), options);
  if (rungs.length < 2) {
    throw new UserError(`there are fewer than two versions of ${product} to compare; npx originwatch install lists what can be had`);
  }
  const problems: string[] = [];
  const look = async (place: number): Promise<Seen | undefined> => {
    const rung = rungs[place];
    if (rung === undefined) return undefined;
    console.error(`originwatch: ${product} ${rung.version}`);
    try {
      return await observe(rung, check);
    } catch (error) {
      problems.push(`${product} ${rung.version}: ${firstLine(error)}`);
      return undefined;
    }
  };
  const same = (left: Seen, right: Seen): boolean => differingCells(left, right).length === 0;
  const search = await findChanges(rungs.length, look, same);
  const versionAt = (place: number): string => rungs[place]?.version ?? '';
  const bisection: Bisection = {
    target,
    title: check.title,
    product,
    versions: rungs.map(({ version }) => version),
    ran: [...search.seen].flatMap(([place, seen]) => (seen === undefined ? [] : [versionAt(place)])),
    problems,
    changes: search.changes.flatMap(({ before, after }) => {
      const [left, right] = [search.seen.get(before), search.seen.get(after)];
      if (left === undefined || right === undefined) return [];
      return [{ before: versionAt(before), after: versionAt(after), cells: differingCells(left, right) }];
    }),
    returns: returns(search, same),
  };
  if (bisection.ran.length < 2) throw new UserError(`fewer than two versions of ${product} could be run: ${problems.join('; ')}`);
  console.log(options.json === true ? JSON.stringify(bisection, undefined, 2) : bisectText(bisection));
}

/** The check, with no more than the one cell where a cell is named. @throws UserError when there is none. */
async function checkNamed(target: string): Promise<Check> {
  const id = checkOf(target);
  const check = (await discoverChecks([id])).find((one) => one.id === id);
  if (check === undefined) throw new UserError(`there is no check «${id}»; a check is a file in specs/, such as cookies/prefixes`);
  if (target === id) return check;
  const cell = cellsOf(check).find((one) => one.id === target);
  if (cell === undefined) throw new UserError(`the check ${id} has no cell «${target}»; npx originwatch bisect ${id} takes all of them`);
  return { ...check, omit: (values) => (cellId(check, values) === target ? check.omit?.(values) : 'another cell is asked for') };
}

function cellId(check: Check, values: Readonly<Record<string, string>>): string {
  return [check.id, ...Object.values(values)].join('/');
}

function productOf({ engine, full }: BisectOptions): Product {
  if (engine === 'chromium') return full === true ? 'chromium' : 'chromium-headless-shell';
  return engine === 'webkit' ? 'webkitgtk' : engine;
}

async function rungsOf(product: Product, { here }: BisectOptions): Promise<readonly Rung[]> {
  const { found } = findBrowsers();
  const there = [...found, ...fetchedBeside(found)];
  if (here === true) return ladder(product, there, []);
  const { offers, problems } = await findOffers(browsersFolder(), [product]);
  for (const problem of problems) console.error(`originwatch: ${problem}`);
  return ladder(product, there, offers);
}

function within(rungs: readonly Rung[], { from, to }: BisectOptions): readonly Rung[] {
  const order = (version: string, bound: string): number => {
    const [numbers, limit] = [versionNumbers(version), versionNumbers(bound)];
    // «--to 92» means every 92.
    return compareVersions(numbers.slice(0, limit.length), limit);
  };
  return rungs.filter(({ version }) => (from === undefined || order(version, from) >= 0) && (to === undefined || order(version, to) <= 0));
}

/** Runs the check in one version, which is fetched if it has to be. @throws Error when a visit fails or a cell was not observed: then too little is known of this version. */
async function observe(rung: Rung, check: Check): Promise<Seen> {
  const browser = rung.kind === 'here' ? rung.browser : await install(rung.request, rung.offer, browsersFolder());
  const session = await startSession(browser, stockProfile);
  try {
    const run = await runCheck(check, session.browser, session.world);
    if (run.problems[0] !== undefined) throw new Error(run.problems[0]);
    return new Map(run.cells.map((cell) => [cell.id, observationOf(cell)]));
  } finally {
    await session.close();
  }
}

/** What was seen; where it cannot be judged, that too, as the same picture then means something else. */
function observationOf(cell: JudgedCell): string {
  const text = recordedText(cell);
  if (text === undefined) throw new Error(`${cell.id} was not observed: ${cell.reason ?? 'no reason is given'}`);
  return cell.verdict === 'masked' || cell.verdict === 'inconclusive' ? `${text} (${cell.verdict})` : text;
}
