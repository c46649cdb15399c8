import { expect, test } from 'vitest';
import { listingText } from './browsers.ts';

const browser = {
  key: 'chromium-156',
  engine: 'chromium',
  version: '156.0.1',
  build: 'Debian 12',
  mode: 'full',
  driver: 'playwright',
  profile: 'stock',
  executable: '/usr/bin/chromium',
  fetched: false,
} as const;

test('what is found, what was fetched, and what is missing stand apart', () => {
  const shell = {
    ...browser,
    key: 'chromium-headless-shell-83',
    version: '83.0.2',
    build: 'npm',
    mode: 'headless-shell',
    fetched: true,
  } as const;
  expect(listingText({ browsers: [browser, shell], missing: [{ what: 'firefox', problem: 'not found; install it' }] }, '/cache')).toBe(
    [
      'chromium-156  156.0.1  Debian 12  full  playwright  stock',
      '',
      'Fetched into /cache; these run when they are named:',
      'chromium-headless-shell-83  83.0.2  npm  headless shell  playwright  stock',
      '',
      'firefox: not found; install it',
      '',
      'Other versions: npx originwatch install',
    ].join('\n'),
  );
});
