import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, webkit } from '@playwright/test';
import { firstLine } from './first-line.ts';
import { identify } from './identify.ts';
import type { Engine, FoundBrowser } from './port.ts';

/** A browser that is not there, or is broken, with the command or setting that mends it. */
export interface MissingBrowser {
  readonly engine: Engine;
  /** True when there is one, or somebody named one, and it does not run: then a run without it must not pass. */
  readonly broken: boolean;
  readonly problem: string;
}

export interface Findings {
  readonly found: readonly FoundBrowser[];
  readonly missing: readonly MissingBrowser[];
}

/** Environment variables that name an executable where the search would not look. */
export const executableVariables: Readonly<Record<Engine, string>> = {
  chromium: 'ORIGINWATCH_CHROMIUM',
  firefox: 'ORIGINWATCH_FIREFOX',
  webkit: 'ORIGINWATCH_WEBKIT_DRIVER',
};

interface Candidate {
  readonly product: string;
  readonly executable: string | undefined;
}

/** Looks for browsers on this machine: named by environment variables, on the search path, and downloaded by Playwright. */
export function findBrowsers(environment: NodeJS.ProcessEnv = process.env): Findings {
  const found: FoundBrowser[] = [];
  const missing: MissingBrowser[] = [];
  for (const engine of ['chromium', 'firefox', 'webkit'] as const) {
    const named = environment[executableVariables[engine]];
    const candidates: Candidate[] = named === undefined ? installed(engine) : [{ product: productNames[engine], executable: named }];
    const problems: string[] = [];
    const before = found.length;
    for (const { product, executable } of candidates) {
      if (executable === undefined) continue;
      try {
        const browser = identify(product, executable);
        if (!found.some(({ key }) => key === browser.key)) found.push(browser);
      } catch (error) {
        problems.push(`${executable} does not tell its version (${firstLine(error)})`);
      }
    }
    const broken = problems.map((problem) => ({ engine, broken: true, problem: `${problem}; ${remedies[engine]}` }));
    missing.push(...broken);
    if (found.length === before && broken.length === 0) missing.push({ engine, broken: false, problem: `not found; ${remedies[engine]}` });
  }
  return { found, missing };
}

const productNames: Readonly<Record<Engine, string>> = { chromium: 'chromium', firefox: 'firefox', webkit: 'webkitgtk' };

const remedies: Readonly<Record<Engine, string>> = {
  chromium: `install it (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) or set ${executableVariables.chromium} to its path`,
  firefox: `install it (Debian: apt-get install firefox-esr; elsewhere: from mozilla.org) or set ${executableVariables.firefox} to its path`,
  webkit: `install it (Debian: apt-get install webkit2gtk-driver gjs gir1.2-webkit2-4.1 xvfb; elsewhere: npx playwright install webkit) or set ${executableVariables.webkit} to the path of WebKitWebDriver`,
};

function installed(engine: Engine): Candidate[] {
  switch (engine) {
    case 'chromium':
      return [
        { product: 'chromium', executable: onPath('chromium') ?? onPath('chromium-browser') },
        { product: 'chrome', executable: onPath('google-chrome') ?? macApplication('Google Chrome') },
        { product: 'msedge', executable: onPath('microsoft-edge') ?? macApplication('Microsoft Edge') },
        { product: 'chromium-playwright', executable: downloaded(() => chromium.executablePath()) },
      ];
    case 'firefox':
      return [{ product: 'firefox', executable: onPath('firefox-esr') ?? onPath('firefox') ?? macApplication('Firefox', 'firefox') }];
    case 'webkit':
      return [
        { product: 'webkitgtk', executable: onPath('WebKitWebDriver') },
        { product: 'webkit-playwright', executable: downloaded(() => webkit.executablePath()) },
      ];
  }
}

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

function macApplication(name: string, program = name): string | undefined {
  const path = `/Applications/${name}.app/Contents/MacOS/${program}`;
  return existsSync(path) ? path : undefined;
}

function downloaded(path: () => string): string | undefined {
  const executable = path();
  return existsSync(executable) ? executable : undefined;
}
