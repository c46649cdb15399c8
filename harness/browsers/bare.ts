import { spawn, type ChildProcess } from 'node:child_process';
import { bareStarts } from './bare-start.ts';
import { startDisplay, type Display } from './display.ts';
import { endTree } from './end-tree.ts';
import { lacksOf } from './lacks.ts';
import { makeOwnFolder, removeOwnFolder } from './own-folders.ts';
import { BrowserGone, Unsupported, type Browser, type FoundBrowser, type Lane, type Profile, type Tab } from './port.ts';

/**
 * A browser that nobody drives, behind the same port as the driven ones: it is given one address and nothing else, so
 * only checks whose pages drive themselves come to an end in it. Each tab is a browser process with a profile of its
 * own, started by the first `type`; every other deed is `Unsupported`.
 */
export function bareBrowser(found: FoundBrowser, lane: Lane): Browser {
  return new BareBrowser(found, lane);
}

class BareBrowser implements Browser {
  readonly policySettings = [];
  readonly lacks: Browser['lacks'];
  readonly #found: FoundBrowser;
  readonly #lane: Lane;
  readonly #gone = new AbortController();
  readonly #tabs = new Set<BareTab>();

  constructor(found: FoundBrowser, lane: Lane) {
    this.#found = found;
    this.#lane = lane;
    this.lacks = lacksOf(found);
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  open(): Promise<Tab> {
    const tab = new BareTab(this.#found, this.#lane, () => {
      this.#gone.abort(
        new BrowserGone(`${this.#found.key} without automation ended in the middle of the run (crashed or killed); start the run again`),
      );
    });
    this.#tabs.add(tab);
    return Promise.resolve(tab);
  }

  forgetCookies(): Promise<void> {
    return refuse('has nobody to empty its cookie jar');
  }

  openWindow(): Promise<never> {
    return refuse('is one that nobody sits at');
  }

  restart(): Promise<void> {
    return refuse('has nobody to start it again');
  }

  another(changes: Profile | undefined): Promise<Browser> {
    return changes === undefined ? Promise.resolve(bareBrowser(this.#found, this.#lane)) : refuse('has nobody to change its settings');
  }

  async close(): Promise<void> {
    await Promise.all([...this.#tabs].map((tab) => tab.close()));
  }
}

interface Running {
  readonly folder: string;
  readonly display: Display | undefined;
  readonly process: ChildProcess;
}

class BareTab implements Tab {
  readonly #found: FoundBrowser;
  readonly #lane: Lane;
  readonly #onGone: () => void;
  #running: Promise<Running> | undefined;
  #closing = false;

  constructor(found: FoundBrowser, lane: Lane, onGone: () => void) {
    this.#found = found;
    this.#lane = lane;
    this.#onGone = onGone;
  }

  async type(url: string): Promise<void> {
    if (this.#running !== undefined) return refuse('takes the one address that it is started with');
    this.#running = this.#start(url);
    await this.#running;
  }

  async #start(url: string): Promise<Running> {
    const folder = await makeOwnFolder('bare');
    let display: Display | undefined;
    try {
      const start = await bareStarts[this.#found.engine](this.#found, this.#lane, folder, url);
      display = start.needsDisplay ? await startDisplay() : undefined;
      const child = spawn(start.executable, start.args, {
        env: { ...process.env, ...(display === undefined ? {} : { DISPLAY: display.name, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' }) },
        stdio: 'ignore',
      });
      // `exit` comes for a process that ended, `error` for one that never was.
      for (const end of ['exit', 'error']) {
        child.once(end, () => {
          if (!this.#closing) this.#onGone();
        });
      }
      return { folder, display, process: child };
    } catch (error) {
      await release(folder, display);
      throw error;
    }
  }

  click(): Promise<void> {
    return refuse('has nobody to click');
  }

  evaluate(): Promise<unknown> {
    return refuse('runs no script but its pages’ own');
  }

  reload(): Promise<void> {
    return refuse('has nobody to press its buttons');
  }

  picture(): Promise<Buffer> {
    return refuse('has nobody to look at it');
  }

  async close(): Promise<void> {
    this.#closing = true;
    const running = await this.#running?.catch(() => undefined);
    this.#running = undefined;
    if (running === undefined) return;
    await endTree(running.process);
    await release(running.folder, running.display);
  }
}

/** Rejects with `Unsupported`, always. */
function refuse(lack: string): Promise<never> {
  return Promise.reject(new Unsupported(`a browser without automation ${lack}`));
}

async function release(folder: string, display: Display | undefined): Promise<void> {
  await display?.close();
  await removeOwnFolder(folder);
}
