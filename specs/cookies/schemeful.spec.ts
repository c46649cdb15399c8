import { readSent, sameSiteCookie, setCookieLines, type SameSiteAttribute } from '../../harness/catalogue/samesite-cookies.ts';
import { sampleHosts, samplePage } from '../../harness/catalogue/trigger-request.ts';
import { arrivalRecipes } from '../../harness/catalogue/triggers.ts';
import { check } from '../../harness/fixtures.ts';
import { fetchStandard, html, rfc10025 } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { expectOnRequest, type CookieRequest } from '../../harness/oracles/cookie-request.ts';
import { urlOf, type HostRole, type Scheme } from '../../servers/names.ts';
import { page, redirect, type Recipes } from '../../servers/recipe.ts';

interface Origin {
  readonly scheme: Scheme;
  readonly host: HostRole;
}

/** The documents that ask, from the one in the tab down to the one that does it. */
const documents = {
  http: [{ scheme: 'http', host: 'target' }],
  https: [{ scheme: 'https', host: 'target' }],
  'http-sibling': [{ scheme: 'http', host: 'sibling' }],
  'https-in-http': [
    { scheme: 'http', host: 'target' },
    { scheme: 'https', host: 'target' },
  ],
  'http-in-http': [
    { scheme: 'http', host: 'target' },
    { scheme: 'http', host: 'target' },
  ],
} as const satisfies Readonly<Record<string, readonly [Origin, ...Origin[]]>>;
type From = keyof typeof documents;
const froms = Object.keys(documents) as From[];
const pathOfDocuments = (from: From): readonly [Origin, ...Origin[]] => documents[from];

/** How they ask for something of the target: by the page library's triggers, or by a link or form in the page's own window. */
const loads = { img: 'img', fetch: 'fetch-include-cors', iframe: 'iframe', websocket: 'websocket' } as const;
const departures = ['navigation-get', 'navigation-post', 'navigation-redirected'] as const;
type Load = keyof typeof loads;
type Way = Load | (typeof departures)[number];
const loadNames = Object.keys(loads) as Load[];
const ways: readonly Way[] = [...loadNames, ...departures];
const isLoad = (way: Way): way is Load => way in loads;

const attributes = ['Strict', 'Lax', 'None-Secure', 'absent'] as const satisfies readonly SameSiteAttribute[];
const schemes = ['http', 'https'] as const satisfies readonly Scheme[];
const other = { http: 'https', https: 'http' } as const satisfies Readonly<Record<Scheme, Scheme>>;

interface Values {
  from: From;
  to: Scheme;
  way: Way;
  attribute: SameSiteAttribute;
}
type Request = Pick<Values, 'from' | 'to' | 'way'>;

function omit({ from, to, way }: Request): string | undefined {
  const path = pathOfDocuments(from);
  if (path.length > 1 && !isLoad(way)) return 'a frame’s own navigations are not the tab’s';
  const isSecure = path.some(({ scheme }) => scheme === 'https');
  if (!isSecure || to === 'https') return undefined;
  if (way === 'navigation-post') return 'a browser asks before a secure page’s form goes out over plain http';
  return isLoad(way) ? 'a secure page may not load plain http, or loads https instead: mixed content' : undefined;
}

const urlIn = (hosts: Readonly<Record<HostRole, string>>, { scheme, host }: Origin, path: string): string =>
  urlOf(scheme, hosts[host], 'standard', path);

/** A redirected request first goes to the target by the other scheme. */
function requestOf({ from, to, way }: Request): CookieRequest {
  const target = (scheme: Scheme): URL => new URL(urlIn(sampleHosts, { scheme, host: 'target' }, '/'));
  return {
    url: target(to),
    method: way === 'navigation-post' ? 'POST' : 'GET',
    topLevelNavigation: !isLoad(way),
    documents: pathOfDocuments(from).map((origin) => new URL(urlIn(sampleHosts, origin, '/'))),
    credentials: 'include',
    redirectedFrom: way === 'navigation-redirected' ? [target(other[to])] : [],
  };
}

