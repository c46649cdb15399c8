import { bring, filledWith } from '../../harness/catalogue/another-page.ts';
import { watchedBody } from '../../harness/catalogue/person-asked.ts';
import { againQuestions, answerAgain, insist, readAgain, sightsAgain, type SeenAgain } from '../../harness/catalogue/seen-again.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc9110 } from '../../harness/model/authority.ts';
import { carried, perVisit } from '../../harness/model/axes.ts';
import { awaitReport, type, type Deed, type Step, type VisitLog } from '../../harness/model/journey.ts';
import { page, redirect, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/**
 * How the page at the end of a form submission went, before the person has it opened again: with its tab, or with a browser that
 * the person closed, or that was killed.
 */
const ways = ['closed-tab', 'restart', 'crash'] as const;
type Way = (typeof ways)[number];

/** What the form's target answers; a redirect leads to `/final`. */
const results = ['ok', 'no-store', 'see-other'] as const;
type Result = (typeof results)[number];

/** Each page has a colour of its own, so that none on the screen passes for another, nor for what a browser shows in place of one. */
const written = (colour: string): { body: string } => ({ body: filledWith(colour) + watchedBody });

const isRequest = (arrival: Arrival): boolean => ['/result', '/final'].includes(pathOf(arrival));
type Arrived = Pick<VisitLog, 'arrivals'>;
const isThere = (name: string, log: Arrived, from: number): boolean =>
  log.arrivals.slice(from).some(({ target }) => target === `/.ow/report?name=${name}`);
const again: SeenAgain = { name: 'restored', isRequest, isBack: (log, from) => isThere('result', log, from), serves: {} };
const isOnItsWay = (log: Arrived, from: number): boolean => isThere('result', log, from) || log.arrivals.slice(from).some(isRequest);

function recipesOf(result: Result, stage: Stage): Recipes {
  const at = (path: string): string => stage.at('same-origin', path);
  const end = page('postResult', { name: 'result', watched: true }, written('tan'));
  const answers: Readonly<Record<Result, Recipe>> = {
    ok: end,
    'no-store': { ...end, headers: [['cache-control', 'no-store']] },
    'see-other': redirect(303, at('/final')),
  };
  return {
    '/beside': page('postInNewTab', { url: at('/result'), name: 'beside' }, written('skyblue')),
    '/result': answers[result],
    '/final': end,
  };
}

const [endPage, besidePage] = ['the page at the end of the form', 'the page beside it'];

/**
 * The browser starts again, at the page beside unless it brings its session back by itself; the person waits for either. Every
 * start draws much before it is through, so the screen tells nothing here.
 */
const startAgain = (act: Deed): Step => ({
  do: 'watch',
  as: again.name,
  act,
  what: `${endPage}, or ${besidePage}`,
  until: (log, from) => isOnItsWay(log, from) || isThere('beside', log, from),
  byArrivalsOnly: true,
});

/** How the page goes. */
function leave(way: Way, result: Result, stage: Stage): Step {
  switch (way) {
    case 'closed-tab':
      return bring(besidePage, { do: 'press', keys: 'ctrl+w' });
    case 'restart':
      return startAgain({ do: 'restart' });
    case 'crash': {
      const url = stage.at('same-origin', result === 'see-other' ? '/final' : '/result');
      return startAgain({ do: 'crash', url, stored: result !== 'no-store' });
    }
  }
}

/** True unless a browser that was started again has brought the page back, or asked for it, by itself. */
const isAwaited = (log: VisitLog): boolean => {
  const sight = log.sight(again.name);
  return sight === undefined || !isOnItsWay(log, sight.from);
};

/** True when the page was back, or asked for, in between: after it had gone, and before the deed whose sight is read. */
function cameTooEarly(log: VisitLog): boolean {
  const to = log.sight(again.name)?.from;
  const left = log.arrivals.findIndex((arrival) => isThere('result', { arrivals: [arrival] }, 0)) + 1;
  return to !== undefined && isOnItsWay({ arrivals: log.arrivals.slice(0, to) }, left);
}

const retry = rfc9110('9.2.2', 'Idempotent Methods');

export default check({
  id: 'post/restore',
  title:
    'Whether the page at the end of a form submission is fetched again when its tab or its browser is closed, or its browser killed, and opened again',
  clauses: [retry],
  claims: ['GP-9'],
  axes: { way: perVisit(ways), result: perVisit(results), question: carried(againQuestions) },
  visit: ({ way, result }, stage) => ({
    hands: 'person',
    recipes: recipesOf(result, stage),
    steps: [
      type(stage.at('same-origin', '/beside')),
      awaitReport('beside'),
      bring(endPage, { do: 'click-middle', times: 1 }),
      awaitReport('result'),
      leave(way, result, stage),
      {
        do: 'watch',
        as: again.name,
        act: { do: 'press', keys: 'ctrl+shift+t' },
        what: `${endPage}, a request for it, or something else on the screen`,
        until: isOnItsWay,
        unlike: [besidePage, again.name],
        when: isAwaited,
      },
      ...insist(again),
    ],
  }),
  read: ({ question }, log) => {
    const seen = cameTooEarly(log) ? 'the browser brought the page back just before the person pressed a key' : readAgain(again, log);
    return typeof seen === 'string' ? { seen: 'unclear', inconclusive: seen } : { seen: answerAgain(seen, question) };
  },
  // RFC 9110 speaks of requests that failed; how a user agent opens again what it has closed is left to it.
  expect: () => [],
  evidence: (_, log) => ({ arrivals: log.arrivals.filter(isRequest), sights: sightsAgain(again) }),
});
