import { defineConfig } from 'vitest/config';

// Tests that need the real browsers of this machine; `npm run contract` runs them, one after another.
export default defineConfig({
  test: {
    include: ['{harness,reports}/**/*.real.test.ts'],
    setupFiles: ['harness/commands/vitest-worker.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
