import type { Switch } from '../model/journey.ts';
import { stockProfile, type Profile } from './port.ts';

/** How each browser is told what a person would tell its settings page. */
export const switchProfiles: Readonly<Record<Switch, Profile>> = {
  'cookies-blocked': {
    name: 'cookies-blocked',
    // «Block» of the site setting for cookies.
    chromiumPreferences: { 'profile.default_content_setting_values.cookies': 2 },
    // «All cookies» under custom blocking.
    firefoxPreferences: { 'network.cookie.cookieBehavior': 2 },
    webkitCookies: 'never',
  },
  'bfcache-off': {
    name: 'bfcache-off',
    chromiumArguments: ['--disable-back-forward-cache'],
    firefoxPreferences: { 'browser.sessionhistory.max_total_viewers': 0 },
    webkitPageCache: false,
  },
};

/** A profile with the settings of another over its own. */
export function withChanges(profile: Profile, changes: Profile | undefined): Profile {
  if (changes === undefined) return profile;
  return {
    ...profile,
    ...changes,
    name: profile.name === stockProfile.name ? changes.name : `${profile.name}, ${changes.name}`,
    chromiumArguments: [...(profile.chromiumArguments ?? []), ...(changes.chromiumArguments ?? [])],
    chromiumPreferences: { ...profile.chromiumPreferences, ...changes.chromiumPreferences },
    firefoxPreferences: { ...profile.firefoxPreferences, ...changes.firefoxPreferences },
  };
}
