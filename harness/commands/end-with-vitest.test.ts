import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { descendants, isAlive } from '../browsers/processes.ts';

/** What a worker of vitest has under way: a process that would outlive it. */
const worker = `
  import { spawn } from 'node:child_process';
  spawn('sleep', ['600']);
  process.on('message', () => 0);
  process.send('started');
`;

/** What vitest's setup file makes of it. */
function startWorker(): ChildProcess {
  const setup = fileURLToPath(new URL('end-with-vitest.ts', import.meta.url));
  const execArgv = ['--import', 'tsx', '--import', setup, '--input-type=module', '-e', worker];
  return fork('-', { execArgv, cwd: fileURLToPath(new URL('../..', import.meta.url)) });
}

const disconnect = (child: ChildProcess): void => {
  child.disconnect();
};

it.runIf(existsSync('/proc/self/stat')).each<[string, NodeJS.Signals, (child: ChildProcess) => void]>([
  ['SIGINT', 'SIGINT', (child) => child.kill('SIGINT')],
  ['SIGTERM', 'SIGTERM', (child) => child.kill('SIGTERM')],
  ['the end of vitest', 'SIGTERM', disconnect],
])('%s ends a worker by %s, with all that it started', async (_, signal, end) => {
  const child = startWorker();
  await once(child, 'message');
  const started = descendants(child.pid ?? 0);
  expect(started.length).toBeGreaterThanOrEqual(1);
  end(child);
  expect(await once(child, 'exit')).toEqual([null, signal]);
  expect(started.filter(isAlive)).toEqual([]);
});
