import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../user-error.ts';

/** Longest output that a tool may write, in bytes. */
const longestOutput = 64 * 1024 * 1024;

/**
 * Runs a program and returns what it printed on standard output.
 * @throws UserError with the line of its output that says what went wrong.
 */
export async function runTool(command: string, args: readonly string[]): Promise<string> {
  try {
    // Their messages are read, so they must be in one language.
    const environment = { ...process.env, LC_ALL: 'C.UTF-8' };
    return (await promisify(execFile)(command, args, { maxBuffer: longestOutput, env: environment })).stdout;
  } catch (error) {
    const { code, stderr, stdout } = error as { code?: unknown; stderr?: string; stdout?: string };
    if (code === 'ENOENT') throw new UserError(`${command} is missing; install it and start again`, { cause: error });
    throw new UserError(`${command} failed: ${reasonIn(`${stdout ?? ''}\n${stderr ?? ''}`)}`, { cause: error });
  }
}

/** The line of a tool's output that says what went wrong. */
export function reasonIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /^E: |^npm (error|ERR!) (?!code)|error:/i.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return telling.replace(/^(E:|npm (error|ERR!)) /, '').trim();
}
