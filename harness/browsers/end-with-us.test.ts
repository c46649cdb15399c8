import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { isAlive } from './processes.ts';

const program = fileURLToPath(new URL('./end-with-us.ts', import.meta.url));

/** Says the id of a child of its own that would go on for a minute. */
const parent = `
  import { spawn } from 'node:child_process';
  const { endWithUs } = await import(${JSON.stringify(program)});
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  endWithUs(child);
  console.log(child.pid);
  setInterval(() => 0, 1000);`;

test('a process ends when the one that started it is killed, and not before', async () => {
  const started = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', parent], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) => started.stdout.once('data', (text: Buffer) => resolve(Number(text))));
  expect(isAlive(pid)).toBe(true);
  started.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000 });
});
