import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loopbackThroughProxy } from './chromium-settings.ts';
import { withoutProxy } from './firefox-settings.ts';
import { DriverError, type Engine, type FoundBrowser, type Lane, type Profile } from './port.ts';
import { windowProgram } from './window-program.ts';

/** How to start a browser that nobody drives: a program and its arguments, the address to open among them. */
export interface BareStart {
  readonly executable: string;
  readonly args: readonly string[];
  /** True when the program draws on a display; the others have a headless mode. */
  readonly needsDisplay: boolean;
}

type Prepare = (found: FoundBrowser, lane: Lane, folder: string, url: string) => Promise<BareStart>;

/**
 * The least that each engine needs to reach the world: a fresh profile folder, the proxy, and trust in the world's
 * certificates. Nothing here touches a policy, so these starts are the measure for the automated ones.
 */
export const bareStarts: Readonly<Record<Engine, Prepare>> = {
  chromium: (found, lane, folder, url) =>
    Promise.resolve({
      executable: found.executable,
      args: [...bareHeadless[found.mode], ...bareChromiumArguments(lane, folder), url],
      needsDisplay: false,
    }),
  firefox: async (found, lane, folder, url) => {
    await prepareFirefoxProfile(lane, folder);
    return { executable: found.executable, args: ['--headless', ...bareFirefoxArguments(folder), url], needsDisplay: false };
  },
  webkit: (found, lane, folder, url) => {
    if (found.driver !== 'webdriver') {
      throw new DriverError(`${found.key} has no start without automation here; only WebKitGTK’s window program has one`);
    }
    const settings = JSON.stringify({ folder, proxy: lane.proxyUrl, url });
    // In a tree of its own, gjs is the program to start, and the window its script.
    return Promise.resolve(
      found.programs === undefined
        ? { executable: windowProgram, args: [settings], needsDisplay: true }
        : { executable: join(found.programs, 'gjs'), args: [windowProgram, settings], needsDisplay: true },
    );
  },
};

/** A headless shell knows the bare switch only, and has nothing that would draw in place of a graphics card. */
const bareHeadless = { full: ['--headless=new'], 'headless-shell': ['--headless', '--disable-gpu'] } as const;

/** The switches of a Chromium that nobody drives, in a window or without. */
export function bareChromiumArguments(lane: Lane, folder: string): readonly string[] {
  return [
    `--user-data-dir=${folder}`,
    `--proxy-server=${lane.proxyUrl}`,
    loopbackThroughProxy,
    `--ignore-certificate-errors-spki-list=${lane.spkiHash}`,
    '--no-first-run',
    '--no-default-browser-check',
    // Chromium does not start as root otherwise.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/** The switches of a Firefox that nobody drives, in a window or without. */
export function bareFirefoxArguments(folder: string): readonly string[] {
  return ['--no-remote', '--profile', folder];
}

/**
 * Makes a Firefox profile that reaches the world and trusts it; `more` are preferences beyond that.
 * @throws DriverError when `certutil` is missing or fails.
 */
export async function prepareFirefoxProfile(lane: Lane, folder: string, more: Profile['firefoxPreferences'] = {}): Promise<void> {
  await writeFile(join(folder, 'user.js'), firefoxUserFile(lane, more));
  await trustAuthority(lane, folder);
}

/** The proxy, and what would open a page of its own at a first start or ask a person who quits. */
export function firefoxUserFile(lane: Pick<Lane, 'proxyUrl'>, more: NonNullable<Profile['firefoxPreferences']> = {}): string {
  const { hostname, port } = new URL(lane.proxyUrl);
  const preferences = {
    'network.proxy.type': 1,
    'network.proxy.http': hostname,
    'network.proxy.http_port': Number(port),
    'network.proxy.ssl': hostname,
    'network.proxy.ssl_port': Number(port),
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.no_proxies_on': withoutProxy,
    'browser.aboutwelcome.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    // Otherwise the first start without an address is for its page of welcome alone, whatever the home page.
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.warnOnQuit': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'termsofuse.bypassNotification': true,
    ...more,
  };
  return firefoxPreferenceLines(preferences);
}

/** Preferences as a profile's `user.js` has them. */
export function firefoxPreferenceLines(preferences: NonNullable<Profile['firefoxPreferences']>): string {
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

/** Puts the world's authority into the profile's certificate store. @throws DriverError when `certutil` is missing or fails. */
async function trustAuthority(lane: Lane, folder: string): Promise<void> {
  const certificate = join(folder, 'originwatch-ca.pem');
  await writeFile(certificate, lane.caPem);
  const store = `sql:${folder}`;
  try {
    await promisify(execFile)('certutil', ['-N', '-d', store, '--empty-password']);
    await promisify(execFile)('certutil', ['-A', '-d', store, '-n', 'Originwatch', '-t', 'C,,', '-i', certificate]);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new DriverError(
      missing
        ? 'certutil, which puts the test authority into a Firefox profile, is missing; install it (Debian and Ubuntu: apt-get install libnss3-tools)'
        : `certutil could not put the test authority into a Firefox profile: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
