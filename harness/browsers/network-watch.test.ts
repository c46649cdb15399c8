import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NetworkWatch } from './network-watch.ts';

const nowhere = new AbortController().signal;

/** Stands in for a browser's network process: all that counts is what it is called. */
async function start(): Promise<{ end: () => Promise<void> }> {
  const name = '--utility-sub-type=network.mojom.NetworkService';
  const child = spawn(process.execPath, ['-e', "setInterval(() => 0, 1000); console.log('ready')", '--', name], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return {
    end: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const onLinux = it.runIf(existsSync('/proc/self/stat'));

onLinux('a visit in which a network process ends has failed, whatever came of it', async () => {
  const one = await start();
  const watch = new NetworkWatch();
  expect(await watch.during(nowhere, () => Promise.resolve('well'))).toBe('well');
  await expect(watch.during(nowhere, one.end)).rejects.toThrow(/network process ended/);
  const late = new Error('waited for a report');
  await expect(watch.during(nowhere, () => Promise.reject(late))).rejects.toMatchObject({ cause: late });
});

onLinux('a browser that ended itself, or was started again on purpose, is no such case', async () => {
  const one = await start();
  const watch = new NetworkWatch();
  await watch.during(AbortSignal.abort(), one.end);
  watch.beginAgain();
  expect(await watch.during(nowhere, () => Promise.resolve('well'))).toBe('well');
});
