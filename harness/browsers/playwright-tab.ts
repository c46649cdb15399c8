import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { clickInFrame } from './click-in-frame.ts';
import { Unsupported, type FoundBrowser, type Tab } from './port.ts';

/** Longest wait for a click's target or a picture, in milliseconds. */
const actionTimeoutMs = 60_000;

/** Where an element is in the window, in CSS pixels. */
type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** Playwright's click asks the page whether an element is visible, in words that Chromium knows since 105. */
function knowsVisibility({ engine, version }: FoundBrowser): boolean {
  return engine !== 'chromium' || Number(version.split('.', 1)[0]) >= 105;
}

/** A tab that Playwright drives. */
export class PlaywrightTab implements Tab {
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
