import type { BrowserMode, PolicySetting } from '../model/results.ts';
import { directAddresses, directDomain } from '../../servers/names.ts';
import type { Lane, Profile } from './port.ts';

interface Switch {
  readonly argument: string;
  /** Why it is there; a switch that touches a policy must say why the verdicts stand. */
  readonly reason: string;
  readonly touchesPolicy: boolean;
}

/** Features of the browser's own windows and background traffic; none is a policy between origins. */
const featuresOff = [
  'DialMediaRouteProvider',
  'MediaRouter',
  'GlobalMediaControls',
  'LensOverlay',
  'Translate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
];

/** Takes the loopback names off the list of hosts that Chromium never asks a proxy for, but for the direct lane. */
export const loopbackThroughProxy = `--proxy-bypass-list=<-loopback>;${directAddresses};*.${directDomain}`;

const quiet = 'keeps the browser’s own traffic and windows quiet';
const sideBySide = 'several visits run side by side in tabs of one window; without it the tabs behind would run their timers once a second';

const headless: Readonly<Record<BrowserMode, readonly Switch[]>> = {
  // «new» by name: below version 132 the bare switch brings the old mode, which behaves as the headless shell does.
  full: [{ argument: '--headless=new', reason: 'the full browser without a window', touchesPolicy: true }],
  'headless-shell': [
    { argument: '--headless', reason: 'a headless shell has no other mode', touchesPolicy: true },
    {
      argument: '--disable-gpu',
      reason: 'the shells come without the libraries that would draw in place of a graphics card',
      touchesPolicy: false,
    },
  ],
};

/**
 * Chromium keeps a socket in a temporary folder of its own, which stays when a signal ends it: inside the profile's folder it
 * goes with that. Elsewhere than on Linux the path would be longer than a socket's may be.
 */
export function chromiumEnvironment(userDataDir: string): Readonly<Record<string, string>> {
  return process.platform === 'linux' ? { TMPDIR: userDataDir } : {};
}

/**
 * Every switch that Chromium is started with. Playwright’s own default list (which turns off the bfcache, the pop-up
 * blocker, prompts, HTTPS upgrades and storage partitioning) is not used at all.
 */
export function chromiumSwitches(lane: Lane, profile: Profile, mode: BrowserMode, userDataDir: string, root: boolean): readonly Switch[] {
  return [
    { argument: '--remote-debugging-pipe', reason: 'the driver’s connection', touchesPolicy: false },
    {
      argument: `--user-data-dir=${userDataDir}`,
      reason: 'a fresh persistent profile: a private window would bring its own third-party cookie rules',
      touchesPolicy: false,
    },
    ...headless[mode],
    ...(root
      ? [
          {
            argument: '--no-sandbox',
            reason: 'Chromium does not start as root otherwise; concerns processes, not policies between origins',
            touchesPolicy: true,
          },
        ]
      : []),
    { argument: `--proxy-server=${lane.proxyUrl}`, reason: 'the way into the test world', touchesPolicy: true },
    {
      argument: loopbackThroughProxy,
      reason: 'localhost and its kind are part of the test world too, and would bypass the proxy; only the direct lane does',
      touchesPolicy: true,
    },
    {
      argument: `--ignore-certificate-errors-spki-list=${lane.spkiHash}`,
      reason: 'trusts the world’s throwaway key and nothing else; unlike «ignore errors» it leaves https caching alone',
      touchesPolicy: true,
    },
    { argument: '--disable-background-timer-throttling', reason: sideBySide, touchesPolicy: true },
    { argument: '--disable-backgrounding-occluded-windows', reason: sideBySide, touchesPolicy: true },
    { argument: '--disable-renderer-backgrounding', reason: sideBySide, touchesPolicy: true },
    { argument: `--disable-features=${featuresOff.join(',')}`, reason: quiet, touchesPolicy: false },
    ...[
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-breakpad',
      '--metrics-recording-only',
      '--password-store=basic',
      '--use-mock-keychain',
      '--mute-audio',
      '--hide-scrollbars',
    ].map((argument) => ({ argument, reason: quiet, touchesPolicy: false })),
    ...(profile.chromiumArguments ?? []).map((argument) => ({ argument, reason: `profile ${profile.name}`, touchesPolicy: true })),
  ];
}

/** The switches and preferences that touch a policy, for the report; values that differ from run to run are named, not printed. */
export function chromiumPolicySettings(switches: readonly Switch[], profile: Profile): readonly PolicySetting[] {
  const shown: Readonly<Record<string, string>> = {
    '--proxy-server': 'the world’s proxy',
    '--ignore-certificate-errors-spki-list': 'hash of the world’s throwaway key',
  };
  return [
    ...switches
      .filter(({ touchesPolicy }) => touchesPolicy)
      .map(({ argument, reason }) => {
        const name = argument.split('=', 1)[0] ?? argument;
        return { name, value: shown[name] ?? (argument.includes('=') ? argument.slice(name.length + 1) : 'set'), reason };
      }),
    ...Object.entries(profile.chromiumPreferences ?? {}).map(([name, value]) => ({
      name,
      value: String(value),
      reason: `profile ${profile.name}`,
    })),
  ];
}
