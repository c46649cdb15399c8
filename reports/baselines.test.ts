import { expect, test } from 'vitest';
import { idleCauses } from '../harness/baselines/causes.ts';
import { parseBaseline } from '../harness/baselines/format.ts';
import { recordedBaselines } from '../harness/baselines/recorded.ts';
import { baselinesFolder } from '../harness/paths.ts';

test.each(recordedBaselines(baselinesFolder))('each comment in the baseline of $key is told of some cell', ({ key, text }) => {
  expect(idleCauses(parseBaseline(text, key))).toEqual([]);
});
