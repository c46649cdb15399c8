import { findBrowsers } from './browsers/find.ts';
import type { FoundBrowser } from './browsers/port.ts';

const cacheVariable = 'ORIGINWATCH_FOUND';

/**
 * One browser for each Playwright project. Playwright loads its configuration again in every worker; the first search
 * is handed down in the environment, so that all of them agree.
 * @throws Error with the remedies when there is no browser at all.
 */
export function projectsOfThisMachine(): readonly FoundBrowser[] {
  const known = process.env[cacheVariable];
  if (known !== undefined) return JSON.parse(known) as readonly FoundBrowser[];
  const { found, missing } = findBrowsers();
  for (const { engine, problem } of missing) console.error(`originwatch: ${engine}: ${problem}`);
  if (found.length === 0) throw new Error('originwatch: no browser was found; the lines above say how to get one');
  process.env[cacheVariable] = JSON.stringify(found);
  return found;
}
