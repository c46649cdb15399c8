import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLifeline } from './lifeline.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'originwatch-lifeline-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('tells when the program that holds it is killed, and not before', async () => {
  const lifeline = await openLifeline(join(folder, 'line'));
  const program = `require('net').connect(${JSON.stringify(lifeline.path)}, () => console.log('held'))`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  expect(lifeline.cut.aborted).toBe(false);
  const cut = once(lifeline.cut, 'abort');
  child.kill('SIGKILL');
  await cut;
  lifeline.close();
});

it('tells a program what to do, and knows when it is done or never will be', async () => {
  const lifeline = await openLifeline(join(folder, 'line'));
  const obedient = `
    const line = require('net').connect(${JSON.stringify(lifeline.path)}, () => console.log('held'));
    line.on('data', (deed) => String(deed) === 'first\\n' ? line.write('done\\n') : process.exit());`;
  const child = spawn(process.execPath, ['-e', obedient], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  await lifeline.tell('first');
  await expect(lifeline.tell('second')).rejects.toThrow('ended before it did what it was told');
  lifeline.close();
});
