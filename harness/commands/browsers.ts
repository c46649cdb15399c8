import type { Command } from 'commander';
import { desktopProblem } from '../browsers/desktop.ts';
import { findBrowsers } from '../browsers/find.ts';
import { stockProfile, type FoundBrowser } from '../browsers/port.ts';
import { columns } from '../model/columns.ts';
import { browsersFolder, fetchedBeside } from '../versions/cache-folder.ts';

/** What `--json` prints; fields are only ever added. */
interface Listing {
  readonly browsers: readonly ListedBrowser[];
  readonly missing: readonly { readonly what: string; readonly problem: string }[];
}

interface ListedBrowser extends Pick<FoundBrowser, 'key' | 'engine' | 'version' | 'build' | 'mode' | 'driver' | 'executable'> {
  readonly profile: string;
  /** True for one that `originwatch install` fetched: it runs only when it is named. */
  readonly fetched: boolean;
}

/** `originwatch browsers`: what is found, and what is missing with the command that would get it. */
export function addBrowsersCommand(program: Command): void {
  program
    .command('browsers')
    .description('Shows the browsers that are found, and how to get those that are missing')
    .option('--json', 'prints JSON for programs')
    .action(({ json }: { readonly json?: true }) => {
      const listing = listBrowsers();
      console.log(json === true ? JSON.stringify(listing, undefined, 2) : listingText(listing, browsersFolder()));
    });
}

function listBrowsers(): Listing {
  const { found, missing } = findBrowsers();
  const desktop = desktopProblem();
  return {
    browsers: [...found.map((browser) => row(browser, false)), ...fetchedBeside(found).map((browser) => row(browser, true))],
    missing: [
      ...missing.map(({ engine, problem }) => ({ what: engine, problem })),
      ...(desktop === undefined ? [] : [{ what: 'real windows', problem: desktop }]),
    ],
  };
}

function row({ key, engine, version, build, mode, driver, executable }: FoundBrowser, fetched: boolean): ListedBrowser {
  return { key, engine, version, build, mode, driver, profile: stockProfile.name, executable, fetched };
}

/** @param folder where fetched browsers are kept. */
export function listingText({ browsers, missing }: Listing, folder: string): string {
  const lines = (fetched: boolean): readonly string[] =>
    columns(
      browsers
        .filter((browser) => browser.fetched === fetched)
        .map(({ key, version, build, mode, driver, profile }) => [key, version, build, mode.replace('-', ' '), driver, profile]),
    );
  const sections = [
    lines(false),
    lines(true).length === 0 ? [] : [`Fetched into ${folder}; these run when they are named:`, ...lines(true)],
    missing.map(({ what, problem }) => `${what}: ${problem}`),
    ['Other versions: npx originwatch install'],
  ];
  return sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n');
}
