import type { World } from '../../servers/world.ts';
import type { Check } from '../model/check.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { fakeBrowser, type Behaviour } from './fake-browser.ts';
import { runCheck } from './run-check.ts';

/**
 * What a check says of each cell, by its path below the check's id, for a browser that does `behave` when an address is typed: for
 * tests that show that the check notices a browser which keeps to no policy, or has none to show.
 */
export async function fakeVerdicts(check: Check, world: World, behave: Behaviour): Promise<ReadonlyMap<string, VerdictKind>> {
  const fake = fakeBrowser(world, behave);
  const { cells, problems } = await runCheck(check, fake.browser, fake.world);
  if (problems.length > 0) throw new Error(problems.join('; '));
  return new Map(cells.map(({ id, verdict }) => [id.slice(check.id.length + 1), verdict]));
}
