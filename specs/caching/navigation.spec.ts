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
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';

/** Ways in which each document leaves for the next one of its origin, as the page library names them. */
const departures = { link: 'link-click', 'form-get': 'form-get' } as const;
/** Ways to come to an address a second time: from a document, from another site, typed again, or reloaded by script. */
const ways = ['link', 'form-get', 'link-from-another-site', 'typed', 'reload'] as const;
type Way = (typeof ways)[number];

const pathTo = (answer: AnswerName): string => `/document/${answer}`;

/** What the document at this place does when it is shown. */
function program(way: Way, index: number, stage: Stage): Recipe {
  const url = (answer: AnswerName | undefined): string => stage.at('same-origin', answer === undefined ? '/end' : pathTo(answer));
  const next = answerNames[index + 1];
  switch (way) {
    case 'link':
    case 'form-get':
      // The last one starts the second round.
      return page('departNext', { leave: departures[way], next: url(next), ...(next === undefined ? { again: url(answerNames[0]) } : {}) });
    case 'link-from-another-site':
      return page('returnInTurn', { hub: stage.at('cross-site', '/hub'), index, count: answerNames.length });
    case 'typed':
      return page('sayTimesShown', { reportAs: `shown-${String(index)}` });
    case 'reload':
      return page('reloadOnce', { next: url(next) });
  }
}

function stepsOf(way: Way, stage: Stage): readonly Step[] {
  const end = awaitReport('end');
  switch (way) {
    case 'link':
    case 'form-get':
      return [type(stage.at('same-origin', '/start')), end];
    case 'link-from-another-site':
      return [type(stage.at('cross-site', '/hub')), end];
    case 'typed':
      return ['1', '2'].flatMap((round) =>
        answerNames.flatMap((answer, index) => [
          type(stage.at('same-origin', pathTo(answer))),
          awaitReport(`shown-${String(index)}-${round}`),
        ]),
      );
    case 'reload':
      return [type(stage.at('same-origin', pathTo(answerNames[0] ?? 'plain'))), end];
  }
}

function recipesOf(way: Way, stage: Stage): Recipes {
  const urls = answerNames.map((answer) => stage.at('same-origin', pathTo(answer)));
  return {
    ...Object.fromEntries(
      answerNames.map((answer, index) => [
        pathTo(answer),
        { ...program(way, index, stage), headers: answerLines(answer), validates: true },
      ]),
    ),
    '/start': page('departNext', { leave: way === 'form-get' ? departures['form-get'] : departures.link, next: urls[0] }),
    '/hub': page('departInTurn', { urls, reportAs: 'end' }),
    '/end': page('announce', { name: 'end' }),
  };
}

function read({ way, answer }: { way: Way; answer: AnswerName }, log: VisitLog): Reading {
  const requests = requestsFor(log, pathTo(answer));
  const seen = secondTime(requests);
  if (requests.length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  if (way !== 'reload' && seen !== 'reused' && secondTime(requestsFor(log, pathTo('max-age'))) !== 'reused') {
    return { seen, masked: 'not even a fresh document was reused, so there may be no cache here at all' };
  }
  return { seen };
}

export default check({
  id: 'caching/navigation',
  title: 'A document comes from the cache when a person or a script comes to it again',
  clauses: answerClauses,
  claims: ['GP-1', 'GP-2', 'GP-3'],
  axes: { way: perVisit(ways), answer: sideBySide(answerNames) },
  visit: ({ way }, stage) => ({ recipes: recipesOf(way, stage), steps: stepsOf(way, stage) }),
  read,
  // Nothing says how a reload asks; no authority but RFC 9111 binds it.
  expect: ({ way, answer }) => expectSecondTime(answer, way !== 'reload'),
  evidence: ({ answer }, log) => ({ arrivals: requestsFor(log, pathTo(answer)) }),
});
