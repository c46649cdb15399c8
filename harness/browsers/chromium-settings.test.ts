import { expect, test } from 'vitest';
import { chromiumPolicySettings, chromiumSwitches } from './chromium-settings.ts';
import { stockProfile } from './port.ts';

const lane = { proxyUrl: 'http://127.0.0.1:1', spkiHash: 'HASH', caPem: '' };
const switches = chromiumSwitches(lane, stockProfile, 'full', '/profile', true);
const names = switches.map(({ argument }) => argument.split('=', 1)[0]);

// Playwright's own switches that change a policy between origins or a prompt about one.
test.each([
  '--disable-back-forward-cache',
  '--disable-prompt-on-repost',
  '--disable-popup-blocking',
  '--disable-field-trial-config',
  '--disable-ipc-flooding-protection',
  '--disable-client-side-phishing-detection',
  '--allow-pre-commit-input',
  '--ignore-certificate-errors',
  '--disable-web-security',
  '--enable-automation',
])('%s is not set', (name) => {
  expect(names).not.toContain(name);
});

test('no feature that is a policy is switched off or on', () => {
  const listed = switches.filter(({ argument }) => /^--(en|dis)able-(blink-)?features=/.test(argument)).map(({ argument }) => argument);
  expect(listed).toHaveLength(1);
  expect(listed.join()).not.toMatch(/HttpsUpgrades|HttpsFirst|Partition|Origin|Cookie|Cache|CORS|Cors|SameSite|RenderDocument/);
});

test('every switch that touches a policy is in the report, with its reason, and without what differs from run to run', () => {
  const settings = chromiumPolicySettings(switches, stockProfile);
  expect(settings.map(({ name }) => name)).toEqual(names.filter((_, index) => switches[index]?.touchesPolicy));
  expect(settings.every(({ reason }) => reason !== '')).toBe(true);
  expect(JSON.stringify(settings)).not.toMatch(/HASH|127\.0\.0\.1/);
});

test('a profile’s switches and preferences come last and are listed', () => {
  const profile = { name: 'open', chromiumArguments: ['--disable-web-security'], chromiumPreferences: { 'a.b': 1 } };
  const switched = chromiumSwitches(lane, profile, 'full', '/profile', false);
  expect(switched.at(-1)).toMatchObject({ argument: '--disable-web-security', touchesPolicy: true });
  expect(switched.map(({ argument }) => argument)).not.toContain('--no-sandbox');
  expect(chromiumPolicySettings(switched, profile).slice(-2)).toEqual([
    { name: '--disable-web-security', value: 'set', reason: 'profile open' },
    { name: 'a.b', value: '1', reason: 'profile open' },
  ]);
});
