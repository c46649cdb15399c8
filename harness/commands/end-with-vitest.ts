import { endAllNow } from '../browsers/end-with-process.ts';
import { endingSignals } from './signals.ts';

// A signal ends a worker without its `exit` handlers, and vitest lets no code in it call `process.exit()`. So all that it started
// is ended first, and then the worker by the same signal, which finds no handler any more.
for (const signal of endingSignals) {
  process.once(signal, () => {
    endAllNow();
    process.kill(process.pid, signal);
  });
}

// Vitest itself ends at a signal at once, and tells its workers nothing: they see that nobody listens to them any more.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
});
