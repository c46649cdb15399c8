import { defineConfig } from '@playwright/test';
import type { ProjectOptions } from './harness/fixtures.ts';
import { playwrightFolder, specsFolder } from './harness/paths.ts';
import { projectsOfThisMachine } from './harness/projects.ts';

// Tells harness/fixtures.ts that a check is to become a test.
process.env['ORIGINWATCH_UNDER_PLAYWRIGHT'] = '1';

export default defineConfig<object, ProjectOptions>({
  testDir: specsFolder,
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  // One more than the cores of a small machine: a check that lets cookies grow old waits two minutes with an idle browser.
  workers: 3,
  retries: 0,
  timeout: 10 * 60_000,
  reporter: [['./reports/reporter.ts']],
  outputDir: playwrightFolder,
  projects: [...projectsOfThisMachine()],
});
