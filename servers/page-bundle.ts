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
  return (
    `<!doctype html><html><head><meta charset="utf-8"><title>Originwatch</title>${page.head ?? ''}</head>` +
    `<body>${page.body ?? ''}<script>${renderScript(page)}</script></body></html>`
  );
}

/** The library and the start of its program as one script. */
export function renderScript({ program, data }: { readonly program: string; readonly data: unknown }): string {
  return `${pageLibrary()};originwatch(${JSON.stringify([program, data]).replaceAll('<', '\\u003c')})`;
}
