import { DriverError, type Browser } from './port.ts';
import { commandLine, descendants, isAlive } from './processes.ts';

/** Chromium's process for the cookie jar, the HTTP cache and the connections. */
const networkProcess = '--utility-sub-type=network.mojom.NetworkService';

/** Ids of the network processes of the Chromium that this process started with that profile folder; none where /proc is missing. */
export function networkProcessesOf(folder: string): readonly number[] {
  const main = descendants(process.pid).filter((pid) => commandLine(pid).includes(`--user-data-dir=${folder}`));
  return main.flatMap(descendants).filter((pid) => commandLine(pid).includes(networkProcess));
}

/**
 * Notices when a browser's network process ends in the middle of a visit. The browser quietly starts another one, with an empty
 * jar and without the requests that were under way, so that what follows says nothing of a policy.
 */
export class NetworkWatch {
  readonly #browser: Pick<Browser, 'gone' | 'networkProcesses'>;
  #watched: readonly number[] = [];

  constructor(browser: Pick<Browser, 'gone' | 'networkProcesses'>) {
    this.#browser = browser;
    this.beginAgain();
  }

  /** Forgets what was watched, as when the browser was started again on purpose. */
  beginAgain(): void {
    this.#watched = this.#browser.networkProcesses?.() ?? [];
  }

  /**
   * Does what a visit has to do.
   * @throws what `act` throws; DriverError when a process has ended since the watch began, caused by what failed in its wake. The
   *   end of the browser itself explains more than that of one of its processes.
   */
  async during<T>(act: () => Promise<T>): Promise<T> {
    const hasEnded = (): boolean => !this.#browser.gone.aborted && !this.#watched.every(isAlive);
    const result = await act().catch((error: unknown) => {
      throw hasEnded() ? new DriverError(ended, { cause: error }) : error;
    });
    if (hasEnded()) throw new DriverError(ended);
    return result;
  }
}

const ended = 'the browser’s network process ended in the middle of the visit, and its cookie jar with it; run the check again';
