import { expect, test } from 'vitest';
import { Collection } from './collect.ts';
import { unpackResults } from './page/report.ts';
import { packResults } from './page-data.ts';
import { sampleCell, sampleResult } from './samples.ts';

test('a row holds every browser’s cell with its texts, and knows whether they differ', () => {
  const collection = new Collection();
  const reason = 'no third-party cookie at all';
  collection.add(
    sampleResult('chromium-9', [
      sampleCell('img', { evidence: 'cookies/sample/a#b' }),
      sampleCell('old', { change: 'gone', observed: null }),
    ]),
  );
  collection.add(
    sampleResult('chromium-10', [
      sampleCell('img', { observed: { requests: 0 }, verdict: 'masked', reason, baseline: null }),
      sampleCell('new'),
    ]),
  );
  const results = collection.results({ startedAt: new Date(0), durationMs: 1, problems: ['p'], notes: ['n'] });
  const report = unpackResults(packResults(results));
  expect(report.browsers.map(({ key }) => key)).toEqual(['chromium-9', 'chromium-10']);
  expect(report.notes).toEqual(['n']);
  const rows = report.checks[0]?.rows ?? [];
  expect(rows.map(({ id, differs, changed }) => ({ id, differs, changed }))).toEqual([
    { id: 'cookies/sample/img', differs: true, changed: false },
    { id: 'cookies/sample/old', differs: false, changed: true },
    { id: 'cookies/sample/new', differs: false, changed: false },
  ]);
  expect(rows[0]?.expected).toEqual(sampleCell('img').expected);
  expect(rows[0]?.cells).toEqual([
    { verdict: 'conforms', observed: 'sent', reason: null, baseline: 'sent', evidence: 'cookies/sample/a#b', change: null },
    { verdict: 'masked', observed: '{"requests":0}', reason, baseline: null, evidence: null, change: null },
  ]);
  expect(rows[1]?.cells).toMatchObject([{ change: 'gone', observed: null }, null]);
});
