import { Option, type Command } from 'commander';
import { UserError } from '../user-error.ts';
import { browserOption } from './choose-browsers.ts';
import { refuseFieldName } from './field-name.ts';
import { webAddress } from './web-address.ts';

interface Options {
  readonly cases?: string;
  readonly url: string;
  readonly from: string;
  readonly browser?: readonly string[];
  readonly json?: true;
}

const explanation = `
One header:
  originwatch cookie 'sid=1; SameSite=None'
  Shows for each browser whether the cookie is stored, how long it lives, and which requests carry it, beside what RFC 10025
  and Fetch expect.

Many cases:
  originwatch cookie --cases FILE
  FILE holds a JSON list of { "name", "setAt": URL, "setCookie": [HEADER, ...], "readAt": URL }. The answer to setAt carries the
  Set-Cookie headers in their order; what is told is the Cookie header that arrives at readAt, or that none does. Both
  addresses may have any host and port, over http or https, and are http://home.a.test/ where they are not given; nothing leaves this
  machine. Each case begins with an empty cookie jar. A header may hold any character: it goes out as UTF-8, untouched, control
  characters included. --json prints a list in the order of the cases of
  { "name", "oracle": what RFC 10025 expects, "browsers": { KEY: header or null }, "errors": { KEY: why there is no answer } }.
`;

/** `originwatch cookie`: what the browsers of this machine do with a Set-Cookie header. */
export function addCookieCommand(program: Command): void {
  program
    .command('cookie')
    .description('Shows what browsers do with a Set-Cookie header: one for a close look, or many from a file')
    .argument('[set-cookie]', 'the value of a Set-Cookie header, such as "sid=1; SameSite=None"')
    .option('--url <url>', 'where the header is set', webAddress, 'https://www.a.test/')
    .option('--from <url>', 'the page of another site that asks for it', webAddress, 'https://b.test/')
    .addOption(new Option('--cases <file>', 'takes many cases from a JSON file').conflicts(['url', 'from']))
    .addOption(browserOption())
    .option('--json', 'prints JSON for programs')
    .addHelpText('after', explanation)
    .action(async (header: string | undefined, options: Options) => {
      if ((header === undefined) === (options.cases === undefined)) {
        throw new UserError("name either a header, such as 'sid=1; SameSite=None', or --cases FILE; --help shows both");
      }
      if (header !== undefined) refuseFieldName(header);
      // Loaded when they are needed: help and complaints come at once.
      if (options.cases !== undefined) await (await import('./cookie-cases.ts')).tellCases(options.cases, options);
      else if (header !== undefined) await (await import('./cookie-header.ts')).tellHeader(header, options);
    });
}
