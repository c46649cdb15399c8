import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowsers } from '../harness/browsers/find.ts';
import { stockProfile, type Tab } from '../harness/browsers/port.ts';
import { startSession, type Session } from '../harness/engine/session.ts';
import type { CellResult, EvidenceRecord } from '../harness/model/results.ts';
import { Collection } from './collect.ts';
import { formatAddress, views, type Address } from './page/address.ts';
import { everything } from './page/filter.ts';
import { reportPage } from './report-page.ts';
import { forgeryCells, forgerySummary, sampleCell, sampleConnection, sampleResult } from './samples.ts';

/** Says so if it ever becomes markup; every place of the report that shows what came from outside is given it. */
const attack = `<img src="data:," onerror="document.title='broken'">`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';

const evidence: EvidenceRecord = {
  arrivals: [
    {
      seq: 1,
      request: `GET /${attack} HTTP/1.1`,
      url: 'https://a.test/',
      headers: [
        ['Host', 'a.test'],
        ['Cookie', `n=${attack}`],
      ],
      bodyLength: 3,
      bodySha256: 'ab',
      connection: '1 (tunnel)',
    },
  ],
  page: { said: attack },
  pictures: [{ what: attack, png: dot }],
  connections: [
    {
      ...sampleConnection,
      browser: attack,
      segments: sampleConnection.segments.map((segment) => ({ ...segment, flags: `${segment.flags} ${attack}` })),
    },
  ],
};

function attackedReport(): string {
  const collection = new Collection();
  const cells = [
    sampleCell(attack, {
      observed: attack,
      baseline: `withheld ${attack}`,
      change: 'changed',
      reason: attack,
      verdict: 'conflict',
      evidence: 'e',
    }),
    sampleCell('link', { verdict: 'deviates', observed: { seen: attack } }),
    sampleCell('frame', { verdict: 'masked', reason: attack }),
  ].map((cell) => ({
    ...cell,
    expected: [{ authority: 'RFC 10025', clause: `5.8.3 ${attack}`, url: `javascript:document.title='broken'`, value: attack }],
  }));
  const sample = {
    id: 'cookies/sample',
    title: attack,
    clauses: [],
    claims: ['CK-4'],
    axes: { [attack]: [] },
    omitted: [{ reason: attack, count: 1 }],
  };
  for (const key of ['chromium-9', 'firefox-9']) {
    collection.add(sampleResult(key, cells, { check: sample, evidence: { e: evidence } }));
    const secure = { ...sampleCell('x'), id: 'cookies/secure/sent-over-http', check: 'cookies/secure', observed: attack };
    collection.add(sampleResult(key, [secure], { check: { ...sample, id: 'cookies/secure' } }));
    collection.add(sampleResult(key, attackedForgery(), { check: forgerySummary }));
  }
  const results = collection.results({ startedAt: new Date(0), durationMs: 61_000, problems: [attack], notes: [attack] });
  const baseline = `# Deviates: ${attack} https://bugs.example/1\ncookies/sample/link\t${attack}\n`;
  return reportPage(
    results,
    () => JSON.stringify({ e: evidence }),
    {
      cases: 1,
      seed: 1,
      browsers: [attack],
      groups: [
        {
          deviations: { [attack]: attack },
          model: attack,
          count: 1,
          header: attack,
          scheme: 'https',
          via: 'http',
          expected: { a: attack },
          outcomes: { [attack]: { a: attack } },
        },
      ],
    },
    ['8', '9'].map((version) => ({ key: `chromium-${version}`, profile: 'stock', text: baseline })),
  );
}

/** Cells of every outcome, with attacks and reasons that came from outside. */
function attackedForgery(): readonly CellResult[] {
  return forgeryCells(({ defence }) => defence === 'none').map((cell) =>
    cell.axes['attack'] === 'img'
      ? { ...cell, id: cell.id.replace('/img/', `/${attack}/`), verdict: 'masked', reason: attack }
      : { ...cell, verdict: 'deviates' },
  );
}

