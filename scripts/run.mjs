import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder; every command runs there. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program with the terminal as its own and resolves with its exit status; 127 when it cannot be started. A signal that
 * comes meanwhile is for both: the program ends first, with all that it started, and then this process with the signal's status.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [environment] added to this process's own
 * @returns {Promise<number>}
 */
export async function run(command, args, environment = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
  /** @type {NodeJS.Signals | undefined} */
  let stoppedBy;
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    stoppedBy = signal;
    // Ctrl+C reaches the program from the terminal already, and Playwright takes a second one for «at once».
    if (signal !== 'SIGINT') child.kill(signal);
  };
  for (const signal of endingSignals) process.on(signal, stop);
  const watch = setInterval(() => {
    if (process.ppid !== parent && stoppedBy === undefined) stop('SIGTERM');
  }, 500);
  /** @type {number} */
  const status = await new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`originwatch: ${command} did not start: ${error.message}`);
      resolve(127);
    });
    child.once('close', (code, signal) => {
      resolve(code ?? statusOf(signal));
    });
  });
  clearInterval(watch);
  for (const signal of endingSignals) process.off(signal, stop);
  if (stoppedBy !== undefined) process.exit(statusOf(stoppedBy));
  return status;
}

/** The shell that npm starts this process by. It hands no signal on: that it has gone is all that is seen of SIGTERM to npm. */
const parent = process.ppid;

/** @type {readonly NodeJS.Signals[]} Ctrl+C, what `kill` sends, and the end of the terminal. */
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * The exit status that shells give a program that a signal has ended.
 * @param {NodeJS.Signals | null} signal
 */
function statusOf(signal) {
  return signal === null ? 1 : 128 + constants.signals[signal];
}

/**
 * Runs a program whose output matters only when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [environment] added to this process's own
 * @returns {{ ok: boolean, output: string }}
 */
export function runQuietly(command, args, environment = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { ok: status === 0, output: error === undefined ? `${stdout}${stderr}` : error.message };
}

/**
 * Path of a program that an npm package of this project brings.
 * @param {string} name
 * @returns {string}
 */
export function packageProgram(name) {
  return join(root, 'node_modules', '.bin', name);
}

/**
 * True when the search path has the program.
 * @param {string} name
 * @returns {boolean}
 */
export function isOnPath(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}
