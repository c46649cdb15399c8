import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundBrowser } from './port.ts';
import { windowProgram } from './window-program.ts';

/** A system tree of its own that a build lives in. */
export interface SystemTree {
  readonly root: string;
  /** The folder of its programs, each of which runs inside the tree. */
  readonly programs: string;
}

/**
 * Asks a browser for its version.
 * @param product the beginning of its key, such as `chromium` or `webkitgtk`.
 * @throws Error when the executable does not run or says nothing like a version.
 */
export function identify(product: string, executable: string, tree?: SystemTree): FoundBrowser {
  const common = { mode: 'full', executable, ...(tree === undefined ? {} : { programs: tree.programs }) } as const;
  if (product === 'webkitgtk') {
    accessSync(executable, constants.X_OK);
    const [command, args] = tree === undefined ? [windowProgram, []] : [join(tree.programs, 'gjs'), [windowProgram]];
    const { webkit: version, libsoup } = JSON.parse(run(command, [...args, '--version'])) as { webkit: string; libsoup: string };
    return {
      key: `webkitgtk-${version.split('.').slice(0, 2).join('.')}`,
      engine: 'webkit',
      version,
      build: `${operatingSystem(tree)}, libsoup ${libsoup}`,
      driver: 'webdriver',
      ...common,
    };
  }
  if (product === 'webkit-playwright') {
    const version = /webkit[-_](\d+)/.exec(executable)?.[1] ?? '0';
    return { key: `${product}-${version}`, engine: 'webkit', version, build: 'Playwright', driver: 'playwright', ...common };
  }
  const text = run(executable, ['--version']);
  const version = /(\d+(?:\.\d+)+)/.exec(text)?.[1];
  if (version === undefined) throw new Error(`printed «${text.trim()}»`);
  const packaged = tree !== undefined || executable.startsWith('/usr/');
  const build =
    product === 'chromium-playwright'
      ? 'Playwright'
      : (/built on (.+)/.exec(text)?.[1] ?? (packaged ? operatingSystem(tree) : 'upstream')).trim();
  // A distribution's own patches are part of a build's identity: Debian's Chromium blocks third-party cookies.
  const suffix = product === 'chromium' && !build.startsWith('Debian') ? `-${build.split(/\W/, 1)[0]?.toLowerCase() ?? 'other'}` : '';
  return {
    key: `${product}${suffix}-${version.split('.', 1)[0] ?? version}`,
    engine: product === 'firefox' ? 'firefox' : 'chromium',
    version,
    build,
    driver: 'playwright',
    ...common,
  };
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] });
}

function operatingSystem(tree?: SystemTree): string {
  const release = join(tree?.root ?? '/', 'etc/os-release');
  if (!existsSync(release)) return process.platform;
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? process.platform;
}
