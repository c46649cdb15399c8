import { caseJourney, arrivalsOf, tracesOf } from '../../harness/catalogue/cache-visit.ts';
import { control, forgetting, fresh } from '../../harness/catalogue/cache-cases/case.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, type Expectation } from '../../harness/model/authority.ts';
import { perVisit } from '../../harness/model/axes.ts';
import { traceText } from '../../harness/oracles/http-cache-trace.ts';
import type { CacheCase } from '../../servers/cache-case.ts';

const values = {
  cache: '"cache"',
  'cache-unquoted': 'cache',
  'cache-and-cookies': '"cache", "cookies"',
  cookies: '"cookies"',
  storage: '"storage"',
  everything: '"*"',
  unknown: '"everything"',
} as const;
type Value = keyof typeof values;
const valueNames = Object.keys(values) as Value[];

/** A fresh response is stored and used, the header comes with another, and it is asked for again. */
function caseOf(value: Value): CacheCase {
  return {
    name: 'cleared',
    requests: [
      { url: '/thing', responseHeaders: fresh },
      { url: '/thing' },
      { url: '/clear', responseHeaders: [...control('no-store'), ['Clear-Site-Data', values[value]]], ...forgetting },
      { url: '/thing', responseHeaders: fresh },
    ],
  };
}

/** Says what is cleared, that each type is written in quotes, and that plain http clears nothing. */
const header = clause(
  'Clear Site Data',
  'The Clear-Site-Data HTTP Response Header Field',
  'https://w3c.github.io/webappsec-clear-site-data/#header',
);

function expect({ scheme, value }: { scheme: 'http' | 'https'; value: Value }): readonly Expectation[] {
  const clears = scheme === 'https' && (value === 'cache' || value === 'cache-and-cookies' || value === 'everything');
  return [expectation(header, `miss,hit-1,miss,${clears ? 'miss' : 'hit-1'}`)];
}

export default check({
  id: 'caching/clear-site-data',
  title: 'Clear-Site-Data empties an origin’s cache, over https, if it says so',
  clauses: [header],
  axes: { scheme: perVisit(['http', 'https']), value: perVisit(valueNames) },
  omit: ({ scheme, value }) =>
    scheme === 'http' && value !== 'cache' && value !== 'everything' ? 'over http no value does anything' : undefined,
  visit: ({ scheme, value }, stage) => caseJourney([caseOf(value)], (path) => stage.url(scheme, 'target', path)),
  read: ({ value }, log) => {
    const traces = tracesOf(caseOf(value), log);
    if (traces === undefined) return { seen: 'nothing', inconclusive: 'the page reported nothing about this case' };
    const seen = traceText(caseOf(value), traces);
    return seen.startsWith('miss,hit-1,')
      ? { seen }
      : { seen, masked: 'a fresh response was not reused, so there may be no cache here at all' };
  },
  expect,
  evidence: ({ value }, log) => ({ arrivals: arrivalsOf(caseOf(value), log) }),
});
