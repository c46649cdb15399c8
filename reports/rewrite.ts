// Writes the report anew from the latest results, after something beside them changed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordedBaselines } from '../harness/baselines/recorded.ts';
import { resultsSchema } from '../harness/model/results.ts';
import { baselinesFolder, outputFolder } from '../harness/paths.ts';
import { OutputFolder } from './output-folder.ts';
import { readFuzz } from './read-fuzz.ts';
import { reportPage } from './report-page.ts';

const output = new OutputFolder(outputFolder);
if (existsSync(join(outputFolder, 'results.json'))) {
  const results = resultsSchema.parse(JSON.parse(output.read('results.json')));
  output.write(
    'index.html',
    reportPage(results, (path) => output.read(path), readFuzz(output), recordedBaselines(baselinesFolder)),
  );
  console.log(`Report: ${join(outputFolder, 'index.html')}`);
}
