import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { accessActions, crossOriginAllows, exemptProperties, type AccessAction } from '../../harness/oracles/cross-origin-properties.ts';
import { relations, relationUrl, stageHosts, type Relation } from '../../servers/names.ts';
import { page, text, type Recipe } from '../../servers/recipe.ts';

/** Closed to other origins; a choice out of the many that are. */
const closedWindow = [
  'document',
  'name',
  'origin',
  'status',
  'history',
  'navigator',
  'navigation',
  'customElements',
  'frameElement',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  'cookieStore',
  'crypto',
  'performance',
  'screen',
  'visualViewport',
  'innerWidth',
  'scrollY',
  'isSecureContext',
  'onmessage',
  'event',
  'eval',
  'fetch',
  'stop',
  'getSelection',
  'scrollTo',
  'setTimeout',
  'Object',
  'secret',
].map((name) => `window.${name}`);
const closedLocation = ['assign', 'reload', 'origin', 'protocol', 'host', 'pathname', 'search', 'hash', 'toString'].map(
  (name) => `location.${name}`,
);
const beyond = ['document.cookie', 'document.title', 'document.body', 'document.URL', 'localStorage.length', 'localStorage.getItem'];

const properties = [...exemptProperties, ...closedWindow, ...closedLocation, ...beyond];
/** Methods whose call does no harm where it is allowed. */
const called = new Set([
  'window.close',
  'window.focus',
  'window.blur',
  'window.postMessage',
  'window.getSelection',
  'window.scrollTo',
  'location.replace',
  'location.assign',
  'location.toString',
  'localStorage.getItem',
]);

const places = ['frame', 'opened'] as const;
interface Values {
  relation: Relation;
  place: (typeof places)[number];
  property: string;
  action: AccessAction;
}

const isTried = (property: string, action: AccessAction): boolean => action !== 'call' || called.has(property);

/** Every attempt; what changes the window comes after what only looks, and closing it comes last. */
const attempts = accessActions
  .flatMap((action) => properties.filter((property) => isTried(property, action)).map((property) => `${property}/${action}`))
  .sort((left, right) => Number(left === 'window.close/call') - Number(right === 'window.close/call'));

const sampleHosts = stageHosts('sample', 0);
const target = new URL(relationUrl(sampleHosts, 'same-origin', '/'));

function expect({ relation, property, action }: Values): readonly Expectation[] {
  const clause =
    action === 'define' || action === 'delete'
      ? html('nav-history-apis', `windowproxy-${action === 'define' ? 'defineownproperty' : 'delete'}`, `[[${action}]] of a WindowProxy`)
      : html('nav-history-apis', 'crossoriginproperties-(-o-)', 'CrossOriginProperties');
  const isOwn = new URL(relationUrl(sampleHosts, relation, '/')).origin === target.origin;
  return [expectation(clause, isOwn || crossOriginAllows(property, action) ? 'allowed' : 'refused')];
}

type Outcomes = Readonly<Record<string, string | undefined>>;
function outcome(log: VisitLog, place: 'frame' | 'opened' | 'twin', attempt: string): string | undefined {
  const tried = log.reported(place === 'opened' ? 'tried-opened' : 'tried') as Readonly<Record<string, Outcomes | undefined>>;
  return tried[place]?.[attempt];
}

function read({ place, property, action }: Values, log: VisitLog): Reading {
  const attempt = `${property}/${action}`;
  const seen = outcome(log, place, attempt);
  if (seen === undefined) return { seen: 'no-window', inconclusive: 'the page got no hold on the window' };
  if (seen === 'refused' && outcome(log, 'twin', attempt) !== 'allowed') {
    return { seen, inconclusive: 'it is refused on a window of the page’s own origin too' };
  }
  return { seen };
}

/** A page that tells whoever framed or opened it that it is there. */
const speaker = (path: string): Recipe =>
  text('text/html', `<title>t</title><script>var secret=1;(opener||parent).postMessage('${path}','*')</script>`);

export default check({
  id: 'sop/dom',
  title: 'A script reaches only a short list of properties of a window of another origin',
  clauses: [
    html('nav-history-apis', 'crossoriginproperties-(-o-)', 'CrossOriginProperties'),
    html('nav-history-apis', 'crossorigingetownpropertyhelper-(-o,-p-)', 'CrossOriginGetOwnPropertyHelper'),
    html('browsers', 'same-origin-domain', 'same origin-domain'),
  ],
  claims: ['SOP-2', 'SOP-7'],
  axes: { relation: perVisit(relations), place: sideBySide(places), property: sideBySide(properties), action: sideBySide(accessActions) },
  omit: ({ property, action }) => (isTried(property, action) ? undefined : 'not a method, or one whose call would disturb the run'),
  visit: ({ relation }, stage) => ({
    recipes: {
      '/frame': speaker('/frame'),
      '/twin': speaker('/twin'),
      '/opened': speaker('/opened'),
      '/start': page('tryWindows', {
        frame: stage.at('same-origin', '/frame'),
        twin: stage.at(relation, '/twin'),
        opened: stage.at('same-origin', '/opened'),
        attempts,
        reportAs: 'tried',
      }),
    },
    steps: [
      type(stage.at(relation, '/start')),
      awaitReport('tried'),
      { do: 'click', selector: '#open', serves: { place: 'opened' } },
      { ...awaitReport('tried-opened'), serves: { place: 'opened' } },
    ],
  }),
  read,
  expect,
  evidence: ({ place, property, action }, log) => ({
    arrivals: ['/start', `/${place}`].flatMap((path) => log.arrivalAt(path) ?? []),
    page: { [`${property}/${action}`]: outcome(log, place, `${property}/${action}`) ?? null },
  }),
});
