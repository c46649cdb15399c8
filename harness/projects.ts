import { findBrowsers } from './browsers/find.ts';
import type { ProjectOptions } from './fixtures.ts';
import { fetchedBeside } from './versions/cache-folder.ts';

const cacheVariable = 'ORIGINWATCH_PROJECTS';

/** A Playwright project: its name and the options that its tests get. */
export interface BrowserProject {
  readonly name: string;
  readonly use: ProjectOptions;
}

/**
 * One Playwright project for each browser found, and one for each that is there but does not run: its tests fail with
 * the remedy, while the others run on. Fetched versions have projects too as soon as somebody names projects, so that a
 * run of all that is there takes as long as before. Playwright loads its configuration again in every worker; the first
 * search is handed down in the environment, so that all of them agree.
 * @throws Error with the remedies when there is no browser at all.
 */
export function projectsOfThisMachine(): readonly BrowserProject[] {
  const known = process.env[cacheVariable];
  if (known !== undefined) return JSON.parse(known) as readonly BrowserProject[];
  const { found, missing } = findBrowsers();
  for (const { engine, problem } of missing) console.error(`originwatch: ${engine}: ${problem}`);
  const fetched = namesProjects(process.argv) ? fetchedBeside(found) : [];
  if (found.length + fetched.length === 0) throw new Error('originwatch: no browser was found; the lines above say how to get one');
  const projects: readonly BrowserProject[] = [
    ...[...found, ...fetched].map((browser) => ({ name: browser.key, use: { browserFound: browser } })),
    ...missing
      .filter(({ broken }) => broken)
      .map(({ engine, problem }) => ({ name: `${engine}-broken`, use: { browserProblem: problem } })),
  ];
  process.env[cacheVariable] = JSON.stringify(projects);
  return projects;
}

/** True when a command line says which of Playwright's projects to run. */
export function namesProjects(argv: readonly string[]): boolean {
  return argv.some((argument) => argument === '--project' || argument.startsWith('--project='));
}
