import { bring, filledWith } from '../../harness/catalogue/another-page.ts';
import { watchedBody } from '../../harness/catalogue/person-asked.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc9110 } from '../../harness/model/authority.ts';
import { perVisit } from '../../harness/model/axes.ts';
import { awaitReport, type } from '../../harness/model/journey.ts';
import { page } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

const isRequest = (arrival: Arrival): boolean => pathOf(arrival) === '/result';

/** What the page says about caching. */
const caches = { none: [], 'no-store': [['cache-control', 'no-store']] } as const;
type Cache = keyof typeof caches;

/** A page in a colour of its own, whose source is long enough to fill the screen with writing: only then it passes for drawn. */
const body = `${filledWith('tan')}${watchedBody}${'\n<!-- the source of originwatch -->'.repeat(80)}`;

const safe = rfc9110('9.2.1', 'Safe Methods');

export default check({
  id: 'post/view-source',
  title: 'What a browser sends when a person looks at the source of a page',
  clauses: [safe],
  claims: ['GP-9'],
  axes: { method: perVisit(['get', 'post']), cache: perVisit(Object.keys(caches) as Cache[]) },
  // Seen in Firefox: a page that it may not store is there a moment later or it is not, and then the view stays empty.
  omit: ({ method, cache }) =>
    method === 'get' && cache === 'no-store' ? 'a GET may be sent again, so that nothing rests on whether the browser has to' : undefined,
  visit: ({ method, cache }, stage) => {
    const at = (path: string): string => stage.at('same-origin', path);
    return {
      hands: 'person',
      recipes: {
        '/form': page('submitOnce', { url: at('/result'), stays: false, result: { name: 'form' } }),
        '/result': page('postResult', { name: 'result', watched: true }, { headers: caches[cache], body }),
        '/end': page('announce', { name: 'end' }),
      },
      steps: [
        type(at(method === 'get' ? '/result' : '/form')),
        awaitReport('result'),
        // A request for it may come before its tab does, and what is typed then is lost.
        bring('source', { do: 'press', keys: 'ctrl+u' }),
        // What the source was fetched with has arrived before what its tab is sent to next.
        type(at('/end')),
        awaitReport('end'),
      ],
    };
  },
  read: (_values, log) => {
    const sight = log.sight('source');
    if (sight === undefined || sight.ended === 'patience') {
      return { seen: 'unclear', inconclusive: 'the key brought nothing else to the screen' };
    }
    const methods = log.arrivals
      .slice(sight.from)
      .filter(isRequest)
      .map(({ method }) => method);
    return { seen: methods.join('+') || 'nothing' };
  },
  // HTML knows no view of a page's source. That a person who only looks must change nothing is what safe methods are for.
  expect: () => [],
  evidence: (_values, log) => ({ arrivals: log.arrivals.filter(isRequest), sights: ['source'] }),
});
