import { fuzzResultsSchema, type FuzzResults } from '../harness/model/fuzz-results.ts';
import { fuzzFile } from '../harness/paths.ts';
import { OutputFailure, type OutputFolder } from './output-folder.ts';

/** What `npm run fuzz` left beside the results, or null when it did not run or left something else. */
export function readFuzz(output: OutputFolder): FuzzResults | null {
  try {
    return fuzzResultsSchema.safeParse(JSON.parse(output.read(fuzzFile))).data ?? null;
  } catch (error) {
    if (error instanceof OutputFailure || error instanceof SyntaxError) return null;
    throw error;
  }
}
