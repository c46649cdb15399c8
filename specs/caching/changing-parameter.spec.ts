import {
  answerLines,
  expectSecondTime,
  requestsFor,
  reuseControl,
  reuseFailure,
  secondTime,
  startAt,
} from '../../harness/catalogue/cache-second-time.ts';
import { sections } from '../../harness/catalogue/cache-cases/sections.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, text, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';

/** What is added to an address the first and the second time. */
const additions = { nothing: ['', ''], parameter: ['?_t=1700000000001', '?_t=1700000000002'], fragment: ['#one', '#two'] } as const;
type Addition = keyof typeof additions;
const additionNames = Object.keys(additions) as Addition[];

/** Ways of asking from within a page, as the page library names them. */
const triggers = { fetch: 'fetch-include-cors', img: 'img', script: 'script', stylesheet: 'stylesheet', iframe: 'iframe' } as const;
type Embedded = keyof typeof triggers;
const embedded = Object.keys(triggers) as Embedded[];
/** Ways of leaving for a document. */
const navigations = ['link', 'typed'] as const;
type Via = Embedded | (typeof navigations)[number];
const vias: readonly Via[] = [...embedded, ...navigations];

interface Values {
  readonly scheme: 'http' | 'https';
  readonly via: Via;
  readonly addition: Addition;
}

const pathTo = (via: Via, addition: Addition): string => `/asked/${via}/${addition}`;

function recipesOf(scheme: Values['scheme'], stage: Stage): Recipes {
  const headers = answerLines('max-age');
  const url = (via: Via, addition: Addition, time: 0 | 1): string =>
    stage.url(scheme, 'target', pathTo(via, addition) + additions[addition][time]);
  const loads = (time: 0 | 1): readonly { trigger: string; url: string }[] =>
    embedded.flatMap((via) => additionNames.map((addition) => ({ trigger: triggers[via], url: url(via, addition, time) })));
  const at = (path: string): string => stage.url(scheme, 'target', path);
  const contents: Readonly<Record<Embedded, Recipe>> = {
    fetch: text('text/plain', 'ok', headers),
    img: { headers, body: { kind: 'file', file: 'dot.png' } },
    script: text('text/javascript', ';', headers),
    stylesheet: text('text/css', 'b{}', headers),
    iframe: text('text/html', 'framed', headers),
  };
  const documentAt = (via: (typeof navigations)[number], addition: Addition): Recipe => {
    const turn = 2 * additionNames.indexOf(addition);
    return via === 'typed'
      ? page('sayTimesShown', { reportAs: `typed-${addition}` }, { headers })
      : page('returnInTurn', { hub: at('/hub'), turns: [turn + 1, turn + 2] }, { headers });
  };
  return {
    ...Object.fromEntries([
      ...embedded.flatMap((via) => additionNames.map((addition) => [pathTo(via, addition), contents[via]] as const)),
      ...navigations.flatMap((via) => additionNames.map((addition) => [pathTo(via, addition), documentAt(via, addition)] as const)),
    ]),
    '/first': page('loadInRounds', { rounds: [loads(0)], reportAs: 'first', next: at('/second') }),
    '/second': page('loadInRounds', { rounds: [loads(1)], reportAs: 'second', next: at('/hub') }),
    '/hub': page('departInTurn', {
      urls: additionNames.flatMap((addition) => [url('link', addition, 0), url('link', addition, 1)]),
      reportAs: 'linked',
    }),
  };
}

function read({ scheme, via, addition }: Values, log: VisitLog): Reading {
  const requests = requestsFor(log, pathTo(via, addition));
  const seen = secondTime(requests);
  if (requests.length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  const masked = reuseFailure(scheme, log);
  return masked === undefined ? { seen } : { seen, masked };
}

/** Another query is another resource, of which nothing is stored; a fragment is no part of what is asked for. */
function expect({ addition }: Values): readonly Expectation[] {
  return addition === 'parameter' ? [expectation(sections.constructing, 'requested')] : expectSecondTime('max-age', true);
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
    const typed = (['nothing', 'parameter'] as const).flatMap((addition) =>
      ([0, 1] as const).flatMap((time) => [
        type(stage.url(scheme, 'target', pathTo('typed', addition) + additions[addition][time])),
        awaitReport(`typed-${addition}-${String(time + 1)}`),
      ]),
    );
    return {
      recipes: { ...start.recipes, ...reuseControl(scheme, stage, stage.url(scheme, 'target', '/first')), ...recipesOf(scheme, stage) },
      steps: [type(start.url), awaitReport('linked'), ...typed],
    };
  },
  read,
  expect,
  evidence: ({ via, addition }, log) => ({ arrivals: requestsFor(log, pathTo(via, addition)) }),
});
