import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { pageLibrary } from '../../servers/page-bundle.ts';
import { page } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import type { World } from '../../servers/world.ts';
import type { Browser, Tab } from './port.ts';
import { children, commandLine, descendants } from './processes.ts';

/** A driver in its real browser, as the contract's rows meet it. */
export interface Subject {
  readonly world: World;
  /** A running browser that rows share; they leave it running. */
  readonly browser: Browser;
  /** Starts another one, for rows that end it. */
  readonly launch: () => Promise<Browser>;
}

/** How long the contract waits for what must come, in milliseconds: a busy machine is no broken driver. */
export const deadlineMs = 60_000;

/** One thing that every driver must do. */
export interface ContractRow {
  readonly title: string;
  /** True when the row needs somebody who acts in the browser, which a start without automation does not have. */
  readonly needsDriver: boolean;
  /** @throws AssertionError, or what the driver threw, when the driver does not keep the contract. */
  readonly check: (subject: Subject) => Promise<void>;
}

/** Gives `act` a stage with the recipes and a tab, and takes both away afterwards. */
export async function onStage(
  { world, browser }: Subject,
  recipes: (stage: Stage) => Stage['recipes'],
  act: (stage: Stage, tab: Tab) => Promise<void>,
): Promise<void> {
  const stage = world.openStage();
  stage.recipes = recipes(stage);
  const tab = await browser.open();
  try {
    await act(stage, tab);
  } finally {
    world.closeStage(stage);
    await tab.close();
  }
}

/** A page that says that it is there. */
export const announcing = (): Stage['recipes'] => ({ '/here': page('announce', { name: 'here' }) });

/** Waits until `name` has been reported `count` times. */
export async function reported(stage: Stage, name: string, count = 1): Promise<void> {
  const find = (): true | undefined => (stage.log.reports.filter((report) => report.name === name).length >= count ? true : undefined);
  await stage.log.waitFor(find, `report ${String(count)} of «${name}»`, deadlineMs);
}

/** Waits until `holds` is true of something that sends no event, such as another program's end. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!holds()) {
    assert.ok(performance.now() < deadline, `waited ${String(deadlineMs)} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Starts a browser, takes it to a page, and tells which processes and folders it brought. */
export async function started({
  world,
  launch,
}: Subject): Promise<{ browser: Browser; pids: readonly number[]; folders: readonly string[] }> {
  // The page library's builder is a child of ours too, but none of the browser's.
  pageLibrary();
  const before = new Set(children(process.pid));
  const browser = await launch();
  const stage = world.openStage();
  stage.recipes = announcing();
  await (await browser.open()).type(stage.at('same-origin', '/here'));
  await reported(stage, 'here');
  world.closeStage(stage);
  // By their root: other browsers of ours may have started processes of their own meanwhile.
  const roots = children(process.pid).filter((pid) => !before.has(pid));
  const pids = roots.flatMap((root) => [root, ...descendants(root)]);
  const named = new RegExp(`${tmpdir()}/originwatch-[\\w-]+`, 'g');
  return { browser, pids, folders: [...new Set(pids.flatMap((pid) => commandLine(pid).match(named) ?? []))] };
}
