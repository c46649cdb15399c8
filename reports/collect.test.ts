import { describe, expect, test } from 'vitest';
import { resultsSchema } from '../harness/model/results.ts';
import { Collection, parseCheckResult } from './collect.ts';
import { sampleCell, sampleResult } from './samples.ts';

const run = { startedAt: new Date(0), durationMs: 5.4, problems: [] };

describe('parseCheckResult', () => {
  test('reads what a test hands over', () => {
    const result = sampleResult('chromium-9', [sampleCell('img')]);
    expect(parseCheckResult(JSON.stringify(result))).toEqual(result);
  });

  test('names the field at fault', () => {
    const broken = JSON.stringify(sampleResult('chromium-9', [sampleCell('img')])).replace('"conforms"', '"fine"');
    expect(() => parseCheckResult(broken)).toThrow('malformed at «cells.0.verdict»');
    expect(() => parseCheckResult('{"check":')).toThrow('not JSON');
  });
});

describe('Collection', () => {
  test('sums a browser’s checks and keeps the contract', () => {
    const collection = new Collection();
    const other = sampleResult('chromium-9', [{ ...sampleCell('img'), id: 'cookies/other/img', check: 'cookies/other' }], {
      visits: 2,
      durationMs: 50,
    });
    collection.add(sampleResult('chromium-9', [sampleCell('img'), sampleCell('link')]));
    collection.add({ ...other, check: { ...other.check, id: 'cookies/other' } });
    const results = collection.results(run);
    expect(resultsSchema.parse(results)).toEqual(results);
    expect(results.checks.map(({ id }) => id)).toEqual(['cookies/other', 'cookies/sample']);
    expect(results.browsers).toHaveLength(1);
    expect(results.browsers[0]).toMatchObject({ visits: 3, durationMs: 150, comparedWith: 'chromium-9' });
    expect(results.browsers[0]?.cells.map(({ id }) => id)).toEqual(['cookies/other/img', 'cookies/sample/img', 'cookies/sample/link']);
    expect(results.browsers[0]).not.toHaveProperty('evidence');
  });

  test('lists browsers by version, whatever the order of arrival, so that merged shards read as one run', () => {
    const results = ['chromium-10', 'chromium-9'].map((key) => sampleResult(key, [sampleCell('img')]));
    const [one, other] = [new Collection(), new Collection()];
    for (const result of results) one.add(result);
    for (const result of results.toReversed()) other.add(result);
    expect(one.results(run)).toEqual(other.results(run));
    expect(one.results(run).browsers.map(({ key }) => key)).toEqual(['chromium-9', 'chromium-10']);
  });

  test('lets the last result of a check in a browser win', () => {
    const collection = new Collection();
    collection.add(sampleResult('chromium-9', [sampleCell('img', { verdict: 'error', observed: null })]));
    collection.add(sampleResult('chromium-9', [sampleCell('img')]));
    expect(collection.results(run).browsers.map(({ cells }) => cells.map(({ verdict }) => verdict))).toEqual([['conforms']]);
  });

  test('points a cell at the file and key of its evidence', () => {
    const collection = new Collection();
    collection.add(sampleResult('chromium-9', [sampleCell('img', { evidence: 'cookies/sample/img' })]));
    expect(collection.results(run).browsers[0]?.cells[0]?.evidence).toBe(
      'evidence/chromium-9/stock/cookies/sample.json#cookies/sample/img',
    );
  });
});
