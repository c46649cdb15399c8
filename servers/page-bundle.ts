import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { RecipeBody } from './recipe.ts';

let bundle: string | undefined;

/** The page library (`servers/page/`) as one classic script, built once a process. */
export function pageLibrary(): string {
  bundle ??= buildSync({
    entryPoints: [fileURLToPath(new URL('./page/main.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    // Old enough for every browser that a driver can start.
    target: 'es2017',
    supported: { 'dynamic-import': true },
    charset: 'ascii',
  }).outputFiles[0]?.text.replaceAll('</script', '<\\/script');
  return bundle ?? '';
}

/** The HTML of a page recipe: the library inline, so that a page costs one request, then its program. */
export function renderPage(page: Extract<RecipeBody, { kind: 'page' }>): string {
  const start = JSON.stringify([page.program, page.data]).replaceAll('<', '\\u003c');
  return (
    `<!doctype html><html><head><meta charset="utf-8"><title>Originwatch</title>${page.head ?? ''}</head>` +
    `<body>${page.body ?? ''}<script>${pageLibrary()};originwatch(${start})</script></body></html>`
  );
}
