import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { descendants, isAlive } from '../browsers/processes.ts';

/** A command that starts what would outlive it: a process that minds no SIGTERM, with one below it. */
const command = (started: string): string => `
  import { spawn } from 'node:child_process';
  import { endOnSignals } from ${JSON.stringify(new URL('signals.ts', import.meta.url).href)};
  import { makeOwnFolder } from ${JSON.stringify(new URL('../browsers/own-folders.ts', import.meta.url).href)};
  endOnSignals();
  console.log(await makeOwnFolder('signals'));
  spawn(process.execPath, ['-e', ${JSON.stringify(started)}], { stdio: 'inherit' });
`;
const stubborn = `
  process.on('SIGTERM', () => 0);
  require('node:child_process').spawn('sleep', ['600']);
  console.log('started');
`;

it.runIf(existsSync('/proc/self/stat')).each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s ends a command with all that it started, and status %i',
  async (signal, status) => {
    const args = ['--import', 'tsx', '--input-type=module', '-e', command(stubborn)];
    const child = spawn(process.execPath, args, { cwd: fileURLToPath(new URL('../..', import.meta.url)) });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) child[stream].on('data', (chunk: Buffer) => (said[stream] += chunk.toString()));
    while (!said.stdout.includes('started')) await once(child.stdout, 'data');
    const started = descendants(child.pid ?? 0);
    expect(started.length).toBeGreaterThanOrEqual(2);
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([status, null]);
    expect(started.filter(isAlive)).toEqual([]);
    expect(existsSync(said.stdout.split('\n')[0] ?? '')).toBe(false);
    expect(said.stderr).toBe(`originwatch: stopped by ${signal}; what has no answer yet gets none\n`);
  },
  20_000,
);
