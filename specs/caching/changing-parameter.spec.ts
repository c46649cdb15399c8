import {
  answerLines,
  expectSecondTime,
  requestsFor,
  reuseControl,
  reuseFailure,
  secondTime,
  startAt,
} from '../../harness/catalogue/cache-second-time.ts';
import { documentInTurn, readSecondTime, shownName } from '../../harness/catalogue/cached-documents.ts';
import { sections } from '../../harness/catalogue/cache-cases/sections.ts';
import { partAnswer, partKinds, partTriggers, type PartKind } from '../../harness/catalogue/cacheable-parts.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Scheme } from '../../servers/names.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';

/** What is added to an address the first and the second time. */
const additions = { nothing: ['', ''], parameter: ['?_t=1700000000001', '?_t=1700000000002'], fragment: ['#one', '#two'] } as const;
type Addition = keyof typeof additions;
const additionNames = Object.keys(additions) as Addition[];
const times = [0, 1] as const;
type Time = (typeof times)[number];

/** Ways of leaving for a document. */
const navigations = ['link', 'typed'] as const;
type Navigation = (typeof navigations)[number];
type Via = PartKind | Navigation;
const vias: readonly Via[] = [...partKinds, ...navigations];

const isNavigation = (via: Via): via is Navigation => via === 'link' || via === 'typed';
const pathTo = (via: Via, addition: Addition): string => `/asked/${via}/${addition}`;

interface Values {
  readonly scheme: Scheme;
  readonly via: Via;
  readonly addition: Addition;
}

/** An address that differs in its fragment alone moves within the document that is there. */
const typedAdditions = additionNames.filter((addition) => addition !== 'fragment');

function recipesOf(scheme: Scheme, stage: Stage): Recipes {
  const at = (path: string): string => stage.url(scheme, 'target', path);
  const url = (via: Via, addition: Addition, time: Time): string => at(pathTo(via, addition) + additions[addition][time]);
  const loads = (time: Time): readonly { trigger: string; url: string }[] =>
    partKinds.flatMap((via) => additionNames.map((addition) => ({ trigger: partTriggers[via], url: url(via, addition, time) })));
  const toHub = times.map(() => ({ leave: 'location-replace', url: at('/hub') }));
  const hubTurns = additionNames.flatMap((addition) => times.map((time) => ({ leave: 'link-click', url: url('link', addition, time) })));
  const recipes = vias.flatMap((via) =>
    additionNames.map((addition): [string, Recipe] => {
      const path = pathTo(via, addition);
      return [
        path,
        isNavigation(via) ? documentInTurn(path, 'max-age', via === 'link' ? toHub : []) : partAnswer(via, answerLines('max-age')),
      ];
    }),
  );
  return {
    ...Object.fromEntries(recipes),
    '/first': page('loadInRounds', { rounds: [loads(0)], reportAs: 'first', next: at('/second') }),
    '/second': page('loadInRounds', { rounds: [loads(1)], reportAs: 'second', next: at('/hub') }),
    '/hub': page('takeTurn', { answer: 0, reportAs: 'hub', turns: hubTurns }),
  };
}

function read({ scheme, via, addition }: Values, log: VisitLog): Reading {
  const path = pathTo(via, addition);
  if (isNavigation(via)) return readSecondTime(path, scheme, log);
  const requests = requestsFor(log, path);
  if (requests.length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  const seen = secondTime(requests);
  const masked = reuseFailure(scheme, log);
  return masked === undefined ? { seen } : { seen, masked };
}

/** Another query is another resource, of which nothing is stored; a fragment is no part of what is asked for. */
function expect({ addition }: Values): readonly Expectation[] {
  return addition === 'parameter' ? [expectation(sections.constructing, 'requested')] : expectSecondTime('max-age', true);
}

function typedSteps(scheme: Scheme, stage: Stage): readonly Step[] {
  // One after the other, each time: to type the address that is shown already may be a reload.
  return times.flatMap((time) =>
    typedAdditions.flatMap((addition) => [
      type(stage.url(scheme, 'target', pathTo('typed', addition) + additions[addition][time])),
      awaitReport(shownName(pathTo('typed', addition), time + 1)),
    ]),
  );
}

export default check({
  id: 'caching/changing-parameter',
  title: 'A parameter that changes keeps a fresh response from being used again, a fragment does not',
  clauses: [sections.constructing, sections.targetUri],
  claims: ['GP-2', 'GP-3'],
  axes: { scheme: perVisit(['http', 'https']), via: sideBySide(vias), addition: sideBySide(additionNames) },
  omit: ({ via, addition }) =>
    via === 'typed' && addition === 'fragment'
      ? 'an address that differs in its fragment alone moves within the document that is there'
      : undefined,
  visit: ({ scheme }, stage) => {
    const start = startAt(scheme, stage);
    return {
      recipes: { ...start.recipes, ...reuseControl(scheme, stage, stage.url(scheme, 'target', '/first')), ...recipesOf(scheme, stage) },
      steps: [type(start.url), awaitReport(`hub-${String(2 * additionNames.length + 1)}`), ...typedSteps(scheme, stage)],
    };
  },
  read,
  expect,
  evidence: ({ via, addition }, log) => ({ arrivals: requestsFor(log, pathTo(via, addition)) }),
});
