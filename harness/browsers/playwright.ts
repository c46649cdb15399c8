import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium, firefox, webkit, type BrowserContext, type Page } from '@playwright/test';
import type { PolicySetting } from '../model/results.ts';
import { chromiumEnvironment, chromiumPolicySettings, chromiumPreferencesFile, chromiumSwitches } from './chromium-settings.ts';
import { clickInFrame } from './click-in-frame.ts';
import { windowOpener } from './desktop-window.ts';
import { firefoxPolicySettings, firefoxPreferences } from './firefox-settings.ts';
import { firstLine } from './first-line.ts';
import { lacksOf } from './lacks.ts';
import { makeOwnFolder, removeOwnFolder } from './own-folders.ts';
import {
  BrowserGone,
  DriverError,
  type Browser,
  type Driver,
  Unsupported,
  type FoundBrowser,
  type Lane,
  type Profile,
  type Tab,
} from './port.ts';
import { withChanges } from './profiles.ts';
import { acknowledgePromptly } from './prompt-acknowledgement.ts';
import { withoutActivation } from './without-activation.ts';

/** Longest wait for a click's target or a picture, in milliseconds. */
const actionTimeoutMs = 60_000;

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

interface Launched {
  readonly context: BrowserContext;
  readonly policySettings: readonly PolicySetting[];
}

/** Playwright would end its own browsers at a signal, and this process with them, before anything else has been ended. */
const deafToSignals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

const launchers = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit } as const;

/** Writes the preferences that a fresh profile begins with; Chromium keeps its own in the same file from then on. */
async function writeChromiumPreferences({ chromiumPreferences }: Profile, folder: string): Promise<void> {
  if (chromiumPreferences === undefined) return;
  await mkdir(join(folder, 'Default'));
  await writeFile(join(folder, 'Default', 'Preferences'), chromiumPreferencesFile(chromiumPreferences));
}

async function launchChromium(found: FoundBrowser, lane: Lane, profile: Profile, folder: string): Promise<Launched> {
  const switches = chromiumSwitches(lane, profile, found.mode, folder, process.getuid?.() === 0);
  const context = await chromium.launchPersistentContext(folder, {
    ...deafToSignals,
    executablePath: found.executable,
    headless: true,
    ignoreDefaultArgs: true,
    args: [...switches.map(({ argument }) => argument), 'about:blank'],
    env: { ...process.env, ...chromiumEnvironment(folder) },
    viewport: null,
  });
  return { context, policySettings: chromiumPolicySettings(switches, profile) };
}

async function launchFirefox(found: FoundBrowser, lane: Lane, profile: Profile, folder: string): Promise<Launched> {
  const context = await firefox.launchPersistentContext(folder, {
    ...deafToSignals,
    // An unpatched Firefox over WebDriver BiDi; the executable decides which one.
    channel: 'moz-firefox',
    executablePath: found.executable,
    headless: true,
    firefoxUserPrefs: firefoxPreferences(lane, profile),
    ignoreHTTPSErrors: true,
    viewport: null,
  });
  withoutActivation(context);
  acknowledgePromptly(context);
  return { context, policySettings: firefoxPolicySettings(profile) };
}

/** Playwright's own WebKit, where it could be downloaded. Untested: no machine of ours can have it. */
async function launchWebKit(found: FoundBrowser, lane: Lane, _profile: Profile, folder: string): Promise<Launched> {
  const context = await webkit.launchPersistentContext(folder, {
    ...deafToSignals,
    executablePath: found.executable,
    headless: true,
    proxy: { server: lane.proxyUrl },
    ignoreHTTPSErrors: true,
    viewport: null,
  });
  return {
    context,
    policySettings: [
      {
        name: 'Playwright’s WebKit',
        value: 'its own build and defaults',
        reason: 'not a shipped browser; its settings have not been reviewed',
      },
    ],
  };
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

/** Where an element is in the window, in CSS pixels. */
type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** Playwright's click asks the page whether an element is visible, in words that Chromium knows since 105. */
function knowsVisibility({ engine, version }: FoundBrowser): boolean {
  return engine !== 'chromium' || Number(version.split('.', 1)[0]) >= 105;
}

class PlaywrightTab implements Tab {
  readonly #page: Page;
  readonly #found: FoundBrowser;

  constructor(page: Page, found: FoundBrowser) {
    this.#page = page;
    this.#found = found;
    // Without a listener Playwright would dismiss dialogs by itself, and a page's alert would pass unnoticed.
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  }

  type(url: string): Promise<void> {
    // What comes of a navigation is for the origins to tell: pages here drive themselves on, and a navigation that is
    // overtaken by the next one is no failure.
    this.#page.goto(url, { waitUntil: 'commit' }).catch(() => undefined);
    return Promise.resolve();
  }

  async click(selector: string, frames: readonly string[] = []): Promise<void> {
    if (!knowsVisibility(this.#found)) {
      if (frames.length > 0) throw new Unsupported('the driver cannot click inside frames of a Chromium below 105');
      await this.#clickAtItsPlace(selector);
      return;
    }
    let frame = this.#page.mainFrame();
    for (const around of frames) {
      const element = await frame.waitForSelector(around, { timeout: actionTimeoutMs });
      frame = (await element.contentFrame()) ?? frame;
    }
    if (frames.length > 0 && this.#found.engine === 'firefox') await clickInFrame(this.#page, frame, selector);
    else await frame.click(selector, { timeout: actionTimeoutMs, noWaitAfter: true });
  }

  /** Scrolls there and clicks in the middle, as Playwright does, once the element is there. */
  async #clickAtItsPlace(selector: string): Promise<void> {
    const element = `document.querySelector(${JSON.stringify(selector)})`;
    await this.#page.waitForFunction(`${element} !== null`, undefined, { timeout: actionTimeoutMs });
    const place = `(element) => { element.scrollIntoView({ block: 'center' }); return element.getBoundingClientRect().toJSON(); }`;
    const box = await this.#page.evaluate<Box>(`(${place})(${element})`);
    await this.#page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  async evaluate(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  back(): Promise<void> {
    this.#page.goBack({ waitUntil: 'commit', timeout: actionTimeoutMs }).catch(() => undefined);
    return Promise.resolve();
  }

  forward(): Promise<void> {
    this.#page.goForward({ waitUntil: 'commit', timeout: actionTimeoutMs }).catch(() => undefined);
    return Promise.resolve();
  }

  reload(): Promise<void> {
    this.#page.reload({ waitUntil: 'commit', timeout: actionTimeoutMs }).catch(() => undefined);
    return Promise.resolve();
  }

  async picture(): Promise<Buffer> {
    return this.#page.screenshot({ timeout: actionTimeoutMs });
  }

  async close(): Promise<void> {
    // Chromium has been seen never to confirm a closed page on a busy machine; its tab must not hold up the run.
    await Promise.race([this.#page.close(), setTimeout(actionTimeoutMs, undefined, { ref: false })]);
  }
}
