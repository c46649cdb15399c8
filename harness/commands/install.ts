import type { Command } from 'commander';
import { products } from '../versions/request.ts';

const explanation = `
  originwatch install                                       lists what can be had
  originwatch install chromium@150 firefox@159 webkit@2.54

Browsers are fetched into a folder each (ORIGINWATCH_BROWSERS, else originwatch in the user's cache folder) and installed
nowhere; to be rid of one, remove its folder. They run when they are named: npx playwright test --project chromium-150.
Products: ${products.join(', ')}. A version may be cut short: the newest that fits is taken.
`;

/** `originwatch install`: other versions of browsers, side by side with the one of this machine. */
export function addInstallCommand(program: Command): void {
  program
    .command('install')
    .description('Fetches other versions of browsers')
    .argument('[versions...]', 'a product and a version, such as chromium@150')
    .addHelpText('after', explanation)
    .action(async (versions: readonly string[]) => {
      // Loaded when it is needed: help and complaints come at once.
      const { installVersions, tellOffers } = await import('./install-versions.ts');
      await (versions.length === 0 ? tellOffers() : installVersions(versions));
    });
}
