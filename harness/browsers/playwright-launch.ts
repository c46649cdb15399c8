import { chromium, firefox, webkit, type BrowserContext } from '@playwright/test';
import type { PolicySetting } from '../model/results.ts';
import { chromiumEnvironment, chromiumPolicySettings, chromiumSwitches } from './chromium-settings.ts';
import { firefoxPolicySettings, firefoxPreferences } from './firefox-settings.ts';
import type { FoundBrowser, Lane, Profile } from './port.ts';
import { acknowledgePromptly } from './prompt-acknowledgement.ts';
import { withoutActivation } from './without-activation.ts';
import { withoutNetworkEvents } from './without-network-events.ts';

/** A browser with a persistent profile, and every setting that touches a policy. */
export interface Launched {
  readonly context: BrowserContext;
  readonly policySettings: readonly PolicySetting[];
}

/** Playwright would end its own browsers at a signal, and this process with them, before anything else has been ended. */
const deafToSignals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/** How Playwright starts each engine on a profile in `folder`. */
export const launchers = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit } as const;

async function launchChromium(found: FoundBrowser, lane: Lane, profile: Profile, folder: string): Promise<Launched> {
  const switches = chromiumSwitches(lane, profile, found.mode, folder, process.getuid?.() === 0);
  const context = await chromium.launchPersistentContext(folder, {
    ...deafToSignals,
    executablePath: found.executable,
    headless: true,
    ignoreDefaultArgs: true,
    args: [...switches.map(({ argument }) => argument), 'about:blank'],
    env: { ...process.env, ...chromiumEnvironment(folder) },
    viewport: null,
  });
  return { context, policySettings: chromiumPolicySettings(switches, profile) };
}

async function launchFirefox(found: FoundBrowser, lane: Lane, profile: Profile, folder: string): Promise<Launched> {
  const context = await firefox.launchPersistentContext(folder, {
    ...deafToSignals,
    // An unpatched Firefox over WebDriver BiDi; the executable decides which one.
    channel: 'moz-firefox',
    executablePath: found.executable,
    headless: true,
    firefoxUserPrefs: firefoxPreferences(lane, profile),
    ignoreHTTPSErrors: true,
    viewport: null,
  });
  withoutActivation(context);
  acknowledgePromptly(context);
  await withoutNetworkEvents(context);
  return { context, policySettings: firefoxPolicySettings(profile) };
}

/** Playwright's own WebKit, where it could be downloaded. Untested: no machine of ours can have it. */
async function launchWebKit(found: FoundBrowser, lane: Lane, _profile: Profile, folder: string): Promise<Launched> {
  const context = await webkit.launchPersistentContext(folder, {
    ...deafToSignals,
    executablePath: found.executable,
    headless: true,
    proxy: { server: lane.proxyUrl },
    ignoreHTTPSErrors: true,
    viewport: null,
  });
  return {
    context,
    policySettings: [
      {
        name: 'Playwright’s WebKit',
        value: 'its own build and defaults',
        reason: 'not a shipped browser; its settings have not been reviewed',
      },
    ],
  };
}
