import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where accepted observations are kept, in git. */
export const baselinesFolder = `${root}reports/baselines`;
/** Where a run writes its results and report; generated, ignored by git. */
export const outputFolder = `${root}reports/out/latest`;
/** The results contract, in the output folder. */
export const resultsFile = 'results.json';
/** What `npm run fuzz` found, in the output folder. */
export const fuzzFile = 'fuzz.json';
/** One file a check. */
export const specsFolder = `${root}specs`;
