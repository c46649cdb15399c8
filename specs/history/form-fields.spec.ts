import { arrivalsAt, readReturn, stored, type Storing } from '../../harness/catalogue/returning-pages.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, html } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, type Recipes } from '../../servers/recipe.ts';

/** The page's fields, each marked with its name. */
const fields = {
  text: '<input>',
  search: '<input type="search">',
  password: '<input type="password">',
  hidden: '<input type="hidden">',
  readonly: '<input readonly>',
  disabled: '<input disabled>',
  checkbox: '<input type="checkbox">',
  radio: '<input type="radio" name="radio">',
  textarea: '<textarea></textarea>',
  select: '<select><option>a<option>b</select>',
  'autocomplete-off': '<input autocomplete="off">',
  'textarea-autocomplete-off': '<textarea autocomplete="off"></textarea>',
  'in-form-autocomplete-off': '<form autocomplete="off"><input></form>',
  'one-time-code': '<input autocomplete="one-time-code">',
  contenteditable: '<div contenteditable></div>',
  details: '<details></details>',
} as const satisfies Readonly<Record<string, string>>;
type Field = keyof typeof fields;
const fieldNames = Object.keys(fields) as Field[];

/** Marks the element itself: inside a form, its field. */
const marked = (name: Field): string => fields[name].replace(/<(input|textarea|select|div|details)/, `<$1 data-field="${name}"`);
const body = fieldNames.map(marked).join('');

const answers = ['absent', 'no-cache', 'no-store'] as const satisfies readonly Storing[];

interface Values {
  bfcache: 'on' | 'off';
  answer: (typeof answers)[number];
  field: Field;
}

const pathTo = (answer: string): string => `/form/${answer}`;

function read({ bfcache, answer, field }: Values, log: VisitLog): Reading {
  const { fields: filled } = log.reported(answer) as { fields: Readonly<Record<string, boolean>> };
  const reading = readReturn(log, pathTo(answer), answer);
  const seen = filled[field] === true ? 'filled' : 'reset';
  const isKept = reading.seen === 'restored';
  if (isKept === (bfcache === 'on')) return { ...reading, seen };
  return { ...reading, seen, masked: isKept ? 'the document was kept with the bfcache switched off' : 'the document was not kept' };
}

const reactivation = html('browsing-the-web', 'reactivate-a-document', 'reactivate a document');
const autocomplete = html('form-control-infrastructure', 'attr-fe-autocomplete-off', 'the «off» keyword of autocomplete');

/** Fields whose autofill field name is «off»: reset when a document is reactivated, and their data not remembered else. */
const turnedOff: readonly Field[] = ['autocomplete-off', 'textarea-autocomplete-off', 'in-form-autocomplete-off'];

export default check({
  id: 'history/form-fields',
  title: 'What a visitor has written into fields is there again on the way back, but where autocompletion is turned off',
  clauses: [reactivation, autocomplete],
  axes: { bfcache: perVisit(['on', 'off']), answer: sideBySide(answers), field: sideBySide(fieldNames) },
  visit: ({ bfcache }, stage) => {
    const url = (path: string): string => stage.at('same-origin', path);
    const starts = [...answers.map(pathTo), '/end'];
    const forms = answers.map((answer, index) => {
      const data = { away: url('/away'), next: url(starts[index + 1] ?? '/end'), reportAs: answer };
      return [pathTo(answer), stored(page('fillAndLeave', data, { body }), answer)];
    });
    return {
      ownBrowser: bfcache === 'off' ? { switched: 'bfcache-off' } : {},
      recipes: {
        ...(Object.fromEntries(forms) as Recipes),
        '/away': page('traverse', { by: 'history-back' }),
        '/end': page('announce', { name: 'end' }),
      },
      steps: [type(url(starts[0] ?? '/end')), ...answers.map((answer) => awaitReport(answer)), awaitReport('end')],
    };
  },
  read,
  expect: ({ bfcache, field }) => (turnedOff.includes(field) ? [expectation(bfcache === 'on' ? reactivation : autocomplete, 'reset')] : []),
  evidence: ({ answer }, log) => ({ arrivals: arrivalsAt(log, pathTo(answer)), page: log.reported(answer) }),
});
