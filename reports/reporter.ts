import { writeFileSync } from 'node:fs';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { checkResultContentType } from '../harness/model/results.ts';
export default class implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    for (const a of result.attachments)
      if (a.contentType === checkResultContentType) {
        const r = JSON.parse(a.body!.toString());
        const counts: Record<string, number> = {};
        for (const c of r.cells) counts[c.verdict] = (counts[c.verdict] ?? 0) + 1;
        console.log(r.browser.key, r.check.id, r.visits, r.durationMs, r.cells.length, counts);
        writeFileSync(`/tmp/try/${r.browser.key}.json`, JSON.stringify(r));
      }
    if (result.status !== 'passed')
      console.log(test.parent.project()?.name, result.status, result.errors.map((e) => e.message?.slice(0, 1500)).join('\n'));
  }
  onEnd(r: FullResult): void {
    console.log(r.status, r.duration);
  }
}
