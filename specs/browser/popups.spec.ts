import { check } from '../../harness/fixtures.ts';
import { html } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type } from '../../harness/model/journey.ts';
import { page } from '../../servers/recipe.ts';

const moments = ['after-load', 'timer', 'fetch-callback', 'message-event'] as const;

export default check({
  id: 'browser/popups',
  title: 'A script opens no window unless a person has just done something on the page',
  clauses: [html('document-sequences', 'the-rules-for-choosing-a-navigable', 'the rules for choosing a navigable')],
  axes: { moment: sideBySide(moments) },
  visit: (_, stage) => ({
    recipes: {
      '/opener': page('openWithoutActivation', { base: stage.at('same-origin', '/opened/'), moments, reportAs: 'tried' }),
      '/opened/*': page('closeWindow', {}),
    },
    steps: [type(stage.at('same-origin', '/opener')), awaitReport('tried')],
  }),
  read: ({ moment }, log) => ({ seen: (log.reported('tried') as Record<string, string>)[moment] ?? 'nothing' }),
  // HTML leaves it to the user agent whether to show a window that nobody asked for.
  expect: () => [],
  evidence: ({ moment }, log) => ({
    arrivals: [log.arrivalAt(`/opened/${moment}`)].filter((arrival) => arrival !== undefined),
    page: log.reported('tried'),
  }),
});
