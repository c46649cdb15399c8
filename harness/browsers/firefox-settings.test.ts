import { expect, test } from 'vitest';
import { firefoxPolicySettings, firefoxPreferences } from './firefox-settings.ts';
import { stockProfile } from './port.ts';

const lane = { proxyUrl: 'http://127.0.0.1:81', spkiHash: 'HASH', caPem: '' };
const preferences = firefoxPreferences(lane, stockProfile);

// What Playwright writes over WebDriver BiDi, against what Firefox ships.
test.each([
  ['browser.contentblocking.features.standard', ''],
  ['network.cookie.cookieBehavior', 5],
  ['dom.security.https_first', true],
  ['dom.disable_open_during_load', true],
  ['security.fileuri.strict_origin_policy', true],
  ['network.http.prompt-temp-redirect', false],
])('%s has the shipped value again, and the report says so', (name, shipped) => {
  expect(preferences[name]).toBe(shipped);
  expect(firefoxPolicySettings(stockProfile)).toContainEqual(expect.objectContaining({ name, value: String(shipped) }));
});

test('the remote agent writes no list of its own', () => {
  expect(preferences['remote.prefs.recommended']).toBe(false);
});

test('http and https go through the proxy, loopback too', () => {
  expect(preferences).toMatchObject({
    'network.proxy.type': 1,
    'network.proxy.http_port': 81,
    'network.proxy.ssl_port': 81,
    'network.proxy.no_proxies_on': '127.76.0.0/14, .direct.localhost',
  });
});

test('a profile’s preference wins, and is listed once, under the profile', () => {
  const profile = { name: 'old', firefoxPreferences: { 'network.cookie.cookieBehavior': 0 } };
  expect(firefoxPreferences(lane, profile)['network.cookie.cookieBehavior']).toBe(0);
  expect(firefoxPolicySettings(profile).filter(({ name }) => name === 'network.cookie.cookieBehavior')).toEqual([
    { name: 'network.cookie.cookieBehavior', value: '0', reason: 'profile old' },
  ]);
});
