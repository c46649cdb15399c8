import { By, type WebDriver } from 'selenium-webdriver';
import type { PolicySetting } from '../model/results.ts';
import { windowOpener } from './desktop-window.ts';
import { startDisplay, type Display } from './display.ts';
import { lacksOf } from './lacks.ts';
import { makeOwnFolder, removeOwnFolder } from './own-folders.ts';
import { BrowserGone, type Browser, type Driver, type FoundBrowser, type Tab } from './port.ts';
import { withChanges } from './profiles.ts';
import { endSession, startSession, type Running } from './webdriver-session.ts';
import { webkitPolicySettings } from './webkit-settings.ts';

/** Drives WebKitGTK by W3C WebDriver, with a window program of our own: MiniBrowser's session has no cache. */
export const webdriverDriver: Driver = {
  async launch(found, lane, profile) {
    const display = await startDisplay();
    const folder = await makeOwnFolder('webkit');
    const means: Means = {
      folder,
      display,
      start: () => startSession(found, lane, profile, folder, display),
      another: (changes) => webdriverDriver.launch(found, lane, withChanges(profile, changes)),
      openWindow: windowOpener(found, lane, profile),
    };
    try {
      return new WebDriverBrowser(found, await means.start(), webkitPolicySettings(profile), means);
    } catch (error) {
      await leave(means);
      throw error;
    }
  },
};

/** What stays when the browser is started again, and how it is started. */
interface Means extends Pick<Browser, 'another' | 'openWindow'> {
  readonly folder: string;
  readonly display: Display;
  readonly start: () => Promise<Running>;
}

async function leave({ folder, display }: Means): Promise<void> {
  await display.close();
  await removeOwnFolder(folder);
}

class WebDriverBrowser implements Browser {
  readonly lacks: Browser['lacks'];
  readonly policySettings: readonly PolicySetting[];
  readonly openWindow: Browser['openWindow'];
  readonly another: Browser['another'];
  readonly #found: FoundBrowser;
  readonly #means: Means;
  readonly #gone = new AbortController();
  #running: Running;
  #closing = false;
  #firstWindow: string | undefined;
  #currentWindow: string | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(found: FoundBrowser, running: Running, settings: readonly PolicySetting[], means: Means) {
    this.lacks = lacksOf(found);
    this.policySettings = settings;
    this.openWindow = means.openWindow;
    this.another = means.another;
    this.#found = found;
    this.#means = means;
    this.#running = this.#watched(running);
  }

  #watched(running: Running): Running {
    const onEnd = (): void => {
      if (!this.#closing)
        this.#gone.abort(new BrowserGone(`${this.#found.key} ended in the middle of the run (crashed or killed); start the run again`));
    };
    running.service.once('exit', onEnd);
    // The driver service lives on when the browser that it started has ended.
    running.lifeline.cut.addEventListener('abort', onEnd, { once: true });
    return running;
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Which window a command goes to is the session's state, so commands of several tabs take turns. */
  command<T>(act: (session: WebDriver) => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => act(this.#running.session));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Runs a command in a window; switching to it costs a round trip of its own, so only where it is not the current one. */
  inWindow<T>(handle: string, act: (session: WebDriver) => Promise<T>): Promise<T> {
    return this.command(async (session) => {
      if (this.#currentWindow !== handle) await session.switchTo().window(handle);
      this.#currentWindow = handle;
      return act(session);
    });
  }

  async open(): Promise<Tab> {
    const handle = await this.command(async (session) => {
      this.#currentWindow = undefined;
      // The session comes with one window; it stays open, because closing the last one would end the session.
      this.#firstWindow ??= await session.getWindowHandle();
      await session.switchTo().window(this.#firstWindow);
      await session.switchTo().newWindow('window');
      return session.getWindowHandle();
    });
    return new WebDriverTab(this, handle);
  }

  async forgetCookies(): Promise<void> {
    // WebDriver itself can only empty the jar for the site that is shown.
    await this.#running.lifeline.tell('forget-cookies');
  }

  async restart(meanwhile?: (folder: string) => Promise<void>): Promise<void> {
    await this.#end();
    await meanwhile?.(this.#means.folder);
    this.#firstWindow = undefined;
    this.#currentWindow = undefined;
    this.#running = this.#watched(await this.#means.start());
    this.#closing = false;
  }

  async #end(): Promise<void> {
    this.#closing = true;
    await this.#running.session.quit().catch(() => undefined);
    await endSession(this.#running);
  }

  async close(): Promise<void> {
    await this.#end();
    await leave(this.#means);
  }
}

class WebDriverTab implements Tab {
  readonly #browser: WebDriverBrowser;
  readonly #handle: string;

  constructor(browser: WebDriverBrowser, handle: string) {
    this.#browser = browser;
    this.#handle = handle;
  }

  #inWindow<T>(act: (session: WebDriver) => Promise<T>): Promise<T> {
    return this.#browser.inWindow(this.#handle, act);
  }

  async type(url: string): Promise<void> {
    await this.#inWindow((session) => session.get(url));
  }

  async click(selector: string, frames: readonly string[] = []): Promise<void> {
    await this.#inWindow(async (session) => {
      try {
        for (const frame of frames) await session.switchTo().frame(session.findElement(By.css(frame)));
        await session.findElement(By.css(selector)).click();
      } finally {
        // The frame that commands go to stays chosen, like the window.
        if (frames.length > 0) await session.switchTo().defaultContent();
      }
    });
  }

  async evaluate(expression: string): Promise<unknown> {
    return this.#inWindow((session) => session.executeScript(`return (${expression});`));
  }

  async reload(): Promise<void> {
    await this.#inWindow((session) => session.navigate().refresh());
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.#inWindow((session) => session.takeScreenshot()), 'base64');
  }

  async close(): Promise<void> {
    await this.#inWindow((session) => session.close());
  }
}
