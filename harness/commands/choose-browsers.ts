import { Option } from 'commander';
import { findBrowsers, type Findings } from '../browsers/find.ts';
import type { FoundBrowser } from '../browsers/port.ts';
import { UserError } from '../user-error.ts';
import { fetchedBeside } from '../versions/cache-folder.ts';

/** `--browser`: which of the browsers found a command takes; all of them when it is not there. */
export function browserOption(): Option {
  return new Option(
    '--browser <name>',
    'only this browser: a key such as firefox-153, or an engine (chromium, firefox, webkit); repeatable',
  ).argParser((name: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), name]);
}

/**
 * The browsers of this machine that a person asked for. Those that are not there are named on standard error, unless
 * nobody asked for them.
 * @throws UserError when there is none, or none that is called so.
 */
export function chooseBrowsers(names: readonly string[] | undefined): readonly FoundBrowser[] {
  const findings = findBrowsers();
  if (names === undefined) for (const { engine, problem } of findings.missing) console.error(`originwatch: ${engine}: ${problem}`);
  return choose(names, findings, names === undefined ? [] : fetchedBeside(findings.found));
}

/** @param fetched other versions, which nobody means who does not name their keys. */
export function choose(
  names: readonly string[] | undefined,
  { found: own, missing }: Findings,
  fetched: readonly FoundBrowser[],
): readonly FoundBrowser[] {
  const isCalled = (name: string, { key, engine }: FoundBrowser): boolean => key === name || engine === name;
  const found = [...own, ...fetched.filter(({ key }) => names?.includes(key) === true)];
  for (const name of names ?? []) {
    if (found.some((browser) => isCalled(name, browser))) continue;
    const problem = missing.find(({ engine }) => engine === name)?.problem;
    const there = found.map(({ key }) => key).join(', ');
    throw new UserError(`no browser «${name}»: ${problem ?? `there ${there === '' ? 'is none at all' : `are ${there}`}`}`);
  }
  if (found.length === 0)
    throw new UserError(`no browser was found (${missing.map(({ engine, problem }) => `${engine}: ${problem}`).join('; ')})`);
  return found.filter((browser) => names === undefined || names.some((name) => isCalled(name, browser)));
}
