import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import type { FuzzResults } from '../harness/model/fuzz-results.ts';
import type { RecordedBaseline } from '../harness/baselines/recorded.ts';
import type { Results } from '../harness/model/results.ts';
import { evidencePath } from './collect.ts';
import { packResults } from './page-data.ts';

/**
 * The report as one HTML file that needs no network. Results and evidence travel compressed in elements that no browser
 * executes; the page may run its own script and nothing else.
 * @param evidence reads an evidence file by its path relative to `results.json`.
 * @param recorded the baselines of all browsers and versions, for comparisons beyond the run's own.
 */
export function reportPage(
  results: Results,
  evidence: (path: string) => string,
  fuzz: FuzzResults | null,
  recorded: readonly RecordedBaseline[],
): string {
  const { script, style } = bundle();
  const policy = `default-src 'none'; img-src data:; script-src ${hash(script)}; style-src ${hash(style)}`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<title>Originwatch report</title><style>${style}</style></head><body><div id="app"></div>`,
    embedded('results', JSON.stringify(packResults(results))),
    embedded('fuzz', JSON.stringify(fuzz)),
    embedded('recorded', JSON.stringify(recorded.map(({ key, profile }) => ({ key, profile })))),
    ...recorded.map(({ text }, place) => embedded(`recorded-${String(place)}`, JSON.stringify(text))),
    ...results.browsers.flatMap(({ key, profile, cells }, column) =>
      results.checks.flatMap(({ id }, place) =>
        cells.some((cell) => cell.check === id && cell.evidence !== null)
          ? [embedded(`evidence-${String(column)}-${String(place)}`, evidence(evidencePath(key, profile, id)))]
          : [],
      ),
    ),
    `<script>${script}</script></body></html>\n`,
  ].join('\n');
}

/** Base64 has no character that HTML gives a meaning to, so whatever a browser sent cannot end the element early. */
function embedded(id: string, text: string): string {
  return `<script type="application/gzip" id="${id}">${gzipSync(text).toString('base64')}</script>`;
}

function bundle(): { script: string; style: string } {
  const { outputFiles } = buildSync({
    entryPoints: ['main.tsx', 'style.css'].map((name) => fileURLToPath(new URL(`./page/${name}`, import.meta.url))),
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'ascii',
    legalComments: 'none',
  });
  const file = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? '';
  return { script: file('.js').replaceAll('</script', '<\\/script'), style: file('.css') };
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
