import type { PolicySetting } from '../model/results.ts';
import { directAddresses, directDomain } from '../../servers/names.ts';
import type { Lane, Profile } from './port.ts';

type Preferences = Readonly<Record<string, string | number | boolean>>;

/**
 * Preferences that touch a policy and that Playwright (over WebDriver BiDi) or Firefox's remote agent change: each is
 * put back to the default that Firefox ships, read from the default branch of an untouched profile.
 */
const shippedAgain: Preferences = {
  // Keeps the remote agent from writing its own list of test preferences.
  'remote.prefs.recommended': false,
  // Playwright's value turns third-party cookie partitioning off through the «standard» protection level.
  'browser.contentblocking.features.standard': '',
  'network.cookie.cookieBehavior': 5,
  'network.cookie.sameSite.laxByDefault': false,
  'privacy.trackingprotection.enabled': false,
  'privacy.trackingprotection.pbmode.enabled': true,
  'dom.security.https_first': true,
  'dom.disable_open_during_load': true,
  'security.fileuri.strict_origin_policy': true,
  'network.http.speculative-parallel-limit': 20,
  'network.http.prompt-temp-redirect': false,
  'security.certerrors.mitm.priming.enabled': true,
  'browser.sessionstore.resume_from_crash': true,
  // Firefox begins with its home page, not with the windows and session cookies of last time.
  'browser.startup.page': 1,
  'dom.file.createInChild': false,
  'dom.testing.testutils.enabled': false,
  'devtools.jsonview.enabled': true,
  'network.manage-offline-status': true,
};

const sideBySide = 'several visits run side by side in tabs of one window; without it the tabs behind are throttled';
const sideBySidePreferences: Preferences = {
  'dom.min_background_timeout_value': 0,
  'dom.timeout.enable_budget_timer_throttling': false,
  'focusmanager.testmode': true,
  'layout.testing.top-level-always-active': true,
};

/** The browser's own traffic, which the proxy would only refuse. */
const quiet: Preferences = {
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.blockedURIs.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.topsites.contile.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': '',
  'termsofuse.bypassNotification': true,
};

/** What Firefox reaches without the proxy: the direct lane. */
export const withoutProxy = `${directAddresses}, .${directDomain}`;

/** The preferences that Firefox is started with, over whatever the driver writes. */
export function firefoxPreferences(lane: Lane, profile: Profile): Preferences {
  const proxy = new URL(lane.proxyUrl);
  return {
    ...quiet,
    ...shippedAgain,
    ...sideBySidePreferences,
    'network.proxy.type': 1,
    'network.proxy.http': proxy.hostname,
    'network.proxy.http_port': Number(proxy.port),
    'network.proxy.ssl': proxy.hostname,
    'network.proxy.ssl_port': Number(proxy.port),
    'network.proxy.no_proxies_on': withoutProxy,
    'network.proxy.allow_hijacking_localhost': true,
    ...profile.firefoxPreferences,
  };
}

/** The settings that touch a policy, for the report. */
export function firefoxPolicySettings(profile: Profile): readonly PolicySetting[] {
  const settings = (preferences: Preferences, reason: string): PolicySetting[] =>
    Object.entries(preferences)
      .filter(([name]) => profile.firefoxPreferences?.[name] === undefined)
      .map(([name, value]) => ({ name, value: String(value), reason }));
  return [
    ...settings(shippedAgain, 'the shipped value again, which the driver or the remote agent changes'),
    ...settings(sideBySidePreferences, sideBySide),
    {
      name: 'acceptInsecureCerts',
      value: 'true',
      reason:
        'trusts the world’s certificates; https caching was measured to be undisturbed, and the un-automated control run imports the certificate instead',
    },
    {
      name: 'user activation',
      value: 'by clicks only',
      reason: 'the driver’s own scripts would bring it to every page, and pages could open windows that the browser blocks',
    },
    { name: 'network.proxy.*', value: 'the world’s proxy', reason: 'the way into the test world, for localhost and its kind too' },
    {
      name: 'browser.startup.homepage',
      value: 'the first address of the visit',
      reason:
        'only where a person starts Firefox again: it brings a session back in place of the home page, which tells here that it is there',
    },
    {
      name: 'browser.warnOnQuit',
      value: 'false',
      reason: 'only in a person’s window: whether they want to close it is asked beside the closing, and no key is sure to be the answer',
    },
    { name: 'safe browsing lists', value: 'off', reason: 'background traffic; no test domain is on a list' },
    ...Object.entries(profile.firefoxPreferences ?? {}).map(([name, value]) => ({
      name,
      value: String(value),
      reason: `profile ${profile.name}`,
    })),
  ];
}
