import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

/** A program that takes leave at a signal, and another that must not be started after it. */
const leaving = `
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => { console.log('leaving by ' + signal); process.exit(0); });
  console.log('started');
  setInterval(() => 0, 1000);
`;
const twoStages = `
  import { run } from ${JSON.stringify(new URL('run.mjs', import.meta.url).href)};
  await run(process.execPath, ['-e', ${JSON.stringify(leaving)}]);
  await run(process.execPath, ['-e', 'console.log("second stage")']);
`;

/** What a program printed, and those that it started, and its status; the signal comes when something has started. */
async function ended(program: string, signal?: NodeJS.Signals, type = 'module'): Promise<readonly [string, unknown]> {
  const child = spawn(process.execPath, [`--input-type=${type}`, '-e', program]);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const close = once(child, 'close');
  while (signal !== undefined && !said.includes('started')) await once(child.stdout, 'data');
  if (signal !== undefined) child.kill(signal);
  const [status] = (await close) as [number | null];
  return [said, status];
}

describe.skipIf(process.platform === 'win32')('run', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends the program first, then this process, and no other is started', async (signal, status) => {
    expect(await ended(twoStages, signal)).toEqual([`started\nleaving by ${signal}\n`, status]);
  });

  it('the end of the shell that started this process ends the program too: npm leaves it so at SIGTERM', async () => {
    const shell = `require('node:child_process').spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(twoStages)}], { stdio: 'inherit' })`;
    expect(await ended(shell, 'SIGKILL', 'commonjs')).toEqual(['started\nleaving by SIGTERM\n', null]);
  });

  it.each([
    ["process.execPath, ['-e', 'process.exit(3)']", 3],
    ["'no-such-program', []", 127],
    [`process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")']`, 137],
  ])('run(%s) has status %i', async (call, status) => {
    const module = `
      import { run } from ${JSON.stringify(new URL('run.mjs', import.meta.url).href)};
      process.exitCode = await run(${call});
    `;
    expect((await ended(module))[1]).toBe(status);
  });
});
