import { removeOwnFolders } from './own-folders.ts';
import { descendants, isAlive, signal } from './processes.ts';

/** Time that processes have to end by themselves before they are killed, in milliseconds. */
const graceMs = 3000;
/** Longest wait for killed processes to be gone, in milliseconds. */
const patienceMs = 2000;
const lookEveryMs = 10;

let promised = false;

/**
 * From now on whatever this process started ends with it, however it comes to its end: by an error, in the middle of what it does,
 * or by a signal whose handler calls `process.exit()`. Browsers that were closed before cost nothing more.
 */
export function endAllWithThisProcess(): void {
  if (promised) return;
  promised = true;
  process.once('exit', endAllNow);
}

/** Ends all that this process started, and removes its temporary folders; it returns when they have gone. */
export function endAllNow(): void {
  endDescendants();
  removeOwnFolders();
}

/** Nothing else happens meanwhile: when a process exits, only what is done at once is done at all. */
function endDescendants(): void {
  // Who loses its parent on the way is no descendant any more, so all that were ever seen are kept.
  const seen = new Set<number>();
  const left = (): readonly number[] => {
    for (const pid of descendants(process.pid)) seen.add(pid);
    return [...seen].filter(isAlive);
  };
  const told = new Set<number>();
  const wait = (ms: number, how: NodeJS.Signals): void => {
    const deadline = performance.now() + ms;
    told.clear();
    for (let pids = left(); pids.length > 0 && performance.now() < deadline; pids = left()) {
      for (const pid of pids.filter((one) => !told.has(one))) signal(pid, how);
      for (const pid of pids) told.add(pid);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookEveryMs);
    }
  };
  wait(graceMs, 'SIGTERM');
  wait(patienceMs, 'SIGKILL');
}
