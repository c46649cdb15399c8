import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { changedShare, darkest, isPlain, png, type Frame } from './desktop-frame.ts';
import { windowStarts, type WindowStart } from './desktop-start.ts';
import { noticeableShare, startDesktop, type Desktop, type Place } from './desktop.ts';
import { endTree, killTree } from './end-tree.ts';
import { makeOwnFolder, removeOwnFolder } from './own-folders.ts';
import {
  BrowserGone,
  DriverError,
  Unsupported,
  type Browser,
  type FoundBrowser,
  type Lane,
  type Profile,
  type RealWindow,
  type Remembered,
} from './port.ts';
import { withChanges } from './profiles.ts';
import { isStored, remembers } from './saved-session.ts';

/** Time between two looks at whether something has come up, in milliseconds. */
const lookEveryMs = 30;
/** What differs by more than this share is another page, of another colour; the browser’s own bars are far less. */
const anotherPageShare = 0.5;
/** Keys that close a window with all its tabs; a browser ends with its last one. */
const closeWindow = 'ctrl+shift+w';
/** Longest wait for a button that can be used, for a page that is drawn, and for a browser to end or to write its files, in milliseconds. */
const patienceMs = 60_000;

/**
 * True when a click on the reload button reloads. Firefox greys it for a moment after each load; while a page loads every browser
 * has a cross there, for stopping, which is dark in the middle where the bent arrow is empty.
 */
function isReloadReady(frame: Frame, button: Place): boolean {
  return darkest(frame, button, 8) < 0x60 && darkest(frame, button, 1) > 0xa0;
}

/**
 * Opens windows of a browser as a person has it: no driver, real keys, and each window with a profile, a process and a
 * display of its own, so that several stand side by side and none leaves anything behind for the next.
 */
export function windowOpener(found: FoundBrowser, lane: Lane, profile: Profile): Browser['openWindow'] {
  return async (changes) => {
    const folder = await makeOwnFolder('window');
    let desktop: Desktop | undefined;
    try {
      desktop = await startDesktop(folder);
      return new DesktopWindow(
        found,
        await windowStarts[found.engine](found, lane, withChanges(profile, changes), folder),
        desktop,
        folder,
      );
    } catch (error) {
      await desktop?.close();
      await removeOwnFolder(folder);
      throw error;
    }
  };
}

/** Whatever a person does, they first wait until the screen stands still: a browser that is still drawing itself loses keys. */
class DesktopWindow implements RealWindow {
  readonly #found: FoundBrowser;
  readonly #start: WindowStart;
  readonly #desktop: Desktop;
  readonly #folder: string;
  readonly #gone = new AbortController();
  #process: ChildProcess | undefined;
  #firstUrl = '';
  #closing = false;

  constructor(found: FoundBrowser, start: WindowStart, desktop: Desktop, folder: string) {
    this.#found = found;
    this.#start = start;
    this.#desktop = desktop;
    this.#folder = folder;
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** The first address starts the browser; each later one is typed over the one in the address bar. */
  async type(url: string): Promise<void> {
    if (this.#process === undefined) {
      this.#firstUrl = url;
      this.#process = this.#run([url]);
      return;
    }
    await this.#desktop.lookWhenStill();
    await this.#desktop.writeAt(this.#start.addressBar, 'ctrl+l', url);
    await this.#desktop.lookWhenStill();
    // Address bars complete what is typed; what they added goes.
    await this.#desktop.press('Delete', 'Return');
  }

  #run(urls: readonly string[]): ChildProcess {
    const { executable, args, environment } = this.#start;
    const child = spawn(executable, [...args, ...urls], {
      env: { ...process.env, ...environment, DISPLAY: this.#desktop.displayName },
      stdio: 'ignore',
    });
    for (const end of ['exit', 'error']) {
      child.once(end, () => {
        if (!this.#closing) this.#gone.abort(new BrowserGone(`the window of ${this.#found.key} ended in the middle of the run`));
      });
    }
    return child;
  }

  async press(keys: string): Promise<void> {
    const lack = this.#start.lacksKeys[keys];
    if (lack !== undefined) throw new Unsupported(`${lack}: ${keys}`);
    await this.#desktop.lookWhenStill();
    await this.#desktop.press(keys);
  }

  async restart(): Promise<void> {
    await this.#startAgain(async (before) => {
      await this.press(closeWindow);
      await this.#until(() => hasEnded(before), `${this.#found.key} to end with its last window`);
    });
  }

