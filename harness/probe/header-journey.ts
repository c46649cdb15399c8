import { arrivalRecipes } from '../catalogue/triggers.ts';
import { awaitReport, type, type Journey, type Step, type VisitLog } from '../model/journey.ts';
import { findRecipe, page, recipeKey, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import type { Arrival } from '../../servers/wire-log.ts';
import { kindNames, kinds, origins, type HeaderPlan, type Kind, type Origin } from './header-plan.ts';

/** How long a browser has for a request that it may refuse to make, in milliseconds. */
const patienceMs = 10_000;

const departing: readonly Kind[] = ['link', 'form POST'];
const staying = kindNames.filter((kind) => !departing.includes(kind));

/** What the visit reports: that the header was taken in, and what scripts can see of the cookies. */
const setReport = 'set';
export const cookiesReport = 'cookies';

/** Marks a request: the URL asked for, with a query that no cookie looks at. */
function marked(plan: HeaderPlan, mark: string): string {
  return `${plan.askAt}${plan.askAt.includes('?') ? '&' : '?'}ow=${mark}`;
}
const typedMark = 'typed';
const markOf = (origin: Origin, kind: Kind): string => `${origin}.${kinds[kind]}`;

/** The request that the person typed, after the header was set. */
export function typedArrival(plan: HeaderPlan, log: VisitLog): Arrival | undefined {
  return log.arrivals.find(isFor(marked(plan, typedMark)));
}

/** The request of a kind from a page of an origin. */
export function arrivalOf(plan: HeaderPlan, log: VisitLog, origin: Origin, kind: Kind): Arrival | undefined {
  return log.arrivals.find(isFor(marked(plan, markOf(origin, kind))));
}

function isReported(log: VisitLog, wanted: string): boolean {
  return log.reports.some(({ name }) => name === wanted);
}

function isFor(text: string): (arrival: Arrival) => boolean {
  const { hostname, pathname, search } = new URL(text);
  return ({ host, target }) => host === hostname && target === pathname + search;
}

/** Sets the header, looks whether it is there, and asks from each origin in each way. */
export function headerJourney(plan: HeaderPlan, stage: Stage): Journey {
  for (const url of [plan.setAt, ...Object.values(plan.pages)]) stage.claim(url);
  const optional = (what: string, until: (log: VisitLog) => boolean): Step => ({
    do: 'await',
    what,
    until,
    deadlineMs: patienceMs,
    optional: true,
  });
  return {
    recipes: recipesOf(plan),
    steps: [
      type(plan.setAt),
      optional('the page that sets the cookie', (log) => isReported(log, setReport)),
      type(marked(plan, typedMark)),
      awaitReport(cookiesReport),
      ...origins.flatMap((origin): Step[] => [
        type(pageUrl(plan, origin)),
        awaitReport(origin),
        ...departing.flatMap((kind, index) => [
          type(`${pageUrl(plan, origin)}/leave?step=${String(index)}`),
          // Its page, not its request alone: an address typed in between would get lost in some browsers.
          optional(`the page that the ${kind} from ${origin} leads to`, (log) => isReported(log, markOf(origin, kind))),
        ]),
      ]),
    ],
  };
}

function pageUrl(plan: HeaderPlan, origin: Origin): string {
  return `${plan.pages[origin]}/.ow/probe/${origin}`;
}

function recipesOf(plan: HeaderPlan): Recipes {
  const answers = arrivalRecipes('/', '');
  const asked = origins.flatMap((origin) =>
    kindNames.map((kind) => {
      const mark = markOf(origin, kind);
      return [recipeKey(marked(plan, mark)), departing.includes(kind) ? page('announce', { name: mark }) : answer(answers, kind)] as const;
    }),
  );
  return {
    [recipeKey(plan.setAt)]: {
      ...page('announce', { name: setReport }),
      headers: [
        ['cache-control', 'no-store'],
        ['set-cookie', plan.control],
        ['set-cookie', plan.header],
      ],
      verbatim: true,
    },
    [recipeKey(marked(plan, typedMark))]: page('tellCookies', { reportAs: cookiesReport }),
    ...Object.fromEntries(asked),
    ...Object.fromEntries(origins.flatMap((origin) => askingPages(plan, origin))),
  };
}

/** What a target of this kind answers in checks too, so that the request ends well. */
function answer(answers: Recipes, kind: Kind): Recipe {
  return findRecipe(answers, '', `/${kinds[kind]}`) ?? {};
}

function askingPages(plan: HeaderPlan, origin: Origin): readonly (readonly [string, Recipe])[] {
  const path = new URL(pageUrl(plan, origin)).pathname;
  const loads = staying.map((kind) => ({ trigger: kinds[kind], url: marked(plan, markOf(origin, kind)) }));
  const base = marked(plan, `${origin}.`);
  return [
    [path, page('loadInRounds', { rounds: [loads], reportAs: origin })],
    [`${path}/leave`, page('depart', { base, names: departing.map((kind) => kinds[kind]), reportAs: `departed-${origin}` })],
  ];
}
