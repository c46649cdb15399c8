import { bring, filledWith } from '../../harness/catalogue/another-page.ts';
import { watchedBody } from '../../harness/catalogue/person-asked.ts';
import { arrivalsAt, readReturn, stored, storingNames, storings, type Storing } from '../../harness/catalogue/returning-pages.ts';
import { check } from '../../harness/fixtures.ts';
import { html } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Deed, type Step } from '../../harness/model/journey.ts';
import { expectReturn, historyAndCaches, throughTheCache } from '../../harness/oracles/history-return.ts';
import { page, type Recipe, type Recipes } from '../../servers/recipe.ts';

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

/**
 * Goes from the first page to the second, back and forward, and on to the next pair; clicks, because browsers skip pages that nobody
 * touched. A page whose report is under way when it is left is one that Firefox does not keep, so the person waits for the writing.
 */
function stepsFor(answer: Storing): readonly Step[] {
  const [first, second] = [keyOf({ way: 'back', answer }), keyOf({ way: 'forward', answer })];
  const click: Deed = { do: 'click-middle', times: 1 };
  const press = (way: Way): Deed => ({ do: 'press', keys: keys[way] });
  return [
    awaitReport(`${first}-there`),
    bring(`the page after ${first}`, click),
    bring(first, press('back')),
    awaitReport(first),
    bring(second, press('forward')),
    awaitReport(second),
    bring(`what comes after ${second}`, click),
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
      const [first, second]: [Values, Values] = [
        { way: 'back', answer },
        { way: 'forward', answer },
      ];
      const next = url(starts[index + 1] ?? '/end');
      const offer = (data: object, colour: string): Recipe =>
        stored(page('offerLeaving', { ...data, next }, { body: filledWith(colour) }), answer);
      return {
        [pathTo(first)]: offer({ reportAs: keyOf(first), away: url(pathTo(second)) }, 'tan'),
        [pathTo(second)]: offer({ reportAs: keyOf(second) }, 'skyblue'),
      };
    };
    return {
      hands: 'person',
      recipes: {
        ...(Object.assign({}, ...storingNames.map(pair)) as Recipes),
        '/end': page('announce', { name: 'end' }, { body: filledWith('pink') + watchedBody }),
      },
      steps: [type(url(starts[0] ?? '/end')), ...storingNames.flatMap(stepsFor), awaitReport('end')],
    };
  },
  read: (values, log) => readReturn(log, pathTo(values), keyOf(values)),
  expect: ({ answer }) => expectReturn(storings[answer]),
  evidence: (values, log) => ({ arrivals: arrivalsAt(log, pathTo(values)), page: log.reported(keyOf(values)) }),
});
