import { Command } from 'commander';
import { DriverError } from './browsers/port.ts';
import { addBisectCommand } from './commands/bisect.ts';
import { addBrowsersCommand } from './commands/browsers.ts';
import { addCacheCommand } from './commands/cache.ts';
import { addCookieCommand } from './commands/cookie.ts';
import { addCsrfCommand } from './commands/csrf.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addFuzzCommand } from './commands/fuzz.ts';
import { addInstallCommand } from './commands/install.ts';
import { endOnSignals } from './commands/signals.ts';
import { addStartCommand, startCommand } from './commands/start.ts';
import { UserError } from './user-error.ts';

/** What `npx originwatch` offers: each command's file adds itself. */
const commands: readonly ((program: Command) => void)[] = [
  addBisectCommand,
  addBrowsersCommand,
  addCacheCommand,
  addCookieCommand,
  addCsrfCommand,
  addDiffCommand,
  addExplainCommand,
  addFuzzCommand,
  addInstallCommand,
  addStartCommand,
];

/** Exit status of a command that could not do what it was asked for; 1 is what a command found out. */
const misuse = 2;

const program = new Command('originwatch')
  .description('Shows what real browsers enforce between origins.')
  // Commands inherit it when they are made, so it stands before them.
  .showHelpAfterError('Add --help to see what there is.')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : misuse));
for (const add of commands) add(program);
// Playwright's runner, which `start` hands over to, ends at a signal in its own way, with a report.
program.hook('preAction', (_program, command) => {
  if (command.name() !== startCommand) endOnSignals();
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof UserError || error instanceof DriverError)) throw error;
  console.error(`originwatch: ${error.message}`);
  process.exitCode = misuse;
}
