import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { endTree } from './end-tree.ts';
import { descendants, isAlive } from './processes.ts';

it.runIf(existsSync('/proc/self/stat'))('ends a grandchild that would outlive its parent', async () => {
  // The parent ends at SIGTERM; the grandchild ignores it, and says when it does.
  const grandchild = "process.on('SIGTERM', () => 0); setInterval(() => 0, 1000); console.log('ready')";
  const parent = spawn(
    process.execPath,
    ['-e', `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' })`],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  await once(parent.stdout, 'data');
  const pids = descendants(parent.pid ?? 0);
  expect(pids).toHaveLength(1);
  await endTree(parent);
  expect(pids.filter(isAlive)).toEqual([]);
});
