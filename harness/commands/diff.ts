import type { Command } from 'commander';

const explanation = `
A and B are each one of:
  chromium-156                 a browser's baseline here, or its part of the latest run
  run/results.json, run/       the results of a run, as a file or its folder
  reports/baselines/…          a baseline file, or a folder of them
  HEAD~3, v1.2, origin/main    the baselines here, as that git revision has them
«#KEY» at the end takes one browser of several: HEAD~1#firefox-153. Browsers that both sides have are compared with each other, then
two versions of one product; single ones whatever they are.

Told are the cells whose observation differs, by what that means, by check, and by the cause that a comment in a baseline gives.
Checks that only one side has are named and do not count. The exit status is 0 when nothing changed, 1 when something did, and 2
when the comparison could not be made.
`;

/** `originwatch diff`: what changed between two browsers, runs or states of the baselines. */
export function addDiffCommand(program: Command): void {
  program
    .command('diff')
    .description('Shows what changed between two browser versions, runs or states of the baselines')
    .argument('<A>', 'before')
    .argument('<B>', 'after')
    .option('--json', 'prints JSON for programs')
    .option('--html <file>', 'writes a page that opens from disk')
    .option('--junit <file>', 'writes JUnit XML for a CI system')
    .addHelpText('after', explanation)
    .action(async (before: string, after: string, options: { json?: true; html?: string; junit?: string }) => {
      // Loaded when it is needed: help and complaints come at once.
      await (await import('./diff-run.ts')).tellDiff(before, after, options);
    });
}