/** Addresses that show every view, with something open in it. */
const addresses: readonly Partial<Address>[] = [
  ...views.map((view) => ({ view })),
  { view: 'matrix', id: 'cookies/sample/link', browser: 'firefox-9', filter: { ...everything, search: '-nothing' } },
  { view: 'matrix', id: `cookies/sample/${attack}` },
  { view: 'cell', id: `cookies/sample/${attack}` },
  { view: 'claims', id: 'CK-3' },
  { view: 'standards', id: `RFC 10025 5.8.3 ${attack}` },
  { view: 'timeline', id: 'cookies/sample', to: 'chromium-9, this run' },
  { view: 'forgery', id: 'same-site/Lax' },
  { view: 'forgery', id: `${attack}/${attack}` },
  { view: 'changes', from: 'chromium-8', to: 'firefox-9, this run' },
];

/** Asks again until the page answers; a page that is just being left answers with an error. */
async function answer(tab: Tab, expression: string, wanted: (value: unknown) => boolean): Promise<unknown> {
  const end = performance.now() + 20_000;
  let last: unknown;
  while (performance.now() < end) {
    last = await tab.evaluate(expression).catch((error: unknown) => error);
    if (!(last instanceof Error) && wanted(last)) return last;
    await setTimeout(20);
  }
  throw new Error(
    `waited 20 s for the report to answer ${expression}; it last said ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}

const { found } = findBrowsers();

for (const browserFound of found) {
  describe(`the report in ${browserFound.key}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'originwatch-report-'));
    const file = join(folder, 'index.html');
    let session: Session;
    let tab: Tab;

    beforeAll(async () => {
      writeFileSync(file, attackedReport());
      session = await startSession(browserFound, stockProfile);
      tab = await session.browser.open();
      await tab.type(pathToFileURL(file).href);
      await answer(tab, `document.querySelector('h1')?.textContent ?? ''`, (text) => text === 'Originwatch');
      await tab.evaluate(`(() => { ${axe}; return typeof window.axe; })()`);
    });

    afterAll(async () => {
      await session.close();
      rmSync(folder, { recursive: true });
    });

    it.each(addresses.map((address) => formatAddress(address)))(
      '%s is accessible, and shows as text what came from outside',
      async (fragment) => {
        await tab.evaluate(`(() => { location.hash = ${JSON.stringify(fragment)}; return true; })()`);
        await answer(tab, `document.querySelector('nav [aria-current]')?.getAttribute('href') ?? ''`, (href) =>
          String(href).startsWith(fragment.split('?', 1)[0] ?? ''),
        );
        await answer(tab, `document.querySelectorAll('main h2, main [role=treegrid]').length`, (count) => Number(count) > 0);
        for (const scheme of ['light', 'dark']) {
          await tab.evaluate(`(() => {
          document.documentElement.style.colorScheme = '${scheme}';
          window.found = undefined;
          window.axe.run(document).then(({ violations }) => {
            window.found = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html.slice(0, 200), failureSummary].join(' ')));
          }, (error) => { window.found = [String(error)]; });
          return true;
        })()`);
          expect(await answer(tab, 'window.found ?? null', Array.isArray), `${fragment} in ${scheme}`).toEqual([]);
        }
        expect(
          await tab.evaluate(`[document.title === 'broken', document.querySelectorAll('img[onerror], a[href^=javascript]').length]`),
        ).toEqual([false, 0]);
      },
    );

    it('leads by arrow keys from cell to cell of a grid, and on to the cell’s own view', async () => {
      await tab.evaluate(`(() => { location.hash = ${JSON.stringify(formatAddress({ view: 'forgery' }))}; return true; })()`);
      await answer(tab, `document.querySelectorAll('[data-place]').length`, (count) => count === 8);
      const press = (key: string): Promise<unknown> =>
        tab.evaluate(`(() => {
          document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true, cancelable: true }));
          return document.activeElement.dataset.place;
        })()`);
      await tab.evaluate(`(() => { document.querySelector('[data-place]').focus(); return true; })()`);
      expect(await press('ArrowRight')).toBe('0-1');
      await answer(tab, `document.querySelectorAll('[data-place][tabindex="0"]')[0]?.dataset.place`, (place) => place === '0-1');
      await tab.evaluate(`(() => { document.activeElement.click(); return true; })()`);
      await answer(tab, `document.querySelector('main code.id')?.textContent ?? ''`, (id) =>
        String(id).endsWith('/form-post/origin-check/None-Secure'),
      );
    });
  });
}
