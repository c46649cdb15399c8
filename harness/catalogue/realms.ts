import { extraHost, extraUrl } from '../../servers/names.ts';
import { page, script } from '../../servers/recipe.ts';
import type { HeaderProbe } from '../../servers/header-probes.ts';
import type { Stage } from '../../servers/stage.ts';
import { awaitReport, type, type Journey, type VisitLog } from '../model/journey.ts';

/** Where a script can stand. */
export const realms = ['window', 'worker', 'service-worker'] as const;
export type Realm = (typeof realms)[number];

/** Why a realm cannot do something by this means, or undefined when it can. */
export function lackOf(realm: Realm, means: string): string | undefined {
  return realm === 'service-worker' && means.startsWith('xhr') ? 'a service worker has no XMLHttpRequest' : undefined;
}

/** The origin that the scripts belong to, or another one, in a site of its own. */
export function realmUrl(stage: Stage, origin: 'own' | 'other', path: string): string {
  return extraUrl('https', extraHost(stage.id, origin === 'own' ? 'a' : 'b', 'www'), path);
}

/** Lets a script in each realm take the probes that are for it; a page, a worker and a service worker follow one another. */
export function probeInRealms(
  stage: Stage,
  probesFor: (realm: Realm) => Readonly<Record<string, HeaderProbe>>,
): Pick<Journey, 'recipes' | 'steps'> {
  const data = (realm: Realm): unknown => ({ probes: probesFor(realm), reportAs: realm });
  return {
    recipes: {
      '/window': page('probeHeaders', data('window')),
      '/worker.js': script('probeHeaders', data('worker')),
      '/service-worker.js': script('probeHeaders', data('service-worker')),
      '/workers': page('startWorkers', { worker: '/worker.js', serviceWorker: '/service-worker.js' }),
    },
    steps: [
      type(realmUrl(stage, 'own', '/window')),
      awaitReport('window'),
      type(realmUrl(stage, 'own', '/workers')),
      awaitReport('worker'),
      awaitReport('service-worker'),
    ],
  };
}

/** What a probe came to: what it said, or the name of its error; undefined when the realm never told. */
export function probed(log: VisitLog, realm: Realm, name: string): { readonly said?: string; readonly failure?: string } | undefined {
  return (log.reported(realm) as Readonly<Record<string, { said?: string; failure?: string }>> | undefined)?.[name];
}
