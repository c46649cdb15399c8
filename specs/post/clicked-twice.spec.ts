import { check } from '../../harness/fixtures.ts';
import { expectation, html } from '../../harness/model/authority.ts';
import { perVisit } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import { page } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

const navigating = html('browsing-the-web', 'set-the-ongoing-navigation', 'set the ongoing navigation');

const target = '/submitted';
const arrivalsOf = (log: VisitLog): readonly Arrival[] => log.arrivals.filter((arrival) => pathOf(arrival) === target);

/** Gates that stand open: a page that has been through them is through with what came before. */
const after = Array.from({ length: 10 }, (_, index) => `after-${String(index)}`);

const click: Step = { do: 'click-middle', times: 1 };

export default check({
  id: 'post/clicked-twice',
  title: 'How often a form arrives whose button a person clicks again before there is an answer',
  clauses: [navigating],
  claims: ['GP-9'],
  axes: { method: perVisit(['get', 'post']) },
  visit: ({ method }, stage) => ({
    hands: 'person',
    recipes: {
      '/form': page('submitWhenClicked', { form: { url: stage.at('same-origin', target), method }, after, reportAs: 'clicked' }),
      // Held for longer than the visit, whose end lets every answer go.
      [target]: { status: 204, delayMs: 600_000 },
    },
    steps: [
      ...after.map((name): Step => ({ do: 'open-gate', gate: name })),
      type(stage.at('same-origin', '/form')),
      awaitReport('clicked-ready'),
      click,
      // Of two clicks in quick succession it would depend on the machine whether the first has led to a request before the second comes.
      { do: 'await', what: 'the first submission', until: (log) => arrivalsOf(log).length > 0 },
      click,
      awaitReport('clicked'),
    ],
  }),
  read: (_values, log) => ({ seen: { 1: 'once', 2: 'twice' }[arrivalsOf(log).length] ?? `${String(arrivalsOf(log).length)}-times` }),
  // The second navigation takes the place of the first, whose request is with the origin already.
  expect: () => [expectation(navigating, 'twice')],
  evidence: (_values, log) => ({ arrivals: arrivalsOf(log), page: log.reported('clicked') }),
});
