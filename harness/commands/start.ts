import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { isInstalled, root } from '../paths.ts';
import { endingSignals, statusOf } from './signals.ts';

export const startCommand = 'start';

const explanation = `
The options are Playwright's own: --project firefox-153, --grep samesite, --workers 1, --shard 1/3, -u to accept what was seen.
The report is written to reports/out/latest/ and baselines are kept in reports/baselines/, below the folder that you are in when
Originwatch is a package there, below Originwatch's own otherwise.
`;

/** `originwatch start`: every check in every browser found. */
export function addStartCommand(program: Command): void {
  program
    .command(startCommand)
    .description('Runs every check in every browser found, and writes the report')
    .argument('[options...]', "options of Playwright's test runner")
    .allowUnknownOption()
    .addHelpText('after', explanation)
    .action(async (options: readonly string[]) => {
      const require = createRequire(import.meta.url);
      const playwright = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
      process.exitCode = await run([playwright, 'test', '--config', join(root, 'playwright.config.ts'), ...options]);
    });
}

/** Runs a script of Node with the terminal as its own. Its processes take TypeScript as this one does. */
function run(args: readonly string[]): Promise<number> {
  // Playwright compiles no TypeScript of packages, and Node takes none from there.
  const compiling = isInstalled ? { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${import.meta.resolve('tsx')}` } : {};
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...compiling } });
  let stopped: NodeJS.Signals | undefined;
  for (const signal of endingSignals) {
    process.on(signal, () => {
      stopped = signal;
      // The one signal at which Playwright ends its browsers and still tells what came of the rest.
      child.kill('SIGINT');
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(stopped === undefined ? (code ?? 1) : statusOf(stopped));
    });
  });
}
