import { defineConfig } from 'vitest/config';

// Unit tests stand next door to what they test. Those that need a real browser are called *.real.test.ts and run apart.
export default defineConfig({
  test: {
    include: ['{servers,harness,specs,reports,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'reports/out/**', '**/*.real.test.ts'],
    setupFiles: ['harness/commands/vitest-worker.ts'],
    // A busy machine is no failure; what hangs is still ended.
    testTimeout: 60_000,
    // None of them changes a module for the next; without worlds of their own they take half the time.
    isolate: false,
  },
});
