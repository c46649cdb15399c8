import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox, webkit, type BrowserContext, type Page } from '@playwright/test';
import { chromiumPolicySettings, chromiumSwitches } from './chromium-settings.ts';
import { firefoxPolicySettings, firefoxPreferences } from './firefox-settings.ts';
import { firstLine } from './first-line.ts';
import {
  BrowserGone,
  DriverError,
  type Browser,
  type Driver,
  type FoundBrowser,
  type Lane,
  type PolicySetting,
  type Profile,
  type Tab,
} from './port.ts';
import { withoutActivation } from './without-activation.ts';

/** Longest wait for a click's target or a picture, in milliseconds. */
const actionTimeoutMs = 10_000;

/**
 * Drives Chromium and stock Firefox through Playwright, always with a persistent profile: Playwright's usual contexts
 * are private windows, whose third-party cookie rules differ from a user's.
 */
export const playwrightDriver: Driver = {
  async launch(found, lane, profile) {
    const folder = await mkdtemp(join(tmpdir(), 'originwatch-profile-'));
    try {
      const { context, policySettings } = await launchers[found.engine](found, lane, profile, folder);
      return new PlaywrightBrowser(found, context, policySettings, folder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw new DriverError(`${found.key} did not start from ${found.executable}: ${firstLine(error)}`, { cause: error });
    }
  },
};

interface Launched {
  readonly context: BrowserContext;
  readonly policySettings: readonly PolicySetting[];
}

const launchers = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit } as const;

async function launchChromium(found: FoundBrowser, lane: Lane, profile: Profile, folder: string): Promise<Launched> {
  if (profile.chromiumPreferences !== undefined) {
    await mkdir(join(folder, 'Default'));
    await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(nested(profile.chromiumPreferences)));
  }
  const switches = chromiumSwitches(lane, profile, folder, process.getuid?.() === 0);
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: found.executable,
    headless: true,
    ignoreDefaultArgs: true,
    args: [...switches.map(({ argument }) => argument), 'about:blank'],
    viewport: null,
  });
  return { context, policySettings: chromiumPolicySettings(switches, profile) };
}

async function launchFirefox(found: FoundBrowser, lane: Lane, profile: Profile, folder: string): Promise<Launched> {
  const context = await firefox.launchPersistentContext(folder, {
    // An unpatched Firefox over WebDriver BiDi; the executable decides which one.
    channel: 'moz-firefox',
    executablePath: found.executable,
    headless: true,
    firefoxUserPrefs: firefoxPreferences(lane, profile),
    ignoreHTTPSErrors: true,
    viewport: null,
  });
  withoutActivation(context);
  return { context, policySettings: firefoxPolicySettings(profile) };
}

/** Playwright's own WebKit, where it could be downloaded. Untested: no machine of ours can have it. */
async function launchWebKit(found: FoundBrowser, lane: Lane, _profile: Profile, folder: string): Promise<Launched> {
  const context = await webkit.launchPersistentContext(folder, {
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
  readonly lacks = {};
  readonly policySettings: readonly PolicySetting[];
  readonly #context: BrowserContext;
  readonly #folder: string;
  readonly #gone = new AbortController();
  #closing = false;

  constructor(found: FoundBrowser, context: BrowserContext, policySettings: readonly PolicySetting[], folder: string) {
    this.policySettings = policySettings;
    this.#context = context;
    this.#folder = folder;
    context.on('close', () => {
      if (!this.#closing)
        this.#gone.abort(new BrowserGone(`${found.key} ended in the middle of the run (crashed or killed); start the run again`));
    });
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  async open(): Promise<Tab> {
    return new PlaywrightTab(await this.#context.newPage());
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#context.close().catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

class PlaywrightTab implements Tab {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    // Without a listener Playwright would dismiss dialogs by itself, and a page's alert would pass unnoticed.
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  }

  type(url: string): Promise<void> {
    // What comes of a navigation is for the origins to tell: pages here drive themselves on, and a navigation that is
    // overtaken by the next one is no failure.
    this.#page.goto(url, { waitUntil: 'commit' }).catch(() => undefined);
    return Promise.resolve();
  }

  async click(selector: string): Promise<void> {
    await this.#page.click(selector, { timeout: actionTimeoutMs, noWaitAfter: true });
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
    await this.#page.close();
  }
}

/** `{ 'a.b': 1 }` as `{ a: { b: 1 } }`, the shape of Chromium's preferences file. */
function nested(preferences: Readonly<Record<string, string | number | boolean>>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(preferences)) {
    const keys = path.split('.');
    const last = keys.pop() ?? path;
    let node = root;
    for (const key of keys) {
      node[key] ??= {};
      node = node[key] as Record<string, unknown>;
    }
    node[last] = value;
  }
  return root;
}
