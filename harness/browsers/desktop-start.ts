import { existsSync, readdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bareChromiumArguments, bareFirefoxArguments, firefoxPreferenceLines, prepareFirefoxProfile } from './bare-start.ts';
import { writeChromiumPreferences } from './chromium-preferences.ts';
import { chromiumEnvironment } from './chromium-settings.ts';
import type { Place } from './desktop.ts';
import { Unsupported, type Engine, type FoundBrowser, type Lane, type Profile } from './port.ts';

/** How to start a browser in a real window: as a person would, with a profile folder of its own and nothing that drives it. */
export interface WindowStart {
  readonly executable: string;
  /** The switches; the address to open comes after them. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where its address bar and its reload button are, in a window that fills the screen. */
  readonly addressBar: Place;
  readonly reloadButton: Place;
  /**
   * Prepares to start it again so that `url` is there first; resolves with what comes after the switches. A reason where it would
   * bring nothing back of what was open.
   */
  readonly againAt: ((url: string) => Promise<readonly string[]>) | string;
  /** Keys that other browsers have and this one does not, and why. */
  readonly lacksKeys: Readonly<Record<string, string>>;
}

type Prepare = (found: FoundBrowser, lane: Lane, profile: Profile, folder: string) => Promise<WindowStart>;

/** MiniBrowser has no other keys for its session than reloading, an address, and tabs. */
const miniBrowserLacks = 'MiniBrowser, the window that WebKitGTK ships, has no such key';

/** What each engine needs to reach the world from a window; the policies stay as they are shipped. */
export const windowStarts: Readonly<Record<Engine, Prepare>> = {
  chromium: async (found, lane, profile, folder) => {
    if (found.mode === 'headless-shell') throw new Unsupported('a headless shell has no window for a person');
    await writeChromiumPreferences(profile, folder);
    return {
      executable: found.executable,
      args: [...bareChromiumArguments(lane, folder), ...(profile.chromiumArguments ?? [])],
      environment: chromiumEnvironment(folder),
      addressBar: [300, 63],
      reloadButton: [95, 63],
      againAt: (url) => Promise.resolve([url]),
      lacksKeys: {},
    };
  },
  firefox: async (found, lane, profile, folder) => {
    await prepareFirefoxProfile(lane, folder, profile.firefoxPreferences);
    return {
      executable: found.executable,
      args: bareFirefoxArguments(folder),
      environment: {},
      addressBar: [350, 64],
      reloadButton: [87, 64],
      // Firefox brings a session back in place of the home page; behind any other it would not be seen.
      againAt: async (url) => {
        await appendFile(join(folder, 'user.js'), firefoxPreferenceLines({ 'browser.startup.homepage': url }));
        return [];
      },
      lacksKeys: {},
    };
  },
  webkit: (found, lane, { webkitPageCache }, folder) => {
    const executable = found.programs === undefined ? miniBrowser() : join(found.programs, 'MiniBrowser');
    if (found.driver !== 'webdriver' || executable === undefined) {
      throw new Unsupported(`${found.key} has no window for a person here; only WebKitGTK ships one, MiniBrowser`);
    }
    return Promise.resolve({
      executable,
      args: [
        '--ignore-tls-errors',
        `--proxy=${lane.proxyUrl}`,
        ...(webkitPageCache === undefined ? [] : [`--enable-page-cache=${String(webkitPageCache)}`]),
      ],
      environment: {
        GDK_BACKEND: 'x11',
        NO_AT_BRIDGE: '1',
        XDG_DATA_HOME: join(folder, 'data'),
        XDG_CACHE_HOME: join(folder, 'cache'),
        XDG_CONFIG_HOME: join(folder, 'config'),
      },
      addressBar: [400, 19],
      reloadButton: [700, 19],
      againAt: 'MiniBrowser, the window that WebKitGTK ships, forgets what was open when it ends',
      lacksKeys: {
        'alt+Left': miniBrowserLacks,
        'alt+Right': miniBrowserLacks,
        'ctrl+shift+t': miniBrowserLacks,
        'ctrl+u': miniBrowserLacks,
      },
    });
  },
};

/** The window program that belongs to the WebKitGTK of our own (`webkitgtk/window.js` names the same version of its interface). */
function miniBrowser(): string | undefined {
  return ['/usr/lib', '/usr/libexec', '/usr/lib64']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [folder, ...readdirSync(folder).map((inner) => join(folder, inner))])
    .map((folder) => join(folder, 'webkit2gtk-4.1', 'MiniBrowser'))
    .find((path) => existsSync(path));
}
