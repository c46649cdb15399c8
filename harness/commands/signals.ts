import { constants } from 'node:os';
import { endAllWithThisProcess } from '../browsers/end-with-process.ts';

/** Ctrl+C, what `kill` sends, and the end of the terminal. */
export const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The exit status that shells give a program that a signal has ended. */
export function statusOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** A signal ends the command and the browsers that it started; what it had not come to is no answer of theirs. */
export function endOnSignals(): void {
  endAllWithThisProcess();
  for (const signal of endingSignals) {
    process.on(signal, () => {
      console.error(`originwatch: stopped by ${signal}; what has no answer yet gets none`);
      process.exit(statusOf(signal));
    });
  }
}
