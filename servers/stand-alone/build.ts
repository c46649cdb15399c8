import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { RecipeBody } from '../recipe.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The stand-alone server as one readable script without imports beyond Node's own. */
export function standAloneServer(): string {
  const { outputFiles } = buildSync({
    entryPoints: [here('./server.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    charset: 'utf8',
  });
  return outputFiles[0]?.text ?? '';
}

/** The HTML of a page recipe with nothing but its own program, readable. */
export function standAlonePage({ head = '', body = '', ...start }: Extract<RecipeBody, { kind: 'page' }>): string {
  return `<!doctype html>\n<html><head><meta charset="utf-8"><title>Reproduction</title>${head}</head>\n<body>${body}<script>\n${standAloneScript(start)}</script></body></html>\n`;
}

/** The program of a page or worker with nothing but what it needs, and its start. */
export function standAloneScript({ program, data }: { readonly program: string; readonly data: unknown }): string {
  // «\u003c» keeps what a check wrote from ending the script.
  const json = JSON.stringify(data, undefined, 1).replaceAll('<', '\\u003c');
  const { outputFiles } = buildSync({
    stdin: {
      contents: `${importOf(program)}
const start = () => void run(${json});
if (typeof document === 'undefined') start();
else addEventListener('load', () => setTimeout(start, 0), { once: true });`,
      resolveDir: here('../page'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'ascii',
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}

/** Takes the program alone from the file that exports it by its name; one that no file exports comes with the whole library. */
function importOf(program: string): string {
  const folder = here('../page');
  const declared = new RegExp(`^export (?:async )?function ${program}\\b`, 'm');
  const file = readdirSync(folder).find((name) => name.endsWith('.ts') && declared.test(readFileSync(`${folder}/${name}`, 'utf8')));
  if (file !== undefined) return `import { ${program} as run } from './${file}';`;
  return `import { programs } from './programs.ts';\nconst run = programs[${JSON.stringify(program)}];`;
}
