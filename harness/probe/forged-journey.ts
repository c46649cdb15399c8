import { attackNames, factsOf, type Attack } from '../catalogue/forgery.ts';
import { sharingHeaders } from '../catalogue/sharing.ts';
import { awaitReport, type, type Journey, type Step } from '../model/journey.ts';
import type { Forgery } from '../../servers/forgery.ts';
import { page, recipeKey, redirect, text, type Recipe } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { forgedArrival, undefended, type Asker, type ForgedPlan } from './forged-requests.ts';

/** How long a browser has for a request that it may refuse to make, in milliseconds. */
const patienceMs = 10_000;

/** Whoever asks may, so that a fetch which CORS asks about first is made at all. */
const sharing: NonNullable<Recipe['headers']> = [
  ...sharingHeaders({ allow: 'asking', allowCredentials: true }),
  ['access-control-allow-headers', 'content-type, x-requested-with'],
];

/** Sets the cookie, and goes to the hostile page, which triggers a request in every way. */
export function forgedJourney(plan: ForgedPlan, stage: Stage): Journey {
  for (const url of [plan.setAt, plan.pages['cross-site']]) stage.claim(url);
  const how = (wanted: Attack['how']) => attackNames.filter((name) => factsOf(name).how === wanted);
  const [staying, leaving, clicked] = [how('staying'), how('leaving'), how('clicked')];
  const hostile = (path: string): string => plan.pages['cross-site'] + path;
  const target = new URL(plan.base);
  const at = (attack: string): string => target.pathname + attack;
  const forgery: Forgery = {
    bank: plan.base.slice(0, -`${undefended}/transfer/`.length),
    defences: [undefended],
    staying,
    leaving,
    clicked,
    toss: [],
    bounce: hostile('/.ow/bounce'),
    framed: '',
    closing: '',
    gate: 'next',
    reportAs: 'forged',
  };
  const come = (asker: Asker): Step => ({
    do: 'await',
    what: `the request of ${asker}`,
    until: (log) => forgedArrival(plan, asker, log) !== undefined,
    deadlineMs: patienceMs,
    optional: true,
  });
  return {
    recipes: {
      [recipeKey(plan.setAt)]: {
        ...page('announce', { name: 'set' }),
        headers: [
          ['set-cookie', plan.control],
          ['set-cookie', plan.header],
        ],
        verbatim: true,
      },
      [at('typed')]: page('announce', { name: 'typed' }),
      '/.ow/hostile': page('forge', forgery),
      '/.ow/bounce': redirect(307, '{query:to}'),
      [at('*')]: { status: 204, headers: sharing },
      [at('iframe')]: text('text/html', 'framed'),
      [at('iframe-form-post')]: text('text/html', 'framed'),
      [at('window-open')]: page('closeWindow', {}),
    },
    steps: [
      type(plan.setAt),
      awaitReport('set'),
      type(plan.base + 'typed'),
      awaitReport('typed'),
      type(hostile('/.ow/hostile')),
      awaitReport('forged'),
      ...staying.map(come),
      ...clicked.flatMap((attack): readonly Step[] => [{ do: 'click', selector: `#${attack}-${undefended}` }, come(attack)]),
      { do: 'open-gate', gate: 'next' },
      ...leaving.flatMap((attack, index): readonly Step[] => [come(attack), { do: 'open-gate', gate: `next-${String(index)}` }]),
      awaitReport('forged-left'),
    ],
  };
}
