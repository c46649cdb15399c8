import { arrivalsAt, readReturn, stored, storingNames, storings, type Storing } from '../../harness/catalogue/returning-pages.ts';
import { check } from '../../harness/fixtures.ts';
import { html } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step } from '../../harness/model/journey.ts';
import { expectReturn, historyAndCaches, throughTheCache } from '../../harness/oracles/history-return.ts';
import { page, type Recipes } from '../../servers/recipe.ts';

/** The keys of a person who goes back from the second of two pages to the first, and forward again. */
const keys = { back: 'alt+Left', forward: 'alt+Right' } as const;
type Way = keyof typeof keys;
const wayNames = Object.keys(keys) as Way[];

interface Values {
  way: Way;
  answer: Storing;
}
const keyOf = ({ way, answer }: Values): string => `${way}/${answer}`;
const pathTo = (values: Values): string => `/page/${keyOf(values)}`;

/** Goes from the first page to the second, back and forward, and on to the next pair; clicks, because browsers skip pages that nobody touched. */
function stepsFor(answer: Storing): readonly Step[] {
  const press = (way: Way): Step[] => [{ do: 'press', keys: keys[way] }, awaitReport(keyOf({ way, answer }))];
  const onwards: Step = { do: 'click-middle', times: 1 };
  return [
    awaitReport(`${keyOf({ way: 'back', answer })}-there`),
    onwards,
    awaitReport(`${keyOf({ way: 'forward', answer })}-there`),
    ...press('back'),
    ...press('forward'),
    onwards,
  ];
}

export default check({
  id: 'history/traversal-by-key',
  title: 'Where a page comes from when a person goes back or forward to it',
  clauses: [html('browsing-the-web', 'apply-the-history-step', 'apply the history step'), historyAndCaches, throughTheCache],
  claims: ['GP-4', 'GP-9'],
  axes: { answer: sideBySide(storingNames), way: sideBySide(wayNames) },
  visit: (_, stage) => {
    const url = (path: string): string => stage.at('same-origin', path);
    const starts = [...storingNames.map((answer) => pathTo({ way: 'back', answer })), '/end'];
    const pair = (answer: Storing, index: number): Recipes => {
      const [first, second] = [pathTo({ way: 'back', answer }), pathTo({ way: 'forward', answer })];
      const next = url(starts[index + 1] ?? '/end');
      return {
        [first]: stored(page('offerLeaving', { away: url(second), next, reportAs: keyOf({ way: 'back', answer }) }), answer),
        [second]: stored(page('offerLeaving', { next, reportAs: keyOf({ way: 'forward', answer }) }), answer),
      };
    };
    return {
      hands: 'person',
      recipes: { ...(Object.assign({}, ...storingNames.map(pair)) as Recipes), '/end': page('announce', { name: 'end' }) },
      steps: [type(url(starts[0] ?? '/end')), ...storingNames.flatMap(stepsFor), awaitReport('end')],
    };
  },
  read: (values, log) => readReturn(log, pathTo(values), keyOf(values)),
  expect: ({ answer }) => expectReturn(storings[answer]),
  evidence: (values, log) => ({ arrivals: arrivalsAt(log, pathTo(values)), page: log.reported(keyOf(values)) }),
});
