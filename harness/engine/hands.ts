import { Unsupported, type Browser, type Profile, type RealWindow } from '../browsers/port.ts';

/**
 * A person who goes from visit to visit of one check and keeps a window for them, because its start costs more than a
 * visit does. What one visit leaves behind cannot reach the next: each has origins of its own.
 */
export class Hands {
  readonly #browser: Browser;
  readonly #changes: Profile | undefined;
  #window: RealWindow | undefined;

  /** @param changes what is set otherwise in the window than in the browser. */
  constructor(browser: Browser, changes?: Profile) {
    this.#browser = browser;
    this.#changes = changes;
  }

  /** The window, or why there cannot be one. @throws what its start throws. */
  async take(): Promise<RealWindow | Unsupported> {
    if (this.#window !== undefined) return this.#window;
    const window = await orUnsupported(this.#browser.openWindow(this.#changes));
    if (!(window instanceof Unsupported)) this.#window = window;
    return window;
  }

  /** Closes the window: nobody goes on, or nobody knows what a visit that failed has left on its screen. */
  async letGo(): Promise<void> {
    const window = this.#window;
    this.#window = undefined;
    await window?.close().catch(() => undefined);
  }
}

/** What was started, or that it cannot be. @throws whatever else went wrong. */
export async function orUnsupported<T>(started: Promise<T>): Promise<T | Unsupported> {
  try {
    return await started;
  } catch (error) {
    if (error instanceof Unsupported) return error;
    throw error;
  }
}
