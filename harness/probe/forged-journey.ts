import { attackNames, factsOf, type Attack } from '../catalogue/forgery.ts';
import { awaitReport, type, type Journey, type Step } from '../model/journey.ts';
import type { Forgery } from '../../servers/forgery.ts';
import { page, redirect, text, type Recipe } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { forgedArrival, type ForgedPlan } from './forged-requests.ts';

/** How long a browser has for a request that it may refuse to make, in milliseconds. */
const patienceMs = 10_000;

/** Whoever asks may, so that a fetch which CORS asks about first is made at all. */
const sharing: NonNullable<Recipe['headers']> = [
  ['access-control-allow-origin', '{origin}'],
  ['access-control-allow-credentials', 'true'],
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
    bank: plan.base.replace(/none\/transfer\/$/, ''),
    defences: ['none'],
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
  const come = (attack: (typeof attackNames)[number]): Step => ({
    do: 'await',
    what: `the request of ${attack}`,
    until: (log) => forgedArrival(plan, attack, log) !== undefined,
    deadlineMs: patienceMs,
    optional: true,
  });
  return {
    recipes: {
      [keyOf(plan.setAt)]: {
        ...page('announce', { name: 'set' }),
        headers: [
          ['set-cookie', plan.control],
          ['set-cookie', plan.header],
        ],
        verbatim: true,
      },
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
      type(hostile('/.ow/hostile')),
      awaitReport('forged'),
      ...staying.map(come),
      ...clicked.flatMap((attack): readonly Step[] => [{ do: 'click', selector: `#${attack}-none` }, come(attack)]),
      { do: 'open-gate', gate: 'next' },
      ...leaving.flatMap((attack, index): readonly Step[] => [come(attack), { do: 'open-gate', gate: `next-${String(index)}` }]),
      awaitReport('forged-left'),
    ],
  };
}

/** The key of a recipe for one host and target. */
function keyOf(url: string): string {
  const { hostname, pathname, search } = new URL(url);
  return `//${hostname}${pathname}${search}`;
}
