import type { BrowserContext } from '@playwright/test';
import type { PolicySetting } from '../model/results.ts';
import { writeChromiumPreferences } from './chromium-preferences.ts';
import { windowOpener } from './desktop-window.ts';
import { firstLine } from './first-line.ts';
import { lacksOf } from './lacks.ts';
import { networkProcessesOf } from './network-watch.ts';
import { makeOwnFolder, removeOwnFolder } from './own-folders.ts';
import { launchers, type Launched } from './playwright-launch.ts';
import { PlaywrightTab } from './playwright-tab.ts';
import { BrowserGone, DriverError, type Browser, type Driver, type FoundBrowser, type Tab } from './port.ts';
import { withChanges } from './profiles.ts';

/**
 * Drives Chromium and stock Firefox through Playwright, always with a persistent profile: Playwright's usual contexts
 * are private windows, whose third-party cookie rules differ from a user's.
 */
export const playwrightDriver: Driver = {
  async launch(found, lane, profile) {
    const folder = await makeOwnFolder('profile');
    const means: Means = {
      folder,
      start: () => launchers[found.engine](found, lane, profile, folder),
      another: (changes) => playwrightDriver.launch(found, lane, withChanges(profile, changes)),
      openWindow: windowOpener(found, lane, profile),
    };
    try {
      if (found.engine === 'chromium') await writeChromiumPreferences(profile, folder);
      return new PlaywrightBrowser(found, await means.start(), means);
    } catch (error) {
      await removeOwnFolder(folder);
      throw new DriverError(`${found.key} did not start from ${found.executable}: ${firstLine(error)}`, { cause: error });
    }
  },
};

/** What stays when the browser is started again, and how it is started. */
interface Means extends Pick<Browser, 'another' | 'openWindow'> {
  readonly folder: string;
  readonly start: () => Promise<Launched>;
}

class PlaywrightBrowser implements Browser {
  readonly lacks: Browser['lacks'];
  readonly policySettings: readonly PolicySetting[];
  readonly openWindow: Browser['openWindow'];
  readonly another: Browser['another'];
  readonly #found: FoundBrowser;
  readonly #means: Means;
  readonly #gone = new AbortController();
  #context: BrowserContext;
  #closing = false;

  constructor(found: FoundBrowser, { context, policySettings }: Launched, means: Means) {
    this.lacks = lacksOf(found);
    this.policySettings = policySettings;
    this.openWindow = means.openWindow;
    this.another = means.another;
    this.#found = found;
    this.#means = means;
    this.#context = this.#watched(context);
  }

  #watched(context: BrowserContext): BrowserContext {
    return context.on('close', () => {
      if (!this.#closing)
        this.#gone.abort(new BrowserGone(`${this.#found.key} ended in the middle of the run (crashed or killed); start the run again`));
    });
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  async open(): Promise<Tab> {
    return new PlaywrightTab(await this.#context.newPage(), this.#found);
  }

  networkProcesses(): readonly number[] {
    return networkProcessesOf(this.#means.folder);
  }

  async forgetCookies(): Promise<void> {
    await this.#context.clearCookies();
  }

  async restart(meanwhile?: (folder: string) => Promise<void>): Promise<void> {
    this.#closing = true;
    await this.#context.close();
    await meanwhile?.(this.#means.folder);
    this.#context = this.#watched((await this.#means.start()).context);
    this.#closing = false;
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#context.close().catch(() => undefined);
    await removeOwnFolder(this.#means.folder);
  }
}
