import {
  answerClauses,
  answerLines,
  answerNames,
  expectSecondTime,
  requestsFor,
  controlUrl,
  reuseControl,
  reuseFailure,
  secondTime,
  startAt,
  type AnswerName,
} from '../../harness/catalogue/cache-second-time.ts';
import { partAnswer, partKinds, partTriggers, type PartKind } from '../../harness/catalogue/cacheable-parts.ts';
import { check } from '../../harness/fixtures.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Scheme } from '../../servers/names.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';

const schemes = ['http', 'https'] as const satisfies readonly Scheme[];

/** How the page that embeds them comes a second time: by its own doing, typed again, or by a person's key. */
const agains = ['link', 'typed', 'script-reload', 'key-reload', 'key-hard-reload'] as const;
type Again = (typeof agains)[number];
const byItself: Readonly<Partial<Record<Again, string>>> = { link: 'link', 'script-reload': 'reload' };
const byKey: Readonly<Partial<Record<Again, string>>> = { 'key-reload': 'F5', 'key-hard-reload': 'ctrl+shift+r' };

const loads = partKinds.flatMap((via) => answerNames.map((answer) => ({ via, answer })));

interface Place {
  readonly scheme: Scheme;
  readonly via: PartKind;
  readonly answer: AnswerName;
}

const pathTo = ({ scheme, via, answer }: Place): string => `/part/${scheme}/${via}/${answer}`;

function part({ via, answer }: Pick<Place, 'via' | 'answer'>): Recipe {
  return { ...partAnswer(via, answerLines(answer)), validates: true };
}

const reportName = (scheme: Scheme): string => `loaded-${scheme}`;

const embedderPath = (scheme: Scheme): string => `/embedder/${scheme}`;

/** Control and page of one scheme, and how the page comes again; then they go on to those of the next scheme. */
function partOf(again: Again, scheme: Scheme, stage: Stage): { readonly recipes: Recipes; readonly steps: readonly Step[] } {
  const url = (path: string): string => stage.url(scheme, 'target', path);
  const itself = byItself[again];
  const keys = byKey[again];
  const nextScheme = schemes[schemes.indexOf(scheme) + 1];
  const repeat: Step[] = again === 'typed' ? [type(url(embedderPath(scheme)))] : keys === undefined ? [] : [{ do: 'press', keys }];
  return {
    recipes: {
      ...reuseControl(scheme, stage, url(embedderPath(scheme))),
      [embedderPath(scheme)]: page('loadEachTime', {
        loads: loads.map(({ via, answer }) => ({ trigger: partTriggers[via], url: url(pathTo({ scheme, via, answer })) })),
        ...(itself === undefined ? {} : { again: itself }),
        reportAs: reportName(scheme),
        ...(nextScheme === undefined ? {} : { next: controlUrl(nextScheme, stage) }),
      }),
      ...Object.fromEntries(loads.map((load) => [pathTo({ scheme, ...load }), part(load)])),
    },
    steps: [awaitReport(`${reportName(scheme)}-1`), ...repeat, awaitReport(`${reportName(scheme)}-2`)],
  };
}

function read(place: Place, log: VisitLog): Reading {
  const requests = requestsFor(log, pathTo(place));
  const seen = secondTime(requests);
  if (requests.length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  const index = loads.findIndex(({ via, answer }) => via === place.via && answer === place.answer);
  for (const round of ['1', '2']) {
    const outcome = (log.reported(`${reportName(place.scheme)}-${round}`) as string[] | undefined)?.[index] ?? 'nothing';
    if (outcome !== 'load') return { seen, inconclusive: `in round ${round} the page saw «${outcome}» instead of a load` };
  }
  const masked = reuseFailure(place.scheme, log);
  return masked === undefined ? { seen } : { seen, masked };
}

export default check({
  id: 'caching/subresources',
  title: 'What a page embeds comes from the cache when the page comes again, also by a reload',
  clauses: answerClauses,
  claims: ['GP-1', 'GP-2', 'GP-3'],
  axes: {
    again: perVisit(agains),
    scheme: sideBySide(schemes),
    via: sideBySide(partKinds),
    answer: sideBySide(answerNames),
  },
  visit: ({ again }, stage) => {
    const start = startAt(schemes[0], stage);
    const parts = schemes.map((scheme) => partOf(again, scheme, stage));
    return {
      ...(byKey[again] === undefined ? {} : { hands: 'person' as const }),
      recipes: Object.assign({}, start.recipes, ...parts.map(({ recipes }) => recipes)) as Recipes,
      steps: [type(start.url), ...parts.flatMap(({ steps }) => steps)],
    };
  },
  read,
  // A person reloads past the cache as the user agent sees fit; for all else Fetch's cache mode is «default».
  expect: ({ again, answer }) => expectSecondTime(answer, again !== 'key-hard-reload'),
  evidence: (place, log) => ({
    arrivals: requestsFor(log, pathTo(place)),
    page: { firstRound: log.reported(`${reportName(place.scheme)}-1`), secondRound: log.reported(`${reportName(place.scheme)}-2`) },
  }),
});
