import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { guide, playground } from './playground.ts';
import { startWorld } from './world.ts';

/** The name that stands in every host of a world that is started by hand. */
const stageName = 'demo';

const command = new Command('serve')
  .description('Starts a world of origins to click around in, until Ctrl+C.')
  .option('--port <number>', 'port of the proxy; chosen by the system when absent', portNumber)
  .showHelpAfterError('Add --help to see what there is.')
  .parse();

try {
  await serve(command.opts<{ port?: number }>().port);
} catch (error) {
  console.error(`originwatch: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function serve(proxyPort: number | undefined): Promise<void> {
  const world = await startWorld(proxyPort === undefined ? {} : { proxyPort });
  const folder = mkdtempSync(join(tmpdir(), 'originwatch-serve-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, world.caPem);
  const stage = world.openStage(stageName);
  stage.recipes = playground(stage);
  console.log(guide(stage, { proxyUrl: world.proxyUrl, spkiHash: world.spkiHash, caFile, profileFolder: join(folder, 'profile') }));

  const stop = (): void => {
    rmSync(folder, { recursive: true, force: true });
    void world.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return port;
}
