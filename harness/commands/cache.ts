import type { Command } from 'commander';
import { browserOption } from './choose-browsers.ts';

const explanation = `
FILE holds a JSON list of { "name", "requests": [ REQUEST, ... ] }. The page makes a case's requests one after the other with fetch().
  What it asks:                         "method", "url" (a path), "requestHeaders", "requestBody", "cacheMode"
  What the origin answers, if asked:    "status", "responseHeaders", "body"
  Milliseconds before the next request: "waitMs"
All of them may be left out. Each case has its paths for itself, and the waits of several cases overlap. Headers are { NAME: VALUE }
or a list of [ NAME, VALUE ]; the value { "now": -3600 } is a date that many seconds from now. The status 304 is only said to a
request that brings a condition; another gets 200. Without "body", an answer's body names its request. Header lines that no page
may set, such as Cookie, are left out by the browser.
--json prints a list in the order of the cases of { "name", "browsers": { KEY: [ ANSWER, ... ] } }, an ANSWER for each request being
{ "arrived", "conditional", "status", "headers", "body" }, and "errors": { KEY: why there is no answer } where there are any.
`;

/** `originwatch cache`: one's own cache cases in the browsers of this machine. */
export function addCacheCommand(program: Command): void {
  program
    .command('cache')
    .description('Runs cache cases of your own: which requests reach the origin, and what the page gets')
    .requiredOption('--cases <file>', 'takes the cases from a JSON file')
    .addOption(browserOption())
    .option('--json', 'prints JSON for programs')
    .addHelpText('after', explanation)
    .action(async (options: { cases: string; browser?: readonly string[]; json?: true }) => {
      // Loaded when it is needed: help and complaints come at once.
      await (await import('./cache-cases.ts')).tellCases(options.cases, options);
    });
}
