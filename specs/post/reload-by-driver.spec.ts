import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, redirect, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** What the form's target answers at `/result/…`; a redirect leads to `/final/…`. */
const answers = ['ok', 'see-other', 'temporary-redirect'] as const;
type Answer = (typeof answers)[number];

/** Longest wait for what a driver's command leads to, in milliseconds: it may stand behind a prompt that the protocol does not show. */
const patienceMs = 20_000;

const isRequest =
  (answer: Answer) =>
  (arrival: Arrival): boolean =>
    [`/result/${answer}`, `/final/${answer}`].includes(pathOf(arrival));
const isReport =
  (answer: Answer) =>
  ({ target }: Arrival): boolean =>
    target === `/.ow/report?name=${answer}`;

/** The requests since the page at the end of the submission was there. */
function requestsAgain(log: VisitLog, answer: Answer): readonly Arrival[] {
  return log.arrivals.slice(log.arrivals.findIndex(isReport(answer))).filter(isRequest(answer));
}

function read({ answer }: { readonly answer: Answer }, log: VisitLog): Reading {
  const again = requestsAgain(log, answer);
  const seen = again.map((arrival) => `${arrival.method}-${pathOf(arrival).split('/')[1] ?? ''}`).join('+');
  return again.length > 0
    ? { seen }
    : { seen: 'nothing', inconclusive: `nothing came of the driver’s command in ${String(patienceMs)} ms` };
}

const fetching = html('browsing-the-web', 'create-navigation-params-by-fetching', 'create navigation params by fetching');

/** The command is nobody's: it asks no person, and HTML says only that the document's own request is made again. */
function expect({ answer }: { readonly answer: Answer }): readonly Expectation[] {
  const sent = answer === 'see-other' ? 'GET-final' : answer === 'temporary-redirect' ? 'POST-final' : 'POST-result';
  return [expectation(fetching, sent)];
}

function recipesOf(answer: Answer, stage: Stage): Recipes {
  const end = page('announceShows', { name: answer });
  const target = stage.at('same-origin', `/final/${answer}`);
  const results: Readonly<Record<Answer, Recipe>> = {
    ok: end,
    'see-other': redirect(303, target),
    'temporary-redirect': redirect(307, target),
  };
  return {
    [`/form/${answer}`]: page('submitForm', { url: stage.at('same-origin', `/result/${answer}`), method: 'post' }),
    [`/result/${answer}`]: results[answer],
    [`/final/${answer}`]: end,
  };
}

function stepsOf(answer: Answer, stage: Stage): readonly Step[] {
  return [
    type(stage.at('same-origin', `/form/${answer}`)),
    awaitReport(answer),
    { do: 'reload' },
    {
      do: 'await',
      what: `the page of ${answer} again`,
      until: (log) => log.arrivals.filter(isReport(answer)).length > 1,
      optional: true,
      deadlineMs: patienceMs,
    },
  ];
}

export default check({
  id: 'post/reload-by-driver',
  title: 'What a test tool’s own command to reload sends at the end of a form submission',
  clauses: [fetching],
  axes: { answer: sideBySide(answers) },
  visit: (_, stage) => ({
    recipes: Object.assign({}, ...answers.map((answer) => recipesOf(answer, stage))) as Recipes,
    steps: answers.flatMap((answer) => stepsOf(answer, stage)),
  }),
  read,
  expect,
  evidence: ({ answer }, log) => ({ arrivals: log.arrivals.filter(isRequest(answer)) }),
});