  async crash({ url, stored }: Remembered): Promise<void> {
    await this.#startAgain(async (before) => {
      const { engine } = this.#found;
      await this.#until(() => remembers(engine, this.#folder, url), `the profile to remember ${url}`);
      // One that is not stored by then never will be: what that browser shows is what comes of it.
      if (stored) await this.#comes(() => isStored(engine, this.#folder, url));
      await killTree(before);
      await this.#until(() => hasEnded(before), `${this.#found.key} to be gone`);
    });
  }

  async #startAgain(end: (before: ChildProcess) => Promise<void>): Promise<void> {
    const { againAt } = this.#start;
    if (typeof againAt === 'string') throw new Unsupported(againAt);
    if (this.#process === undefined) throw new DriverError('a window that was never started cannot be started again');
    this.#closing = true;
    await end(this.#process);
    this.#closing = false;
    this.#process = this.#run(await againAt(this.#firstUrl));
  }

  async clickMiddle(times: number): Promise<void> {
    await this.#desktop.lookWhenStill();
    await this.#desktop.click(times);
    // In the middle of the screen the pointer would pass for something written there.
    await this.#desktop.rest();
  }

  async clickReload(): Promise<void> {
    const button = this.#start.reloadButton;
    await this.#desktop.rest();
    await this.#until(
      async () => isReloadReady(await this.#desktop.lookWhenStill(), button),
      `the reload button of ${this.#found.key} to be ready`,
    );
    await this.#desktop.click(1, button);
  }

  /** Waits until something is so that sends no event. @throws DriverError when it never is. */
  async #until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
    if (!(await this.#comes(holds))) throw new DriverError(`waited ${String(patienceMs)} ms for ${what}`);
  }

  /** The same, with false when patience ends first. */
  async #comes(holds: () => boolean | Promise<boolean>): Promise<boolean> {
    const deadline = performance.now() + patienceMs;
    while (!(await holds())) {
      if (performance.now() > deadline) return false;
      await wait(lookEveryMs);
    }
    return true;
  }

  /** A screen with nothing written on it is one whose page is not drawn yet. */
  async still(): Promise<Frame> {
    let frame: Frame | undefined;
    await this.#until(
      async () => !isPlain((frame = await this.#desktop.lookWhenStill())),
      `the window of ${this.#found.key} to show something written`,
    );
    return frame ?? this.#desktop.look();
  }

  changed(before: Frame, until: AbortSignal): Promise<boolean> {
    return this.#differs([before], noticeableShare, until);
  }

  mostlyChanged(known: readonly Frame[], until: AbortSignal): Promise<boolean> {
    return this.#differs(known, anotherPageShare, until);
  }

  async #differs(known: readonly Frame[], share: number, until: AbortSignal): Promise<boolean> {
    const differs = (now: Frame): boolean => known.every((frame) => changedShare(frame, now) >= share);
    while (!until.aborted) {
      if (differs(this.#desktop.look())) {
        const now = await this.#desktop.lookWhenStill();
        if (differs(now) && !isPlain(now)) return true;
      }
      await wait(lookEveryMs);
    }
    return false;
  }

  async restored(frame: Frame, until: AbortSignal): Promise<boolean> {
    while (!until.aborted) {
      if (changedShare(frame, await this.#desktop.lookWhenStill()) < noticeableShare) return true;
      await wait(lookEveryMs);
    }
    return false;
  }

  picture(): Promise<Buffer> {
    return Promise.resolve(png(this.#desktop.look()));
  }

  click(): Promise<void> {
    return refuse('cannot find what a selector names');
  }

  evaluate(): Promise<unknown> {
    return refuse('runs no script but its pages’ own');
  }

  reload(): Promise<void> {
    return this.press('F5');
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#process !== undefined) await endTree(this.#process);
    await this.#desktop.close();
    await removeOwnFolder(this.#folder);
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** @throws Unsupported, always. */
function refuse(lack: string): never {
  throw new Unsupported(`a person at a window ${lack}`);
}
