import { stockProfile, type Engine, type Profile } from './port.ts';
import { switchProfiles } from './profiles.ts';

/** A browser with one policy switched, to prove that the checks notice. */
export interface Mutant {
  readonly engine: Engine;
  readonly profile: Profile;
  /** What it must differ from: stock, or its opposite where a build may ship the switched state already. */
  readonly against: Profile;
  /** Beginnings of the ids of the checks that the policy concerns. */
  readonly checks: readonly string[];
}

/** What a policy on third-party cookies and SameSite can change, but for checks that take minutes. */
const thirdPartyChecks = [
  'cookies/samesite-se',
  'cookies/schemeful',
  'cookies/partitioned',
  'browser/third-party-cookies',
  'sessions/forgery',
];
/** Where a policy on partitions shows in the shortest time. */
const partitionChecks = ['cookies/partitioned', 'cookies/storage-access', 'browser/third-party-cookies'];
/** Where a browser without cookies shows in the shortest time. */
const anyCookieChecks = ['cookies/documents', 'cookies/clear-site-data', 'cookies/disabled', 'sessions/recognition'];
/** What a browser that restores its session must answer otherwise. */
const restartChecks = ['cookies/session-restart', 'sessions/browser-restart'];

/** Where a person is asked before a POST is sent again. */
const repostChecks = ['post/reload', 'post/back-forward', 'post/restore'];

/** What a browser that keeps no document must answer otherwise. */
const bfcacheChecks = [
  'history/bfcache-eligibility',
  'history/traversal',
  'history/form-fields',
  'history/restored-state',
  'history/not-restored-reasons',
  'browser/bfcache',
];

/** What a browser without an HTTP cache must answer otherwise. */
const httpCacheChecks = ['browser/http-cache', 'caching/'];
/** A choice of them by `fetch()` and by coming again, since all of them take minutes. */
const fewHttpCacheChecks = [
  'browser/http-cache',
  'caching/freshness',
  'caching/validation',
  'caching/cookies',
  'caching/changing-parameter',
  'caching/partition',
];

const thirdPartyAllowed: Profile = { name: 'third-party-cookies-allowed', chromiumPreferences: { 'profile.cookie_controls_mode': 0 } };
/** As before there was a default and schemes counted: it shows where third-party cookies go at all. */
const legacySameSite: Profile = {
  name: 'legacy-same-site',
  chromiumPreferences: { ...thirdPartyAllowed.chromiumPreferences, 'profile.default_content_setting_values.legacy_cookie_access': 1 },
};
const thirdPartyBlocked: Profile = { name: 'third-party-cookies-blocked', chromiumPreferences: { 'profile.cookie_controls_mode': 1 } };

function chromium(profile: Profile, checks: readonly string[], against: Profile = stockProfile): Mutant {
  return { engine: 'chromium', profile, against, checks };
}

/** Chromium with a feature that it ships switched off. */
function chromiumFeature(name: string, feature: string, checks: readonly string[]): Mutant {
  return chromium({ name, chromiumArguments: [`--enable-features=${feature}`] }, checks);
}

function firefox(
  name: string,
  firefoxPreferences: NonNullable<Profile['firefoxPreferences']>,
  checks: readonly string[],
  against = stockProfile,
): Mutant {
  return { engine: 'firefox', profile: { name, firefoxPreferences }, against, checks };
}

function webkit(policy: NonNullable<Profile['webkitCookies']>, checks: readonly string[], against: Profile): Mutant {
  return { engine: 'webkit', profile: { name: `cookies-${policy}`, webkitCookies: policy }, against, checks };
}

const unpartitioned = { 'network.cookie.cookieBehavior': 0 };

const webkitAlways: Profile = { name: 'cookies-always', webkitCookies: 'always' };
const webkitNoThirdParty: Profile = { name: 'cookies-no-third-party', webkitCookies: 'no-third-party' };

