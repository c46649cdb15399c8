import type { Command } from 'commander';
import { browserOption } from './choose-browsers.ts';

const explanation = `
CELL is a cell's path, such as cookies/samesite-send/cross-site/image/Lax.

Told are the rule in question, what each document expects, what each browser did, and the requests that show it: from the latest run
where it has the cell, or else by a visit now, in each browser found.

--reproduce writes a folder with a small server and pages that need nothing of Originwatch, and a README with the steps, to attach to
a browser's bug. It is written for the first browser (--browser chooses), and is seen to reproduce before the command ends.
`;

/** `originwatch explain CELL`: why a cell is as it is. */
export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('Explains a cell: the rule, what is expected, what each browser did, and the requests that show it')
    .argument('<cell>', 'path of a cell')
    .addOption(browserOption())
    .option('--now', 'visits now, even if the latest run has the cell')
    .option('--reproduce <folder>', 'writes a reproduction that stands alone; the folder must not exist yet')
    .option('--json', 'prints JSON for programs')
    .addHelpText('after', explanation)
    .action(async (cell: string, options: { browser?: readonly string[]; now?: true; reproduce?: string; json?: true }) => {
      // Loaded when it is needed: help and complaints come at once.
      await (await import('./explain-cell.ts')).tellCell(cell, options);
    });
}
