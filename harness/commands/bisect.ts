import { Option, type Command } from 'commander';

export interface BisectOptions {
  readonly engine: 'chromium' | 'firefox' | 'webkit';
  readonly full?: true;
  readonly here?: true;
  readonly from?: string;
  readonly to?: string;
  readonly json?: true;
}

const explanation = `
  originwatch bisect cookies/prefixes
  originwatch bisect caching/freshness/fetch/max-age/plain --engine firefox

Runs the check in the oldest and the newest version, and in as few as possible between, until it stands between which two
versions an observation changed; versions that are not there are fetched. Chromium's versions are headless shells, of which
there are most, unless --full asks for full browsers: only like is compared with like.
`;

/** `originwatch bisect`: since which version a browser behaves as it does. */
export function addBisectCommand(program: Command): void {
  program
    .command('bisect')
    .description('Finds the version of a browser since which a check or cell comes out differently')
    .argument('<check-or-cell>', 'such as cookies/prefixes, or the whole path of one cell')
    .addOption(new Option('--engine <engine>', 'whose versions').choices(['chromium', 'firefox', 'webkit']).default('chromium'))
    .option('--full', 'full browsers of Chromium instead of its headless shells')
    .option('--here', 'only versions that are there, fetches none')
    .option('--from <version>', 'the oldest version to look at')
    .option('--to <version>', 'the newest version to look at')
    .option('--json', 'prints JSON for programs')
    .addHelpText('after', explanation)
    .action(async (target: string, options: BisectOptions) => {
      // Loaded when it is needed: help and complaints come at once.
      await (await import('./bisect-versions.ts')).bisectVersions(target, options);
    });
}
