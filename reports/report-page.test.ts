import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Collection } from './collect.ts';
import { reportPage } from './report-page.ts';
import { sampleCell, sampleResult } from './samples.ts';

test('what a browser sent cannot become markup, and the page may fetch nothing', () => {
  const attack = '</script><img src=x onerror="alert(1)">';
  const collection = new Collection();
  collection.add(sampleResult('chromium-9', [sampleCell('img', { observed: attack, reason: attack, evidence: 'cookies/sample/img' })]));
  const results = collection.results({ startedAt: new Date(0), durationMs: 1, problems: [attack], notes: [attack] });
  const page = reportPage(
    results,
    (path) => JSON.stringify({ path, page: attack }),
    { cases: 1, seed: 1, browsers: [attack], groups: [] },
    [{ key: 'chromium-8', profile: 'stock', text: `cookies/sample/img\t${attack}\n` }],
  );
  expect(page).not.toContain('onerror=');
  expect(page).toContain(`content="default-src 'none';`);
  const carried = [...page.matchAll(/<script type="application\/gzip" id="([\w-]+)">([A-Za-z0-9+/=]+)<\/script>/g)];
  expect(carried.map(([, id]) => id)).toEqual(['results', 'fuzz', 'recorded', 'recorded-0', 'evidence-0-0']);
  for (const [, id, packed] of carried)
    if (id !== 'recorded')
      expect(gunzipSync(Buffer.from(packed ?? '', 'base64')).toString()).toContain(JSON.stringify(attack).slice(1, -1));
});
