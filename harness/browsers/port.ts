import type { World } from '../../servers/world.ts';
import type { Ability } from '../model/journey.ts';
import type { BrowserMode, PolicySetting } from '../model/results.ts';
import type { Frame } from './desktop-frame.ts';

export type Engine = 'chromium' | 'firefox' | 'webkit';

/** A browser that was found on this machine. */
export interface FoundBrowser {
  /** Product and version that make a project's name: `chromium-156`, `chromium-headless-shell-126`, `webkitgtk-2.50`. */
  readonly key: string;
  readonly engine: Engine;
  readonly version: string;
  /** Who built it, and what else is part of its identity, such as the version of libsoup. */
  readonly build: string;
  readonly driver: 'playwright' | 'webdriver';
  /** Whether it is a browser as people have it, or Chromium's headless shell, which lacks what a window would need. */
  readonly mode: BrowserMode;
  readonly executable: string;
  /**
   * The folder of the programs of a build that lives in a system tree of its own, such as WebKitGTK's `gjs`; absent for
   * a browser of this machine.
   */
  readonly programs?: string;
}

/** How a browser is set: `stock` is as shipped; other profiles switch one policy, to prove that checks notice. */
export interface Profile {
  readonly name: string;
  readonly chromiumArguments?: readonly string[];
  /** Preferences of the Chromium profile folder, by dotted path. */
  readonly chromiumPreferences?: Readonly<Record<string, string | number | boolean>>;
  readonly firefoxPreferences?: Readonly<Record<string, string | number | boolean>>;
  readonly webkitCookies?: 'always' | 'never' | 'no-third-party';
  /** Whether WebKitGTK keeps documents that were left; as it is shipped when absent. */
  readonly webkitPageCache?: boolean;
  /** The cache model of WebKitGTK; `document-viewer` keeps nothing. As it is shipped when absent. */
  readonly webkitCacheModel?: 'document-viewer';
}

export const stockProfile: Profile = { name: 'stock' };

/** What a browser needs to know of the world: where the proxy is and what to trust. */
export type Lane = Pick<World, 'proxyUrl' | 'spkiHash' | 'caPem'>;

/** A running browser, as a user has it: one profile, several tabs. */
export interface Browser {
  /** Every switch and preference that touches a policy, for the report. */
  readonly policySettings: readonly PolicySetting[];
  /** What this browser, as it is driven here, never does for any page, and why; a step that needs it is `unsupported`. */
  readonly lacks: Readonly<Partial<Record<Ability, string>>>;
  /** Aborts with a `BrowserGone` reason when the browser ends without being asked to. */
  readonly gone: AbortSignal;
  open(): Promise<Tab>;
  /** Ids of the processes that hold the jar, the cache and the connections; absent where the driver cannot tell them. */
  networkProcesses?(): readonly number[];
  /** Empties the cookie jar. That it is empty is for the wire to show. */
  forgetCookies(): Promise<void>;
  /**
   * Opens a window for a person at the keyboard, set like this browser but for `changes`. @throws MachineLack where there is no
   * display for one; Unsupported where the browser has no such window.
   */
  openWindow(changes?: Profile): Promise<RealWindow>;
  /**
   * Ends the browser as a person does and starts it again with the same profile; its tabs are gone. `meanwhile` may look at the
   * profile's folder while nothing runs.
   */
  restart(meanwhile?: (folder: string) => Promise<void>): Promise<void>;
  /** Starts another browser of the same kind with a fresh profile, set like this one but for `changes`. */
  another(changes: Profile | undefined): Promise<Browser>;
  close(): Promise<void>;
}

/**
 * One tab. Navigations only start here: what came of them is for the origins to tell, so no method waits for a
 * page, and none says what a policy did.
 * A step that this driver has no means for throws `Unsupported`.
 */
export interface Tab {
  /** The user types an address. Resolves when the browser has taken it, not when a page is there. */
  type(url: string): Promise<void>;
  /** A trusted click, with the user activation that it brings. @param frames the frames around the element, outermost first. */
  click(selector: string, frames?: readonly string[]): Promise<void>;
  /** Evaluates an expression in the page and returns its JSON value. */
  evaluate(expression: string): Promise<unknown>;
  reload(): Promise<void>;
  /** A PNG of what the tab shows. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

/** A page that must outlive its browser: its address, and whether it may be in the cache. */
export interface Remembered {
  readonly url: string;
  readonly stored: boolean;
}

/**
 * The second way of acting: a browser in a real window on a display of its own, started without any driver, and a person in
 * front of it, with real keys and eyes. `type` and `reload` are what a person's keys do.
 */
export interface RealWindow extends Tab {
  /** Aborts with a `BrowserGone` reason when the window ends without being asked to. */
  readonly gone: AbortSignal;
  /** Presses a combination of keys, as xdotool names them: `F5`, `ctrl+shift+r`, `alt+Left`, `Return`, `Escape`. */
  press(keys: string): Promise<void>;
  /** Clicks so many times in the middle of the window, with the user activation that it brings. */
  clickMiddle(times: number): Promise<void>;
  /** Clicks the reload button of the window's toolbar. @throws DriverError when it cannot be used. */
  clickReload(): Promise<void>;
  /**
   * Closes the browser with its last window and, when it has ended, starts it again with its profile, at the first address
   * that was typed.
   * @throws Unsupported where nothing of what was open could come back; DriverError when it does not end.
   */
  restart(): Promise<void>;
  /**
   * Kills the browser as soon as its profile remembers the page for a start to come, and starts it again as `restart` does.
   * @throws Unsupported where nothing of what was open could come back; DriverError when the profile never remembers.
   */
  crash(page: Remembered): Promise<void>;
  /** What the screen shows as soon as it stands still with something written in its middle, as every page that is watched has. */
  still(): Promise<Frame>;
  /**
   * Resolves with true once the screen noticeably differs from `before` and stands still again with something written in its
   * middle, with false when `until` aborts first.
   */
  changed(before: Frame, until: AbortSignal): Promise<boolean>;
  /** The same once more than half of the screen differs from each of `known`, as when another page than theirs is there. */
  mostlyChanged(known: readonly Frame[], until: AbortSignal): Promise<boolean>;
  /** Resolves with true once the screen stands still and shows the same as `frame`, with false when `until` aborts first. */
  restored(frame: Frame, until: AbortSignal): Promise<boolean>;
}

/** The one thing that differs from driver to driver: how a browser starts. */
export interface Driver {
  launch(browser: FoundBrowser, lane: Lane, profile: Profile): Promise<Browser>;
}

/** This driver cannot do the step; the message says why. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** The driver or browser failed at something it should be able to do. */
export class DriverError extends Error {
  override readonly name = 'DriverError';
}

/** The browser ended without being asked to. */
export class BrowserGone extends Error {
  override readonly name = 'BrowserGone';
}
