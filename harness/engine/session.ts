import { startWorld, type World } from '../../servers/world.ts';
import { launchBrowser } from '../browsers/launch.ts';
import type { Browser, FoundBrowser, Profile } from '../browsers/port.ts';
import type { BrowserIdentity } from '../model/results.ts';

/** A browser in a world of its own: what a check needs to run. */
export interface Session {
  readonly world: World;
  readonly browser: Browser;
  readonly identity: BrowserIdentity;
  close(): Promise<void>;
}

/** Starts a world and a browser that can reach nothing else. @throws DriverError when the browser does not start. */
export async function startSession(found: FoundBrowser, profile: Profile): Promise<Session> {
  const world = await startWorld();
  try {
    const browser = await launchBrowser(found, world, profile);
    return {
      world,
      browser,
      identity: identityOf(found, profile, browser),
      async close() {
        await browser.close();
        await world.close();
      },
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

function identityOf(found: FoundBrowser, profile: Profile, browser: Browser): BrowserIdentity {
  const { key, engine, version, build, mode, driver } = found;
  return { key, engine, version, build, mode, driver, profile: profile.name, policySettings: [...browser.policySettings] };
}
