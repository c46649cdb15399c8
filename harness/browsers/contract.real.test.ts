import { afterAll, beforeAll, describe, it } from 'vitest';
import { startWorld, type World } from '../../servers/world.ts';
import { bareBrowser } from './bare.ts';
import { contract } from './contract.ts';
import { findBrowsers } from './find.ts';
import { launchBrowser } from './launch.ts';
import { stockProfile, type Browser, type FoundBrowser, type Lane } from './port.ts';

/** The two ways to start a browser: with a driver, and with nothing but an address. */
const starts: Readonly<Record<string, (found: FoundBrowser, lane: Lane) => Promise<Browser>>> = {
  'with automation': (found, lane) => launchBrowser(found, lane, stockProfile),
  'without automation': (found, lane) => Promise.resolve(bareBrowser(found, lane)),
};

const { found } = findBrowsers();

it.runIf(found.length === 0)('finds a browser', () => {
  throw new Error('no browser was found, so no driver has been tested');
});

for (const browserFound of found) {
  for (const [way, start] of Object.entries(starts)) {
    describe(`${browserFound.key} ${way}`, () => {
      let world: World;
      let browser: Browser;

      beforeAll(async () => {
        world = await startWorld();
        browser = await start(browserFound, world);
      });

      afterAll(async () => {
        await browser.close();
        await world.close();
      });

      for (const row of contract) {
        it(row.title, async (context) => {
          context.skip(row.needsDriver && way === 'without automation', 'there is nobody in the browser to act');
          await row.check({ world, browser, launch: () => start(browserFound, world) });
        });
      }
    });
  }
}
