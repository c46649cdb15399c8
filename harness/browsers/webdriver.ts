import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Builder, By, Capabilities, type WebDriver } from 'selenium-webdriver';
import { directAddresses, directDomain } from '../../servers/names.ts';
import type { PolicySetting } from '../model/results.ts';
import { windowOpener } from './desktop-window.ts';
import { startDisplay, type Display } from './display.ts';
import { endTree } from './end-tree.ts';
import { lacksOf } from './lacks.ts';
import { openLifeline, type Lifeline } from './lifeline.ts';
import { makeOwnFolder, removeOwnFolder } from './own-folders.ts';
import { BrowserGone, DriverError, type Browser, type Driver, type FoundBrowser, type Lane, type Profile, type Tab } from './port.ts';
import { windowProgram } from './window-program.ts';
import { withChanges } from './profiles.ts';

/** A session was once refused in about seven starts, before any page was there; a refused start is simply done again. */
const startAttempts = 4;
/** Longest wait for the window of one start, in milliseconds. */
const startDeadlineMs = 30_000;

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
      return new WebDriverBrowser(found, await means.start(), policySettings(profile), means);
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

/** A browser with its driver. */
interface Running {
  readonly session: WebDriver;
  readonly service: ChildProcess;
  readonly lifeline: Lifeline;
}

async function end({ service, lifeline }: Omit<Running, 'session'>): Promise<void> {
  await endTree(service);
  lifeline.close();
}

async function startSession(found: FoundBrowser, lane: Lane, profile: Profile, folder: string, display: Display): Promise<Running> {
  const problems: unknown[] = [];
  for (let attempt = 0; attempt < startAttempts; attempt += 1) {
    try {
      return await tryToStart(found, lane, profile, folder, display);
    } catch (error) {
      problems.push(error);
    }
  }
  const last = problems.at(-1);
  throw new DriverError(
    `${found.key} did not start in ${String(startAttempts)} attempts: ${last instanceof Error ? last.message : String(last)}`,
    { cause: last },
  );
}

/** Rejects when the window ended or did not come in time; the driver service itself would wait for it for ever. */
function startFailed({ cut }: Lifeline): Promise<never> {
  return new Promise((_, reject) => {
    const over = AbortSignal.any([cut, AbortSignal.timeout(startDeadlineMs)]);
    over.addEventListener('abort', () => {
      reject(new DriverError(cut.aborted ? 'the window ended at once' : `no window came within ${String(startDeadlineMs)} ms`));
    });
  });
}

async function tryToStart(found: FoundBrowser, lane: Lane, profile: Profile, folder: string, display: Display): Promise<Running> {
  const port = await freePort();
  const service = spawn(found.executable, [`--port=${String(port)}`], {
    env: { ...process.env, DISPLAY: display.name, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
    stdio: 'ignore',
  });
  const lifeline = await openLifeline(join(folder, 'lifeline'));
  try {
    await listening(port, service);
    const settings = {
      folder,
      proxy: lane.proxyUrl,
      direct: [directAddresses, `*.${directDomain}`],
      lifeline: lifeline.path,
      ...(profile.webkitCookies === undefined ? {} : { cookies: profile.webkitCookies }),
      ...(profile.webkitPageCache === undefined ? {} : { pageCache: profile.webkitPageCache }),
      ...(profile.webkitCacheModel === undefined ? {} : { cacheModel: profile.webkitCacheModel }),
    };
    const capabilities = new Capabilities({
      browserName: 'Originwatch',
      pageLoadStrategy: 'none',
      acceptInsecureCerts: true,
      'webkitgtk:browserOptions': { binary: windowProgram, args: [JSON.stringify(settings)] },
    });
    const session = await Promise.race([
      new Builder()
        .usingServer(`http://127.0.0.1:${String(port)}`)
        .withCapabilities(capabilities)
        .build(),
      startFailed(lifeline),
    ]);
    return { session, service, lifeline };
  } catch (error) {
    await end({ service, lifeline });
    throw error;
  }
}

function policySettings(profile: Profile): readonly PolicySetting[] {
  return [
    {
      name: 'acceptInsecureCerts',
      value: 'true',
      reason: 'trusts the world’s certificates; https pages are secure contexts and their responses are cached',
    },
    { name: 'network proxy', value: 'the world’s proxy', reason: 'the way into the test world' },
    { name: 'website data', value: 'folders of a fresh profile', reason: 'MiniBrowser’s automation session is ephemeral and never caches' },
    ...(profile.webkitCookies === undefined
      ? []
      : [{ name: 'cookie accept policy', value: profile.webkitCookies, reason: `profile ${profile.name}` }]),
    ...(profile.webkitPageCache === undefined
      ? []
      : [{ name: 'page cache', value: String(profile.webkitPageCache), reason: `profile ${profile.name}` }]),
    ...(profile.webkitCacheModel === undefined
      ? []
      : [{ name: 'cache model', value: profile.webkitCacheModel, reason: `profile ${profile.name}` }]),
  ];
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
    await end(this.#running);
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

  async back(): Promise<void> {
    await this.#inWindow((session) => session.navigate().back());
  }

  async forward(): Promise<void> {
    await this.#inWindow((session) => session.navigate().forward());
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until the driver service answers its status address. */
async function listening(port: number, service: ChildProcess): Promise<void> {
  const deadline = performance.now() + 10_000;
  let failure: Error | undefined;
  service.once('error', (error) => (failure = error));
  while (performance.now() < deadline) {
    if (failure !== undefined)
      throw new DriverError(`the WebKit driver did not start: ${failure.message}; install it (Debian: apt-get install webkit2gtk-driver)`);
    if (service.exitCode !== null) throw new DriverError(`the WebKit driver ended with status ${String(service.exitCode)}`);
    const answered = await fetch(`http://127.0.0.1:${String(port)}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new DriverError('the WebKit driver did not answer within 10 s');
}
