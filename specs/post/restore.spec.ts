import { check } from '../../harness/fixtures.ts';
import { clause } from '../../harness/model/authority.ts';
import { carried, perVisit } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, redirect, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** How the tab with the page at the end of a form submission went, before the person has it restored. */
const ways = ['closed-tab', 'closed-browser', 'crash'] as const;
type Way = (typeof ways)[number];
/** What the form's target answers; a redirect leads to `/final`. */
const results = ['ok', 'no-store', 'see-other', 'temporary-redirect'] as const;
type Result = (typeof results)[number];
const placeOf = (result: Result): string => (result === 'see-other' || result === 'temporary-redirect' ? '/final' : '/result');

/** What arrives before any answer of the person, whether they were asked, and whether the page is there again. */
const questions = ['sent', 'asked', 'shown'] as const;
interface Values {
  readonly way: Way;
  readonly result: Result;
  readonly question: (typeof questions)[number];
}

const isReport = (name: string) => (arrival: Arrival) => arrival.target === `/.ow/report?name=${name}`;
const countOf = (log: VisitLog, name: string): number => log.arrivals.filter(isReport(name)).length;

/** Requests for the restored page, whichever way the form led to it: those after the first submission and its redirect. */
function requestsAgain(log: VisitLog): readonly Arrival[] {
  const first = log.arrivals.findIndex(isReport('result'));
  return log.arrivals.slice(first).filter((arrival) => ['/result', '/final'].includes(pathOf(arrival)));
}

/** The person goes through all tabs, of which there are three at most, and sees each; in the second round they press Return at each. */
const rounds = ['look', 'answer', 'look-again'] as const;
const sightOf = (round: (typeof rounds)[number], tab: number): string => `${round}, tab ${String(tab)}`;

/** The number of arrivals before a round; undefined when it was not taken. */
const begunAt = (log: VisitLog, round: (typeof rounds)[number]): number | undefined => log.sight(sightOf(round, 1))?.from;

/** Whether the tab that stayed beside the restored one was seen in a round: then the restored one was in front too, and had its time. */
function keptTabSeen(log: VisitLog, round: (typeof rounds)[number]): boolean {
  const from = begunAt(log, round);
  return from !== undefined && log.arrivals.slice(from).some(isReport('kept'));
}

function read({ question }: Values, log: VisitLog): Reading {
  const answered = begunAt(log, 'answer');
  if (answered === undefined || !rounds.every((round) => keptTabSeen(log, round))) {
    return {
      seen: 'nothing-restored',
      inconclusive: 'the tab beside it did not come back either, so nothing shows that anything was restored',
    };
  }
  const again = requestsAgain(log);
  const unasked = again.filter((arrival) => log.arrivals.indexOf(arrival) < answered);
  switch (question) {
    case 'sent':
      return { seen: unasked.map((arrival) => `${arrival.method}-${pathOf(arrival).slice(1)}`).join('+') || 'nothing' };
    case 'asked':
      return { seen: again.length > unasked.length ? 'yes' : 'no' };
    case 'shown':
      return { seen: countOf(log, 'result') > 1 ? 'page' : 'no-page' };
  }
}

function recipesOf(result: Result, stage: Stage): Recipes {
  const at = (path: string): string => stage.at('same-origin', path);
  const end = page('postResult', { name: 'result', watched: true }, { body: '<body style="background:tan">the result' });
  const answer: Readonly<Record<Result, Recipe>> = {
    ok: end,
    'no-store': { ...end, headers: [['cache-control', 'no-store']] },
    'see-other': redirect(303, at('/final')),
    'temporary-redirect': redirect(307, at('/final')),
  };
  return {
    '/kept': page('postInNewTab', { url: at('/result'), name: 'kept' }),
    '/result': answer[result],
    '/final': end,
    '/started': page('announceShows', { name: 'started' }, { body: '<body style="background:silver">started again' }),
  };
}

/** What becomes of the tab, and how the person has it back. */
function restoring(way: Way, result: Result, stage: Stage): readonly Step[] {
  const reopen: Step = { do: 'press', keys: 'ctrl+shift+t' };
  if (way === 'closed-tab') {
    return [{ do: 'press', keys: 'ctrl+w' }, { do: 'await', what: 'the tab beside it', until: (log) => countOf(log, 'kept') > 1 }, reopen];
  }
  const address = stage.at('same-origin', placeOf(result));
  return [
    { do: 'end', how: way === 'crash' ? 'crash' : 'quit', address },
    type(stage.at('same-origin', '/started')),
    awaitReport('started'),
    reopen,
  ];
}

function stepsOf(round: (typeof rounds)[number]): readonly Step[] {
  const tabs = [1, 2, 3].flatMap((tab): Step[] => [
    {
      do: 'watch',
      as: sightOf(round, tab),
      act: { do: 'press', keys: 'ctrl+Prior' },
      what: 'the tab that stayed',
      until: (log, from) => log.arrivals.slice(from).some(isReport('kept')),
    },
    ...(round === 'answer' ? [{ do: 'press', keys: 'Return' } as const] : []),
  ]);
  return [
    ...tabs,
    { do: 'await', what: 'the tab that stayed', until: (log) => keptTabSeen(log, round), optional: true, deadlineMs: 20_000 },
  ];
}

const retry = clause('RFC 9110', '9.2.2 Idempotent Methods', 'https://www.rfc-editor.org/rfc/rfc9110.html#section-9.2.2');

export default check({
  id: 'post/restore',
  title:
    'What a browser sends when it restores the page at the end of a form submission, after its tab or the browser was closed or crashed',
  clauses: [retry],
  claims: ['GP-9'],
  axes: { way: perVisit(ways), result: perVisit(results), question: carried(questions) },
  visit: ({ way, result }, stage) => ({
    hands: 'person',
    recipes: recipesOf(result, stage),
    steps: [
      type(stage.at('same-origin', '/kept')),
      awaitReport('kept'),
      { do: 'click-middle', times: 1 },
      awaitReport('result'),
      ...restoring(way, result, stage),
      ...rounds.flatMap(stepsOf),
    ],
  }),
  read,
  // How a user agent restores what it has closed is left to it; RFC 9110 speaks of requests that failed.
  expect: () => [],
  evidence: (_, log) => ({ arrivals: requestsAgain(log), sights: [sightOf('look', 1), sightOf('look', 2)] }),
});
