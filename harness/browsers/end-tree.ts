import type { ChildProcess } from 'node:child_process';
import { endProcess } from './display.ts';
import { descendants, isAlive, signal } from './processes.ts';

/** Longest wait for killed processes to be gone, in milliseconds. */
const patienceMs = 5000;

/**
 * Ends a process that we started and what it started in turn, and waits until all have gone. WebKitGTK's network process
 * outlives its window for a moment and would write into a profile folder that has just been removed. Where there is no
 * /proc to tell of descendants, only the process itself is ended.
 */
export async function endTree(child: ChildProcess): Promise<void> {
  const below = child.pid === undefined ? [] : descendants(child.pid);
  await endProcess(child);
  await killAll(below);
}

/**
 * Kills a process that we started and what it started in turn, and waits until all have gone. The first goes first: it has no
 * time to make anything of the end of the others.
 */
export async function killTree(child: ChildProcess): Promise<void> {
  await killAll(child.pid === undefined ? [] : [child.pid, ...descendants(child.pid)]);
}

async function killAll(pids: readonly number[]): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (const pid of pids.filter(isAlive)) signal(pid, 'SIGKILL');
  while (pids.some(isAlive) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
}
