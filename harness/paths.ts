import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this project, or of the package that it was installed from. */
export const root = fileURLToPath(new URL('..', import.meta.url));
/** True when this is a package that somebody else's project uses. */
export const isInstalled = root.split(sep).includes('node_modules');
/** Where results belong: the folder that somebody else's project works in, or this project's own. */
const home = isInstalled ? process.cwd() + sep : root;

/** Where accepted observations are kept, in git. */
export const baselinesFolder = `${home}reports/baselines`;
/** Where a run writes its results and report; generated, ignored by git. */
export const outputFolder = `${home}reports/out/latest`;
/** Where Playwright keeps files of its own. */
export const playwrightFolder = `${home}reports/out/playwright`;
/** The results contract, in the output folder. */
export const resultsFile = 'results.json';
/** What `npm run fuzz` found, in the output folder. */
export const fuzzFile = 'fuzz.json';
/** One file a check. */
export const specsFolder = `${root}specs`;
