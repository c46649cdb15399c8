import { directAddresses, directDomain } from '../../servers/names.ts';
import type { PolicySetting } from '../model/results.ts';
import type { Lane, Profile } from './port.ts';

/** What a profile chooses: the window program's name for it, the report's, and the choice; `undefined` where it chooses nothing. */
const choicesOf = ({ webkitCookies, webkitPageCache, webkitCacheModel }: Profile) =>
  [
    { key: 'cookies', name: 'cookie accept policy', value: webkitCookies },
    { key: 'pageCache', name: 'page cache', value: webkitPageCache },
    { key: 'cacheModel', name: 'cache model', value: webkitCacheModel },
  ].filter(({ value }) => value !== undefined);

/** What the window program is started with: its profile's folder, its way into the world, and what the profile chooses. */
export function windowProgramSettings(
  lane: Lane,
  profile: Profile,
  folder: string,
  lifelinePath: string,
): Readonly<Record<string, unknown>> {
  return {
    folder,
    proxy: lane.proxyUrl,
    direct: [directAddresses, `*.${directDomain}`],
    lifeline: lifelinePath,
    ...Object.fromEntries(choicesOf(profile).map(({ key, value }) => [key, value])),
  };
}

/** Every setting of the window program that touches a policy, with its reason. */
export function webkitPolicySettings(profile: Profile): readonly PolicySetting[] {
  return [
    {
      name: 'acceptInsecureCerts',
      value: 'true',
      reason: 'trusts the world’s certificates; https pages are secure contexts and their responses are cached',
    },
    { name: 'network proxy', value: 'the world’s proxy', reason: 'the way into the test world' },
    { name: 'website data', value: 'folders of a fresh profile', reason: 'MiniBrowser’s automation session is ephemeral and never caches' },
    ...choicesOf(profile).map(({ name, value }) => ({ name, value: String(value), reason: `profile ${profile.name}` })),
  ];
}
