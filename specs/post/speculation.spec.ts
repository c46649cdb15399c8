import { check } from '../../harness/fixtures.ts';
import { expectation, rfc9110 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

const safe = rfc9110('9.2.1', 'Safe Methods');

/** The name by which the page finds out whether its browser knows a hint. */
type Known = 'prefetch' | 'preload' | 'preconnect' | 'prerender' | 'modulepreload' | 'rules';

interface Hint {
  readonly known: Known;
  /** What the page says of `path`. */
  readonly markup: (path: string) => string;
  /** True where the hint names no resource to ask for. */
  readonly asksNothing?: true;
}

const link = (known: Known, more = ''): Hint => ({ known, markup: (path) => `<link rel="${known}" href="${path}"${more}>` });
const rules = (list: object): string => `<script type="speculationrules">${JSON.stringify(list)}</script>`;

/** Ways in which a page asks for something ahead of time; none has a method to name, and one tries to. */
const hints = {
  'link-prefetch': link('prefetch'),
  'link-preload': link('preload', ' as="fetch" crossorigin'),
  'link-modulepreload': link('modulepreload'),
  'link-prerender': link('prerender'),
  'link-preconnect': { ...link('preconnect'), asksNothing: true },
  'rules-prefetch': { known: 'rules', markup: (path) => rules({ prefetch: [{ urls: [path] }] }) },
  'rules-prefetch-by-post': {
    known: 'rules',
    markup: (path) => rules({ prefetch: [{ urls: [path], method: 'POST' }] }),
    asksNothing: true,
  },
  'rules-prerender': { known: 'rules', markup: (path) => rules({ prerender: [{ urls: [path] }] }) },
  'rules-for-links': { known: 'rules', markup: (path) => `<a href="${path}">link</a>` },
  'rules-for-get-form': { known: 'rules', markup: (path) => `<form action="${path}"><button>send</button></form>`, asksNothing: true },
  'rules-for-post-form': {
    known: 'rules',
    markup: (path) => `<form action="${path}" method="post"><button>send</button></form>`,
    asksNothing: true,
  },
} as const satisfies Readonly<Record<string, Hint>>;
type HintName = keyof typeof hints;
const hintNames = Object.keys(hints) as HintName[];
const asksFor = (name: HintName): boolean => !('asksNothing' in hints[name]);

const pathAt = (name: HintName): string => `/ahead/${name}`;
const arrivalsOf = (name: HintName, log: VisitLog): readonly Arrival[] =>
  log.arrivals.filter((arrival) => pathOf(arrival) === pathAt(name));

/** The hints that the page's browser says it knows. */
const knownTo = (log: VisitLog): readonly string[] => (log.reported('looked') as { known: readonly string[] }).known;

function read({ hint }: { readonly hint: HintName }, log: VisitLog): Reading {
  const methods = [...new Set(arrivalsOf(hint, log).map(({ method }) => method))];
  const seen = methods.length === 0 ? 'no-request' : methods.join('-and-');
  if (seen !== 'no-request') return { seen };
  if (!knownTo(log).includes(hints[hint].known)) return { seen, inconclusive: 'the browser knows no such hint' };
  return asksFor(hint) ? { seen, inconclusive: 'the browser did not act on the hint' } : { seen };
}

/** Longest wait for what a browser that knows a hint may yet ask for, in milliseconds; that it asks is its own affair. */
const hintDeadlineMs = 15_000;

export default check({
  id: 'post/speculation',
  title: 'What a page is asked for ahead of time is never asked for by POST',
  clauses: [safe],
  claims: ['GP-9'],
  axes: { hint: sideBySide(hintNames) },
  visit: (_values, stage) => ({
    recipes: {
      '/hints': page(
        'tellHints',
        { names: [...new Set(Object.values(hints).map(({ known }) => known))], reportAs: 'looked' },
        {
          head: rules({ prefetch: [{ where: { href_matches: '/ahead/rules-for-*' }, eagerness: 'immediate' }] }),
          body: hintNames.map((name) => hints[name].markup(pathAt(name))).join('\n'),
        },
      ),
      '/ahead/*': { headers: [['cache-control', 'max-age=600']], body: { kind: 'text', type: 'text/html', text: '<p>ahead' } },
    },
    steps: [
      type(stage.at('same-origin', '/hints')),
      awaitReport('looked'),
      {
        do: 'await',
        what: 'what the hints ask for',
        until: (log) =>
          hintNames.every((name) => !asksFor(name) || !knownTo(log).includes(hints[name].known) || arrivalsOf(name, log).length > 0),
        optional: true,
        deadlineMs: hintDeadlineMs,
      },
    ],
  }),
  read,
  expect: () => [expectation(safe, 'GET', 'no-request')],
  evidence: ({ hint }, log) => ({ arrivals: arrivalsOf(hint, log), page: log.reported('looked') }),
});
