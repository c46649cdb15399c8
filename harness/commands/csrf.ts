import type { Command } from 'commander';
import { browserOption } from './choose-browsers.ts';
import { refuseFieldName } from './field-name.ts';
import { webAddress } from './web-address.ts';

interface Options {
  readonly setCookie: string;
  readonly url: string;
  readonly from: string;
  readonly browser?: readonly string[];
  readonly json?: true;
}

const explanation = `
  originwatch csrf --set-cookie 'sid=1; SameSite=Lax'
  Shows for each browser which requests of a page of another site carry the cookie, beside what RFC 10025 and Fetch expect. A
  request that carries it acts for the person who is logged in, unless the site has another defence.
`;

/** `originwatch csrf`: which requests that a hostile site triggers carry one's own cookie. */
export function addCsrfCommand(program: Command): void {
  program
    .command('csrf')
    .description('Shows which requests that a hostile site triggers carry your cookie')
    .requiredOption('--set-cookie <header>', 'the value of your Set-Cookie header, such as "sid=1; SameSite=Lax"')
    .option('--url <url>', 'where the header is set', webAddress, 'https://www.bank.co.uk/')
    .option('--from <url>', 'the page of the hostile site', webAddress, 'https://www.hostile.co.uk/')
    .addOption(browserOption())
    .option('--json', 'prints JSON for programs')
    .addHelpText('after', explanation)
    .action(async ({ setCookie, ...options }: Options) => {
      refuseFieldName(setCookie);
      // Loaded when it is needed: help and complaints come at once.
      await (await import('./csrf-header.ts')).tellForged(setCookie, options);
    });
}
