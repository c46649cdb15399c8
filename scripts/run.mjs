import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder; every command runs there. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program with the terminal as its own and returns its exit status; 127 when it cannot be started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [environment] added to this process's own
 * @returns {number}
 */
export function run(command, args, environment = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
  if (error !== undefined) console.error(`originwatch: ${command} did not start: ${error.message}`);
  return status ?? 127;
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
