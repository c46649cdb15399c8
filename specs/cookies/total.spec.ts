import { leftText, numberedCookies, numbersIn } from '../../harness/catalogue/numbered-cookies.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, rfc10025 } from '../../harness/model/authority.ts';
import { perVisit } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { extraHost, extraUrl } from '../../servers/names.ts';
import { page, redirect, type Recipe, type Recipes } from '../../servers/recipe.ts';
import { headerValues } from '../../servers/wire-log.ts';

/** How many cookies there are, and how many sites share them: few enough on each that no limit of a site matters. */
const totals = { '3000': 60, '3400': 68 } as const;
/** Browsers follow about twenty redirects without a page in between. */
const redirectsInTurn = 15;
type Total = keyof typeof totals;
const onEach = 50;
/** The least that RFC 10025 wants kept; beyond it a browser may keep as many as it likes. */
const least = 3000;

const setPath = (site: number): string => `/set/${String(site)}`;
const askPath = (site: number): string => `/ask/${String(site)}`;
const sitesOf = (total: Total): readonly number[] => Array.from({ length: totals[total] }, (_, site) => site);

/** Redirects lead from site to site, first to set and then to ask, each site once; now and then a page, since browsers follow only some. */
function recipesOf(total: Total, url: (site: number, path: string) => string): Recipes {
  const sites = sitesOf(total);
  const last = sites.length - 1;
  const onward = (site: number, next: string, headers: Recipe['headers'] = []): Recipe =>
    site % redirectsInTurn === 0 ? page('goTo', { url: next }, { headers }) : redirect(302, next, headers);
  const setting = sites.map((site): [string, Recipe] => {
    const next = site === last ? url(0, askPath(0)) : url(site + 1, setPath(site + 1));
    const cookies = numberedCookies(site * onEach + 1, onEach, '; Path=/; Max-Age=86400');
    return [
      setPath(site),
      onward(
        site,
        next,
        cookies.map((line) => ['set-cookie', line] as const),
      ),
    ];
  });
  const asking = sites.map((site): [string, Recipe] => [
    askPath(site),
    site === last ? page('announce', { name: 'asked' }) : onward(site, url(site + 1, askPath(site + 1))),
  ]);
  return Object.fromEntries([...setting, ...asking]);
}

function read({ total }: { total: Total }, log: VisitLog): Reading {
  const asked = sitesOf(total).map((site) => log.arrivalAt(askPath(site)));
  if (asked.includes(undefined)) return { seen: 'no-request', inconclusive: 'a site was never asked for' };
  // Control: the cookies that came last are there before anything could push them out.
  const numbers = asked.flatMap((arrival) => (arrival === undefined ? [] : numbersIn(headerValues(arrival, 'cookie').join('; '))));
  if (!numbers.includes(totals[total] * onEach)) return { seen: leftText(numbers), inconclusive: 'not even the youngest cookie was sent' };
  return { seen: leftText(numbers) };
}

const limits = rfc10025('6.1', 'Limits');

export default check({
  id: 'cookies/total',
  title: 'How many cookies a browser keeps of all sites together',
  clauses: [limits],
  axes: { total: perVisit(Object.keys(totals) as Total[]) },
  visit: ({ total }, stage) => {
    const url = (site: number, path: string): string => extraUrl('https', extraHost(stage.id, `s${String(site)}`), path);
    return {
      // A full jar would push out the cookies of whatever runs beside it.
      ownBrowser: {},
      recipes: recipesOf(total, url),
      steps: [type(url(0, setPath(0))), awaitReport('asked')],
    };
  },
  read,
  expect: ({ total }) => (totals[total] * onEach <= least ? [expectation(limits, `${total} left: 1-${total}`)] : []),
  evidence: ({ total }, log) => ({
    arrivals: log.arrivals.filter(({ target }) => target === askPath(0) || target === askPath(totals[total] - 1)),
  }),
});
