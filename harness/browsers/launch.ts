import { endAllWithThisProcess } from './end-with-process.ts';
import { playwrightDriver } from './playwright.ts';
import type { Browser, Driver, FoundBrowser, Lane, Profile } from './port.ts';
import { webdriverDriver } from './webdriver.ts';

const drivers: Readonly<Record<FoundBrowser['driver'], Driver>> = { playwright: playwrightDriver, webdriver: webdriverDriver };

/** Starts a found browser with its driver; it ends with this process at the latest. @throws DriverError with the remedy when it does not start. */
export function launchBrowser(found: FoundBrowser, lane: Lane, profile: Profile): Promise<Browser> {
  endAllWithThisProcess();
  return drivers[found.driver].launch(found, lane, profile);
}
