import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { perVisit } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, type Recipe } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

const planning = html('form-control-infrastructure', 'planned-navigation', 'planned navigation of a form');
const navigating = html('browsing-the-web', 'set-the-ongoing-navigation', 'set the ongoing navigation');

/** How a script submits the form once more, and when. */
const deeds = {
  // In one go: the second submission takes the place of the first, which is only planned.
  'submit-twice': expectation(planning, 'once'),
  'request-submit-twice': expectation(planning, 'once'),
  'click-twice': expectation(planning, 'once'),
  // The request is with the origin, which has not answered yet: the second navigation only ends the wait for that.
  'submit-in-flight': expectation(navigating, 'twice'),
  'request-submit-in-flight': expectation(navigating, 'twice'),
  'click-in-flight': expectation(navigating, 'twice'),
} as const satisfies Readonly<Record<string, Expectation>>;
type Deed = keyof typeof deeds;
const deedNames = Object.keys(deeds) as Deed[];

const target = '/submitted';
const arrivalsOf = (log: VisitLog): readonly Arrival[] => log.arrivals.filter((arrival) => pathOf(arrival) === target);

const answer: Recipe = { status: 204, headers: [['cache-control', 'no-store']] };
/** Longer than the visit, whose end lets every answer go. */
const held: Recipe = { ...answer, delayMs: 600_000 };

const gate = 'first-came';
const after = Array.from({ length: 10 }, (_, index) => `after-${String(index)}`);

function read(log: VisitLog): Reading {
  const { length } = arrivalsOf(log);
  return { seen: length === 1 ? 'once' : length === 2 ? 'twice' : `${String(length)}-times` };
}

export default check({
  id: 'post/duplicates',
  title: 'How often a form arrives that is submitted again before it was answered',
  clauses: [planning, navigating],
  claims: ['GP-9'],
  axes: { method: perVisit(['get', 'post']), deed: perVisit(deedNames) },
  visit: ({ method, deed }, stage) => ({
    recipes: {
      '/form': page('submitAgain', {
        form: { url: stage.at('same-origin', target), method },
        deed,
        gate,
        after,
        reportAs: 'submitted',
      }),
      [target]: deed.endsWith('-in-flight') ? { inTurn: [held, answer] } : answer,
    },
    steps: [
      ...after.map((name): Step => ({ do: 'open-gate', gate: name })),
      type(stage.at('same-origin', '/form')),
      { do: 'await', what: 'the first submission', until: (log) => arrivalsOf(log).length > 0 },
      { do: 'open-gate', gate },
      awaitReport('submitted'),
    ],
  }),
  read: (_values, log) => read(log),
  expect: ({ deed }) => [deeds[deed]],
  evidence: (_values, log) => ({ arrivals: arrivalsOf(log), page: log.reported('submitted') }),
});
