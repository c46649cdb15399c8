// npm start: on a fresh machine as on a used one, installs what is missing and runs every check in every browser found.
// Arguments are Playwright's own, such as: npm start -- --project chromium-156 --grep samesite
import { packageProgram, run } from './run.mjs';
import { setUp } from './set-up.mjs';

setUp();
process.exitCode = await run(packageProgram('playwright'), ['test', ...process.argv.slice(2)]);
