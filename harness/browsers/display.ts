import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { DriverError } from './port.ts';

/** An X display without a screen, of its own for whoever asked for it. */
export interface Display {
  /** Value for the `DISPLAY` environment variable. */
  readonly name: string;
  close(): Promise<void>;
}

/**
 * Starts Xvfb; the server itself picks a free display number. `settings` are Xvfb's own arguments for its screen.
 * It stays as it is when its last client leaves: whoever connects while it starts over would wait for ever.
 * @throws DriverError with the remedy when Xvfb is missing or does not start.
 */
export async function startDisplay(settings: readonly string[] = ['-screen', '0', '1280x1024x24']): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', ...settings, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', (error) => {
      reject(new DriverError('Xvfb did not start; install it (Debian and Ubuntu: apt-get install xvfb)', { cause: error }));
    });
    server.once('exit', (code) => {
      reject(new DriverError(`Xvfb ended with status ${String(code)} before it offered a display`));
    });
    let text = '';
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
  });
  return { name: `:${number}`, close: () => endProcess(server) };
}

/** Ends a process that we started, and waits until it has gone. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(force);
}
