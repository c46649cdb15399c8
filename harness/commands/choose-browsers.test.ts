import { Command } from 'commander';
import { expect, test } from 'vitest';
import type { Findings } from '../browsers/find.ts';
import type { FoundBrowser } from '../browsers/port.ts';
import { browserOption, choose } from './choose-browsers.ts';

const browser = (key: string, engine: FoundBrowser['engine']): FoundBrowser => ({
  key,
  engine,
  version: '1',
  build: 'test',
  mode: 'full',
  driver: 'playwright',
  executable: '/test',
});
const findings: Findings = {
  found: [browser('chromium-1', 'chromium'), browser('chrome-1', 'chromium'), browser('firefox-1', 'firefox')],
  missing: [{ engine: 'webkit', broken: false, problem: 'not found; install it' }],
};
const keys = (names: readonly string[] | undefined): readonly string[] =>
  choose(names, findings, [browser('chromium-2', 'chromium')]).map(({ key }) => key);

test('all browsers, or those of a key or an engine', () => {
  expect(keys(undefined)).toEqual(['chromium-1', 'chrome-1', 'firefox-1']);
  expect(keys(['chromium'])).toEqual(['chromium-1', 'chrome-1']);
  expect(keys(['firefox-1', 'chrome-1'])).toEqual(['chrome-1', 'firefox-1']);
});

test('a fetched version comes when its key is named, and not with its engine', () => {
  expect(keys(['chromium-2', 'firefox'])).toEqual(['firefox-1', 'chromium-2']);
});

test('a name that no browser has is said, with those that there are or with the remedy', () => {
  expect(() => keys(['opera'])).toThrow('no browser «opera»: there are chromium-1, chrome-1, firefox-1');
  expect(() => keys(['webkit'])).toThrow('no browser «webkit»: not found; install it');
  expect(() => choose(undefined, { ...findings, found: [] }, [])).toThrow('no browser was found (webkit: not found; install it)');
});

test('the option may be repeated', () => {
  const command = new Command().addOption(browserOption()).parse(['--browser', 'a', '--browser', 'b'], { from: 'user' });
  expect(command.opts()).toEqual({ browser: ['a', 'b'] });
});
