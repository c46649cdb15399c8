import { DriverError } from './port.ts';
import { commandLine, descendants, isAlive } from './processes.ts';

/**
 * Chromium's process for the cookie jar, the HTTP cache and the connections. Firefox has them in its main process. WebKitGTK's
 * is left out: that of a browser that was closed before may still be about to end.
 */
const networkProcess = /--utility-sub-type=network\.mojom\.NetworkService/;

/**
 * Notices when Chromium's network process ends in the middle of a visit. The browser quietly starts another one, with an empty
 * jar and without the requests that were under way, so that what follows says nothing of a policy. Linux only.
 */
export class NetworkWatch {
  #watched = running();

  /** Forgets what was watched, since the browser was started again on purpose. */
  beginAgain(): void {
    this.#watched = running();
  }

  /**
   * Does what a visit has to do.
   * @param gone aborts when the browser itself has ended, which explains more than the end of one of its processes.
   * @throws what `act` throws; DriverError when a process has ended since the watch began, caused by what failed in its wake.
   */
  async during<T>(gone: AbortSignal, act: () => Promise<T>): Promise<T> {
    const hasEnded = (): boolean => !gone.aborted && !this.#watched.every(isAlive);
    const result = await act().catch((error: unknown) => {
      throw hasEnded() ? new DriverError(ended, { cause: error }) : error;
    });
    if (hasEnded()) throw new DriverError(ended);
    return result;
  }
}

const ended = 'the browser’s network process ended in the middle of the visit, and its cookie jar with it; run the check again';

function running(): readonly number[] {
  return descendants(process.pid).filter((pid) => networkProcess.test(commandLine(pid)));
}
