import { expect, test } from 'vitest';
import { causeFinder, causesIn } from '../harness/baselines/causes.ts';
import { parseBaseline } from '../harness/baselines/format.ts';
import { recordedBaselines } from '../harness/baselines/recorded.ts';
import { baselinesFolder } from '../harness/paths.ts';

test.each(recordedBaselines(baselinesFolder))('each comment in the baseline of $key is told of some cell', ({ key, text }) => {
  const baseline = parseBaseline(text, key);
  const causeOf = causeFinder(baseline);
  const told = new Set([...baseline.cells].map(([id, observed]) => JSON.stringify(causeOf(id, observed, [[]]))));
  expect(causesIn(baseline).filter((cause) => !told.has(JSON.stringify(cause)))).toEqual([]);
});