/** Each switches one policy in a real browser by a flag or preference. */
export const mutants: readonly Mutant[] = [
  chromium({ name: 'web-security-off', chromiumArguments: ['--disable-web-security'] }, [
    'sop/dom',
    'sop/embedding',
    'sop/redirects',
    'sop/same-origin-urls',
    'sessions/forgery',
  ]),
  // Debian ships third-party cookies blocked, upstream does not: one of the two is stock, so they face each other.
  chromium(thirdPartyAllowed, [...thirdPartyChecks, 'cookies/storage-access'], thirdPartyBlocked),
  chromium(legacySameSite, ['sessions/forgery', 'cookies/samesite-reload'], thirdPartyAllowed),
  // A cookie without SameSite goes along with no POST of another site, however young it is.
  chromium({ name: 'lax-allowing-unsafe-off', chromiumArguments: ['--enable-features=SameSiteDefaultChecksMethodRigorously'] }, [
    'sessions/forgery',
  ]),
  chromium({ name: 'cookies-blocked', chromiumPreferences: { 'profile.default_content_setting_values.cookies': 2 } }, anyCookieChecks),
  chromium({ name: 'popups-allowed', chromiumArguments: ['--disable-popup-blocking'] }, ['browser/popups']),
  chromium({ name: 'connections-shared', chromiumArguments: ['--disable-features=PartitionConnectionsByNetworkIsolationKey'] }, [
    'connections/reuse',
  ]),
  chromium(
    { name: 'cookies-for-one-session', chromiumPreferences: { 'profile.default_content_setting_values.cookies': 4 } },
    restartChecks,
  ),
  chromium({ name: 'session-restore', chromiumPreferences: { 'session.restore_on_startup': 1 } }, restartChecks),
  chromiumFeature('port-bound-cookies', 'EnablePortBoundCookies', ['cookies/domain', 'cookies/secure']),
  chromiumFeature('scheme-bound-cookies', 'EnableSchemeBoundCookies', ['cookies/domain', 'cookies/secure']),
  chromiumFeature('redirect-chain-counts', 'CookieSameSiteConsidersRedirectChain', ['cookies/samesite-redirects']),
  chromiumFeature('ascii-cookies-only', 'DisallowNonAsciiCookies', ['cookies/syntax', 'cookies/http-only']),
  chromiumFeature('short-lax-allowing-unsafe', 'ShortLaxAllowUnsafeThreshold', ['cookies/lax-allowing-unsafe']),
  // Of two lists of features that are off the last counts; those on stock's are no policy.
  chromium({ name: 'no-mixed-content-upgrades', chromiumArguments: ['--disable-features=AutoupgradeMixedContent'] }, [
    'cookies/mixed-content',
  ]),
  // Stock partitions third-party cookies and sends recent ones with a top-level POST, so this default shows only without that.
  firefox('lax-by-default', { ...unpartitioned, 'network.cookie.sameSite.laxByDefault': true }, thirdPartyChecks, {
    name: 'cookie-behavior-0',
    firefoxPreferences: unpartitioned,
  }),
  firefox('schemeful-same-site', { 'network.cookie.sameSite.schemeful': true }, [
    'cookies/samesite-se',
    // Stock Chromium comes back to no page by a request, so that nothing shows there.
    'cookies/samesite-history',
    'cookies/schemeful',
    'sessions/forgery',
  ]),
  firefox('cookie-behavior-0', unpartitioned, [...thirdPartyChecks, 'cookies/storage-access']),
  firefox('cookie-behavior-1', { 'network.cookie.cookieBehavior': 1 }, partitionChecks),
  firefox('cookie-behavior-2', { 'network.cookie.cookieBehavior': 2 }, anyCookieChecks),
  firefox('cookie-behavior-4', { 'network.cookie.cookieBehavior': 4 }, partitionChecks),
  firefox('chips-off', { 'network.cookie.CHIPS.enabled': false }, partitionChecks),
  firefox('opt-in-partitioning', { 'network.cookie.cookieBehavior.optInPartitioning': true }, partitionChecks),
  firefox('origin-off', { 'network.http.sendOriginHeader': 0 }, ['sessions/forgery', 'sop/forms']),
  firefox('storage-access-off', { 'dom.storage_access.enabled': false }, ['cookies/storage-access']),
  firefox('cookie-store-off', { 'dom.cookieStore.enabled': false }, ['cookies/documents', 'cookies/http-only']),
  firefox('cookie-max-number', { 'network.cookie.maxNumber': 1000, 'network.cookie.purgeAge': 1 }, ['cookies/total']),
  firefox('always-private', { 'browser.privatebrowsing.autostart': true }, restartChecks),
  firefox('session-restore', { 'browser.startup.page': 3 }, restartChecks),
  firefox('no-mixed-content-upgrades', { 'security.mixed_content.upgrade_display_content': false }, ['cookies/mixed-content']),
  firefox('active-mixed-content', { 'security.mixed_content.block_active_content': false }, ['cookies/mixed-content']),
  firefox('no-referer', { 'network.http.sendRefererHeader': 0 }, ['post/submission', 'sop/links']),
  firefox('popups-allowed', { 'dom.disable_open_during_load': false }, ['browser/popups']),
  firefox('history-off', { 'places.history.enabled': false }, ['history/kept']),
  firefox('prefetch-off', { 'network.prefetch-next': false }, ['post/speculation']),
  firefox('idle-connections-short', { 'network.http.keep-alive.timeout': 1 }, ['connections/keep-alive']),
  firefox('http-1.0', { 'network.http.version': '1.0' }, ['connections/persistence']),
  firefox(
    'no-keep-alive-probes',
    { 'network.http.tcp_keepalive.short_lived_connections': false, 'network.http.tcp_keepalive.long_lived_connections': false },
    ['connections/probes'],
  ),
  firefox('one-connection-per-server', { 'network.http.max-persistent-connections-per-server': 1 }, ['connections/multiplexing']),
  // What test tools switch off so that no prompt ever holds a test up.
  chromium({ name: 'repost-prompt-off', chromiumArguments: ['--disable-prompt-on-repost'] }, repostChecks),
  firefox('repost-prompt-off', { 'dom.confirm_repost.testing.always_accept': true }, repostChecks),
  // A place where no cache can be made; one of the smallest size still holds a few responses.
  chromium({ name: 'http-cache-off', chromiumArguments: ['--disk-cache-dir=/dev/null'] }, [
    ...httpCacheChecks,
    'post/back-forward',
    'post/restore',
  ]),
  firefox('http-cache-off', { 'browser.cache.disk.enable': false, 'browser.cache.memory.enable': false }, [
    ...fewHttpCacheChecks,
    'post/back-forward',
    'post/restore',
  ]),
  {
    engine: 'webkit',
    profile: { name: 'http-cache-off', webkitCacheModel: 'document-viewer' },
    against: stockProfile,
    checks: fewHttpCacheChecks,
  },
  // Firefox and WebKitGTK have no switch for it; that of Firefox, privacy.partition.network_state, is in no recent version.
  chromium({ name: 'cache-partitions-off', chromiumArguments: ['--disable-features=SplitCacheByNetworkIsolationKey'] }, [
    'caching/partition',
  ]),
  ...(['chromium', 'firefox', 'webkit'] as const).map((engine): Mutant => ({
    engine,
    profile: switchProfiles['bfcache-off'],
    against: stockProfile,
    checks: bfcacheChecks,
  })),
  // What libsoup keeps from third parties is to set cookies; those that were set at the top go along anyway.
  webkit('always', [...partitionChecks, 'cookies/samesite-set'], webkitNoThirdParty),
  webkit('no-third-party', partitionChecks, webkitAlways),
  webkit('never', anyCookieChecks, stockProfile),
];
