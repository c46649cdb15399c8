import { programs } from './programs.ts';

/** Starts a page's program; the origin writes the call into the page. */
function start([program, data]: [string, unknown]): void {
  const run = programs[program];
  if (run === undefined) throw new Error(`the page library has no program called ${program}`);
  // A worker has no load event, and no history either; a page that acts before its load event replaces its history entry instead of adding one, as users never do.
  if (typeof document === 'undefined' || document.readyState === 'complete') void run(data);
  else addEventListener('load', () => setTimeout(() => void run(data), 0), { once: true });
}

(globalThis as unknown as Record<string, unknown>)['originwatch'] = start;
