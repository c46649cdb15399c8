import {
  answerClauses,
  answerLines,
  answerNames,
  expectSecondTime,
  requestsFor,
  secondTime,
  type AnswerName,
} from '../../harness/catalogue/cache-second-time.ts';
import { check } from '../../harness/fixtures.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, text, type Recipe } from '../../servers/recipe.ts';

/** How the page that embeds them comes a second time. */
const agains = ['link', 'typed', 'reload'] as const;

/** Ways of embedding, as the page library names them. */
const triggers = { fetch: 'fetch-include-cors', img: 'img', script: 'script', stylesheet: 'stylesheet', iframe: 'iframe' } as const;
type Via = keyof typeof triggers;
const vias = Object.keys(triggers) as Via[];

const loads = vias.flatMap((via) => answerNames.map((answer) => ({ via, answer })));
const pathTo = (via: Via, answer: AnswerName): string => `/part/${via}/${answer}`;

function part(via: Via, answer: AnswerName): Recipe {
  const headers = answerLines(answer);
  const contents: Readonly<Record<Via, Recipe>> = {
    fetch: text('text/plain', 'ok', headers),
    img: { headers, body: { kind: 'file', file: 'dot.png' } },
    script: text('text/javascript', ';', headers),
    stylesheet: text('text/css', 'b{}', headers),
    iframe: text('text/html', 'framed', headers),
  };
  return { ...contents[via], validates: true };
}

function read({ via, answer }: { via: Via; answer: AnswerName }, log: VisitLog): Reading {
  const requests = requestsFor(log, pathTo(via, answer));
  const seen = secondTime(requests);
  if (requests.length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  const index = loads.findIndex((load) => load.via === via && load.answer === answer);
  for (const round of ['1', '2']) {
    const outcome = (log.reported(`loaded-${round}`) as string[] | undefined)?.[index] ?? 'nothing';
    if (outcome !== 'load') return { seen, inconclusive: `in round ${round} the page saw «${outcome}» instead of a load` };
  }
  if (secondTime(requestsFor(log, pathTo('fetch', 'max-age'))) !== 'reused') {
    return { seen, masked: 'not even a fresh response to fetch() was reused, so there may be no cache here at all' };
  }
  return { seen };
}

export default check({
  id: 'caching/subresources',
  title: 'What a page embeds comes from the cache when the page comes again, also by a reload',
  clauses: answerClauses,
  claims: ['GP-1', 'GP-2', 'GP-3'],
  axes: {
    scheme: perVisit(['http', 'https']),
    again: perVisit(agains),
    via: sideBySide(vias),
    answer: sideBySide(answerNames),
  },
  visit: ({ scheme, again }, stage) => {
    const url = (path: string): string => stage.url(scheme, 'target', path);
    const typed = type(url('/embedder'));
    return {
      recipes: {
        '/embedder': page('loadEachTime', {
          loads: loads.map(({ via, answer }) => ({ trigger: triggers[via], url: url(pathTo(via, answer)) })),
          ...(again === 'typed' ? {} : { again }),
          reportAs: 'loaded',
        }),
        ...Object.fromEntries(loads.map(({ via, answer }) => [pathTo(via, answer), part(via, answer)])),
      },
      steps: [typed, awaitReport('loaded-1'), ...(again === 'typed' ? [typed] : []), awaitReport('loaded-2')],
    };
  },
  read,
  expect: ({ answer }) => expectSecondTime(answer, true),
  evidence: ({ via, answer }, log) => ({
    arrivals: requestsFor(log, pathTo(via, answer)),
    page: { firstRound: log.reported('loaded-1'), secondRound: log.reported('loaded-2') },
  }),
});