const arrivePath = ({ to, way }: Pick<Values, 'to' | 'way'>): string => `/arrive/${to}/${way}`;

function read({ attribute, ...values }: Values, log: VisitLog): Reading {
  const arrival = log.arrivalAt(arrivePath(values));
  const asking = log.arrivalAt('/asking');
  if (arrival === undefined || asking === undefined) return { seen: 'no-request', inconclusive: 'the browser made no such request' };
  if (arrival.scheme !== values.to || asking.scheme !== pathOfDocuments(values.from).at(-1)?.scheme) {
    return { seen: 'other-scheme', inconclusive: 'the browser changed the scheme by itself' };
  }
  return readSent(attribute, arrival, requestOf(values));
}

export default check({
  id: 'cookies/schemeful',
  title: 'A site’s http and https pages are not the same site',
  clauses: [
    rfc10025('5.2', '«Same-site» and «cross-site» Requests'),
    rfc10025('5.8.3', 'Retrieval Algorithm'),
    html('browsers', 'same-site', 'same site'),
    fetchStandard('append-a-request-cookie-header', 'append a request `Cookie` header'),
  ],
  claims: ['CK-4', 'CK-5'],
  axes: { from: perVisit(froms), to: sideBySide(schemes), way: sideBySide(ways), attribute: carried(attributes) },
  omit,
  visit: ({ from }, stage) => {
    const [top, ...frames] = pathOfDocuments(from);
    const asked = schemes.flatMap((to) => ways.filter((way) => omit({ from, to, way }) === undefined).map((way) => ({ to, way })));
    const leaving = asked.filter(({ way }) => !isLoad(way));
    const url = (scheme: Scheme, path: string): string => stage.url(scheme, 'target', path);
    const departuresUrl = urlIn(stage.hosts, top, '/departures');
    const asking = page('loadInRounds', {
      rounds: [asked.flatMap((one) => (isLoad(one.way) ? [{ trigger: loads[one.way], url: url(one.to, arrivePath(one)) }] : []))],
      reportAs: 'loaded',
    });
    const answers = arrivalRecipes('/', '');
    const returning = page('returnFrom', { url: departuresUrl, paths: leaving.map(arrivePath) });
    const recipes: Recipes = Object.fromEntries(
      asked.map((one) => [arrivePath(one), isLoad(one.way) ? (answers[`/${loads[one.way]}`] ?? answers['/*'] ?? {}) : returning]),
    );
    return {
      recipes: {
        '/login': page('announce', { name: 'set' }, { headers: setCookieLines(attributes.map((attribute) => sameSiteCookie(attribute))) }),
        '/asking': asking,
        '/framing': page('frameAddress', {}),
        '/departures': page('departByForm', {
          forms: leaving.map((one) => ({
            url: one.way === 'navigation-redirected' ? url(other[one.to], `/via/${one.to}`) : url(one.to, arrivePath(one)),
            method: one.way === 'navigation-post' ? 'post' : 'link',
          })),
          reportAs: 'departed',
        }),
        ...Object.fromEntries(
          schemes.map((to) => [`/via/${to}`, redirect(302, url(to, arrivePath({ to, way: 'navigation-redirected' })))]),
        ),
        ...recipes,
      },
      steps: [
        type(url('https', '/login')),
        awaitReport('set'),
        type(
          frames.length === 0
            ? urlIn(stage.hosts, top, '/asking')
            : urlIn(stage.hosts, top, `/framing?frame=${encodeURIComponent(urlIn(stage.hosts, frames[0] ?? top, '/asking'))}`),
        ),
        awaitReport('loaded'),
        type(departuresUrl),
        awaitReport('departed'),
      ],
    };
  },
  read,
  expect: ({ attribute, ...values }) => expectOnRequest({ header: sameSiteCookie(attribute), setAt: samplePage }, requestOf(values)),
  evidence: (values, log) => ({
    arrivals: [log.arrivalAt('/asking'), log.arrivalAt(arrivePath(values))].filter((one) => one !== undefined),
  }),
});
