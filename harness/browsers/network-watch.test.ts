import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { networkProcessesOf, NetworkWatch } from './network-watch.ts';
import { signal } from './processes.ts';

interface StandIn {
  readonly browser: ConstructorParameters<typeof NetworkWatch>[0];
  readonly endNetwork: () => Promise<void>;
}

/** Stands in for a browser with a network process: all that counts is how the two are called. */
async function start(folder: string, gone = new AbortController().signal): Promise<StandIn> {
  const waiting = "setInterval(() => 0, 1000); console.log('ready')";
  const main = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(waiting)}, '--', '--utility-sub-type=network.mojom.NetworkService'], { stdio: 'inherit' }); setInterval(() => 0, 1000)`;
  const child = spawn(process.execPath, ['-e', main, '--', `--user-data-dir=${folder}`], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  const [network] = networkProcessesOf(folder);
  if (network === undefined) throw new Error('the network process was not found');
  onTestFinished(() => {
    child.kill('SIGKILL');
    signal(network, 'SIGKILL');
  });
  return {
    browser: { gone, networkProcesses: () => networkProcessesOf(folder) },
    endNetwork: async () => {
      process.kill(network, 'SIGKILL');
      while (networkProcessesOf(folder).includes(network)) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

const onLinux = it.runIf(existsSync('/proc/self/stat'));

onLinux('a visit in which the network process of its own browser ends has failed, whatever came of it', async () => {
  const [one, other] = [await start('/tmp/one'), await start('/tmp/other')];
  const [watch, otherWatch] = [new NetworkWatch(one.browser), new NetworkWatch(other.browser)];
  expect(await watch.during(() => Promise.resolve('well'))).toBe('well');
  await expect(watch.during(one.endNetwork)).rejects.toThrow(/network process ended/);
  const late = new Error('waited for a report');
  await expect(watch.during(() => Promise.reject(late))).rejects.toMatchObject({ cause: late });
  expect(await otherWatch.during(() => Promise.resolve('well'))).toBe('well');
  watch.beginAgain();
  expect(await watch.during(() => Promise.resolve('well'))).toBe('well');
});

onLinux('a browser that ended itself is no such case', async () => {
  const one = await start('/tmp/ended', AbortSignal.abort());
  const watch = new NetworkWatch(one.browser);
  await watch.during(one.endNetwork);
});
