import { check } from '../../harness/fixtures.ts';
import { clause, expectation, fetchStandard, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, text, type Recipe } from '../../servers/recipe.ts';
import { headerValues, pathOf, type Arrival } from '../../servers/wire-log.ts';

/** What the response lets a cache do. */
const directives = { 'max-age': 'max-age=600', 'no-store': 'no-store', 'no-cache': 'no-cache' } as const;
type Directive = keyof typeof directives;
const directiveNames = Object.keys(directives) as Directive[];

/** Ways of asking from within a page, as the page library names them; `link` follows a link in the page's own tab. */
const triggers = { fetch: 'fetch-include-cors', img: 'img', script: 'script', iframe: 'iframe' } as const;
type Via = keyof typeof triggers | 'link';
const loaders = Object.keys(triggers) as (keyof typeof triggers)[];
const loads = loaders.flatMap((via) => directiveNames.map((directive) => ({ via, directive })));

const pathTo = (via: Via, directive: Directive): string => `/cached/${via}/${directive}`;

/** `validates` lets the origin answer 304, so that a cache that asks again with the ETag is told that it was right. */
function answer(via: Via, directive: Directive): Recipe {
  const headers: Recipe['headers'] = [
    ['cache-control', directives[directive]],
    ['etag', `"${via}-${directive}"`],
  ];
  const contents: Readonly<Record<Via, Recipe>> = {
    fetch: text('text/plain', 'ok', headers),
    img: { headers, body: { kind: 'file', file: 'dot.png' } },
    script: text('text/javascript', ';', headers),
    iframe: text('text/html', 'framed', headers),
    link: page('returnToRound', {}, { headers }),
  };
  return { ...contents[via], validates: true };
}

function requestsFor(log: VisitLog, via: Via, directive: Directive): readonly Arrival[] {
  return log.arrivals.filter((arrival) => pathOf(arrival) === pathTo(via, directive));
}

/** What became of the second time: no request, a plain one, or one that carries the validator. */
function secondTime(log: VisitLog, via: Via, directive: Directive): string {
  const [, second, ...more] = requestsFor(log, via, directive);
  if (second === undefined) return 'reused';
  if (more.length > 0) return `requested-${String(more.length + 2)}-times`;
  return headerValues(second, 'if-none-match').length > 0 ? 'validated' : 'requested';
}

function read({ via, directive }: { via: Via; directive: Directive }, log: VisitLog): Reading {
  const seen = secondTime(log, via, directive);
  if (requestsFor(log, via, directive).length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  const index = loads.findIndex((load) => load.via === via && load.directive === directive);
  for (const round of via === 'link' ? [] : ['1', '2']) {
    const outcome = (log.reported(`asked-${round}`) as string[] | undefined)?.[index] ?? 'nothing';
    if (outcome !== 'load') return { seen, inconclusive: `in round ${round} the page saw «${outcome}» instead of a load` };
  }
  if (directive !== 'max-age' && secondTime(log, via, 'max-age') !== 'reused') {
    return { seen, masked: 'not even a fresh response was reused, so there may be no cache here at all' };
  }
  return { seen };
}

const noStore = clause('RFC 9111', '5.2.2.5 no-store', 'https://www.rfc-editor.org/rfc/rfc9111.html#section-5.2.2.5');
const noCache = clause('RFC 9111', '5.2.2.4 no-cache', 'https://www.rfc-editor.org/rfc/rfc9111.html#section-5.2.2.4');
/** «If the HTTP cache contains a matching fresh response it will be returned»; a stale one is asked for conditionally. */
const cacheMode = fetchStandard('concept-request-cache-mode', 'cache mode «default»');

/** RFC 9111 leaves a cache free to forget, so only Fetch says that a fresh response is reused. */
const expected: Readonly<Record<Directive, readonly Expectation[]>> = {
  'max-age': [expectation(cacheMode, 'reused')],
  'no-store': [expectation(noStore, 'requested')],
  'no-cache': [expectation(noCache, 'validated', 'requested'), expectation(cacheMode, 'validated')],
};

export default check({
  id: 'browser/http-cache',
  title: 'The browser has an HTTP cache, and its responses say how it is used',
  clauses: [noStore, noCache, cacheMode],
  axes: {
    scheme: perVisit(['http', 'https']),
    via: sideBySide([...loaders, 'link']),
    directive: sideBySide(directiveNames),
  },
  visit: ({ scheme }, stage) => {
    const url = (path: string): string => stage.url(scheme, 'target', path);
    const all = [...loads, ...directiveNames.map((directive) => ({ via: 'link' as const, directive }))];
    return {
      recipes: {
        '/rounds': page('askTwice', {
          loads: loads.map(({ via, directive }) => ({ trigger: triggers[via], url: url(pathTo(via, directive)) })),
          links: directiveNames.map((directive) => url(pathTo('link', directive))),
          reportAs: 'asked',
        }),
        ...Object.fromEntries(all.map(({ via, directive }) => [pathTo(via, directive), answer(via, directive)])),
      },
      steps: [type(url('/rounds')), awaitReport('asked-1'), awaitReport('asked-2'), awaitReport('asked')],
    };
  },
  read,
  expect: ({ directive }) => expected[directive],
  evidence: ({ via, directive }, log) => ({
    arrivals: requestsFor(log, via, directive),
    page: { firstRound: log.reported('asked-1'), secondRound: log.reported('asked-2') },
  }),
});
