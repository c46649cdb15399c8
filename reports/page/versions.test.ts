import { expect, test } from 'vitest';
import { changedCells, diffColumns } from '../../harness/baselines/diff.ts';
import { parseBaseline } from '../../harness/baselines/format.ts';
import { Collection } from '../collect.ts';
import { packResults } from '../page-data.ts';
import { sampleCell, sampleResult } from '../samples.ts';
import { unpackResults, type Report } from './report.ts';
import { hasHistory, previousPlace, timelineRows } from './timeline.ts';
import { comparedColumns, expectedIn, versionsOf, type Recorded } from './versions.ts';

const recorded = (key: string, text: string): Recorded => ({ key, profile: 'stock', baseline: parseBaseline(text, key) });
const nine = recorded('chromium-9', '# Deviates: see https://bugs.example/1\ncookies/sample/img\twithheld\ncookies/sample/link\tsent\n');
const ten = recorded('chromium-10', 'cookies/sample/img\twithheld\ncookies/sample/link\tsent\n');

function reportOf(): Report {
  const collection = new Collection();
  const cells = [
    sampleCell('img', { baseline: 'withheld', change: 'changed' }),
    sampleCell('link'),
    sampleCell('gone', { observed: null, verdict: 'unsupported', change: 'gone', baseline: 'sent' }),
    sampleCell('failed', { observed: null, verdict: 'error', baseline: 'sent' }),
  ];
  collection.add(sampleResult('chromium-11', cells, { comparedWith: 'chromium-10' }));
  return unpackResults(packResults(collection.results({ startedAt: new Date(0), durationMs: 1, problems: [] })));
}

test('baselines and this run stand in the order of their versions', () => {
  const versions = versionsOf(reportOf(), [ten, nine]);
  expect(versions.map(({ name }) => name)).toEqual(['chromium-9', 'chromium-10', 'chromium-11, this run']);
  expect(previousPlace(versions, 2, (place) => place !== 1)).toBe(0);
});

test('a check that no product has twice has no history', () => {
  const firefox = recorded('firefox-9', 'cookies/other/img\twithheld\n');
  const rows = timelineRows(versionsOf(reportOf(), [ten, firefox]));
  expect(rows.filter(hasHistory).map(({ check }) => check)).toEqual(['cookies/sample']);
  expect(rows).toHaveLength(2);
});

test('a run is compared with what each of its cells was compared with', () => {
  const report = reportOf();
  const [pair] = comparedColumns(report, [ten]);
  const [before, after] = pair ?? [];
  if (before === undefined || after === undefined) throw new Error('nothing was compared');
  const diff = diffColumns(before, after, changedCells(before, after), expectedIn(report));
  expect(diff).toMatchObject({ failed: 1, compared: 2 });
  expect(diff.groups.map(({ meaning, cells }) => [meaning, cells.map(({ id }) => id)])).toEqual([
    ['newly conforming', ['cookies/sample/img']],
    ['other', ['cookies/sample/gone']],
  ]);
});

test('a timeline names behaviours in the order of their appearance, and ignores what nobody knows', () => {
  const rows = timelineRows(versionsOf(reportOf(), [nine, ten]));
  expect(rows).toEqual([
    {
      check: 'cookies/sample',
      behaviours: [
        { kind: 0, changed: null },
        { kind: 0, changed: 0 },
        { kind: 1, changed: 1 },
      ],
    },
  ]);
});
