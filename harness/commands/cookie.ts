import type { Command } from 'commander';

/** `originwatch cookie`: what the browsers of this machine do with a Set-Cookie header. */
export function addCookieCommand(program: Command): void {
  program
    .command('cookie')
    .description('Shows what browsers do with a Set-Cookie header')
    .argument('[set-cookie]')
    .action(() => {
      console.log('hi');
    });
}
