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

/** What a policy on third-party cookies and SameSite can change; `cookies/lax-allowing-unsafe` waits two minutes, so it is not among them. */
const cookieChecks = ['cookies/samesite-', 'cookies/schemeful', 'cookies/partitioned', 'browser/third-party-cookies'];

/** What a browser that keeps no document must answer otherwise. */
const bfcacheChecks = ['history/bfcache-eligibility', 'history/traversal', 'browser/bfcache'];

const thirdPartyAllowed: Profile = { name: 'third-party-cookies-allowed', chromiumPreferences: { 'profile.cookie_controls_mode': 0 } };

const thirdPartyBlocked: Profile = { name: 'third-party-cookies-blocked', chromiumPreferences: { 'profile.cookie_controls_mode': 1 } };

function chromium(profile: Profile, checks: readonly string[], against: Profile = stockProfile): Mutant {
  return { engine: 'chromium', profile, against, checks };
}

function firefox(name: string, firefoxPreferences: NonNullable<Profile['firefoxPreferences']>, against = stockProfile): Mutant {
  return { engine: 'firefox', profile: { name, firefoxPreferences }, against, checks: cookieChecks };
}

function webkit(policy: NonNullable<Profile['webkitCookies']>, against: Profile): Mutant {
  return { engine: 'webkit', profile: { name: `cookies-${policy}`, webkitCookies: policy }, against, checks: cookieChecks };
}

const unpartitioned = { 'network.cookie.cookieBehavior': 0 };

const webkitAlways: Profile = { name: 'cookies-always', webkitCookies: 'always' };
const webkitNoThirdParty: Profile = { name: 'cookies-no-third-party', webkitCookies: 'no-third-party' };

/** Each switches one policy in a real browser by a flag or preference. */
export const mutants: readonly Mutant[] = [
  chromium({ name: 'web-security-off', chromiumArguments: ['--disable-web-security'] }, ['sop/']),
  // Debian ships third-party cookies blocked, upstream does not: one of the two is stock, so they face each other.
  chromium(thirdPartyAllowed, cookieChecks, thirdPartyBlocked),
  chromium(thirdPartyBlocked, cookieChecks, thirdPartyAllowed),
  // Stock partitions third-party cookies and sends recent ones with a top-level POST, so this default shows only without that.
  firefox(
    'lax-by-default',
    { ...unpartitioned, 'network.cookie.sameSite.laxByDefault': true },
    { name: 'cookie-behavior-0', firefoxPreferences: unpartitioned },
  ),
  firefox('schemeful-same-site', { 'network.cookie.sameSite.schemeful': true }),
  firefox('cookie-behavior-0', unpartitioned),
  firefox('cookie-behavior-1', { 'network.cookie.cookieBehavior': 1 }),
  firefox('cookie-behavior-4', { 'network.cookie.cookieBehavior': 4 }),
  chromium({ name: 'session-restore', chromiumPreferences: { 'session.restore_on_startup': 1 } }, ['cookies/session-restart']),
  {
    engine: 'firefox',
    profile: { name: 'session-restore', firefoxPreferences: { 'browser.startup.page': 3 } },
    against: stockProfile,
    checks: ['cookies/session-restart'],
  },
  {
    engine: 'firefox',
    profile: { name: 'cookie-behavior-2', firefoxPreferences: { 'network.cookie.cookieBehavior': 2 } },
    against: stockProfile,
    checks: ['cookies/disabled'],
  },
  {
    engine: 'firefox',
    profile: { name: 'no-referer', firefoxPreferences: { 'network.http.sendRefererHeader': 0 } },
    against: stockProfile,
    checks: ['post/submission'],
  },
  ...(['chromium', 'firefox', 'webkit'] as const).map((engine): Mutant => ({
    engine,
    profile: switchProfiles['bfcache-off'],
    against: stockProfile,
    checks: bfcacheChecks,
  })),
  webkit('always', webkitNoThirdParty),
  webkit('no-third-party', webkitAlways),
  webkit('never', stockProfile),
];
