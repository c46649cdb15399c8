import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Has a process that we started end when we do, however that is: a run that is interrupted ends its workers without a word, and
 * a display with its windows would stay. A shell holds a pipe from us, which closes when we are gone. Where there is no such
 * shell nothing is watched.
 */
export function endWithUs(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const watcher = spawn('sh', ['-c', 'read -r _; kill "$0"', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Out of the terminal's group: Ctrl+C would end it before us.
    detached: true,
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  child.once('exit', () => watcher.kill('SIGKILL'));
}
