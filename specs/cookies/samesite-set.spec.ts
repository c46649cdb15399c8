import { publicUrl } from '../../harness/catalogue/public-site.ts';
import { readSent, sameSiteCookie, setCookieLines, type SameSiteAttribute } from '../../harness/catalogue/samesite-cookies.ts';
import { sampleHosts, samplePage, triggerRequest } from '../../harness/catalogue/trigger-request.ts';
import { arrivalRecipes, factsOf, type TriggerFacts } from '../../harness/catalogue/triggers.ts';
import { check } from '../../harness/fixtures.ts';
import { fetchStandard, rfc10025 } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { expectOnRequest, type CookieRequest } from '../../harness/oracles/cookie-request.ts';
import { relations, relationUrl, type Relation } from '../../servers/names.ts';
import { page, redirect, text, type Recipe, type Recipes } from '../../servers/recipe.ts';

const attributes = ['Strict', 'Lax', 'None-Secure', 'None', 'absent'] as const satisfies readonly SameSiteAttribute[];

/** A way of making the target set cookies. */
interface Way {
  /** The page library's name for it; none where the page's own window goes to the target. */
  readonly trigger?: string;
  readonly facts: TriggerFacts;
  /** The request comes to the target through a redirect of another site. */
  readonly viaOtherSite?: true;
  /** A script of the document that comes sets the cookies, not the response. */
  readonly byScript?: true;
}

const plainLoads = [
  'img',
  'iframe',
  'iframe-form-post',
  'fetch-include-cors',
  'fetch-post-include-no-cors',
  'fetch-same-origin-cors',
  'fetch-omit-cors',
  'xhr-with-credentials',
  'beacon',
  'worker-fetch',
];
const ways: Readonly<Record<string, Way>> = {
  ...Object.fromEntries(plainLoads.map((trigger) => [trigger, { trigger, facts: factsOf(trigger) }])),
  'service-worker-fetch': { trigger: 'service-worker-fetch', facts: factsOf('fetch-include-no-cors') },
  'img-redirected': { trigger: 'img', facts: factsOf('img'), viaOtherSite: true },
  'script-in-frame': { trigger: 'iframe', facts: { ...factsOf('iframe'), frames: ['target'] }, byScript: true },
  'navigation-get': { facts: factsOf('form-get') },
  'navigation-post': { facts: factsOf('form-post') },
  'navigation-redirect': { facts: factsOf('form-get') },
  'script-on-page': { facts: factsOf('form-get'), byScript: true },
};
const wayOf = (name: string): Way => ways[name] ?? { facts: factsOf(name) };
const names = Object.keys(ways);
const loads = names.filter((name) => wayOf(name).trigger !== undefined);
const departures = names.filter((name) => wayOf(name).trigger === undefined);

interface Values {
  relation: Relation;
  way: string;
  attribute: SameSiteAttribute;
}

function omit({ relation, way }: Pick<Values, 'relation' | 'way'>): string | undefined {
  if (way !== 'service-worker-fetch' || relation !== 'other-scheme') return undefined;
  return 'a page over plain http has no service worker';
}

/** The oracle only needs names that relate as a stage's names do. */
const redirectingUrl = new URL(relationUrl(sampleHosts, 'cross-site', '/'));

/** The request whose response sets the cookies, or the place of the document whose script does. */
function settingRequest({ relation, way }: Pick<Values, 'relation' | 'way'>): CookieRequest {
  const { facts, viaOtherSite, byScript, trigger } = wayOf(way);
  const request = triggerRequest(relation, facts);
  if (viaOtherSite === true) return { ...request, redirectedFrom: [redirectingUrl] };
  return byScript === true && trigger === undefined ? { ...request, documents: [samplePage], topLevelNavigation: false } : request;
}

/** How the cookies are asked for in the end: a person types the address. */
const asking: CookieRequest = triggerRequest('same-origin', factsOf('address-bar'));

const cookieName = (way: string, attribute: SameSiteAttribute): string => `${way}-${attribute}`;
const cookiesOf = (way: string): readonly string[] => attributes.map((attribute) => sameSiteCookie(attribute, cookieName(way, attribute)));

function read({ attribute, ...values }: Values, log: VisitLog): Reading {
  const { way } = values;
  const asked = log.arrivalAt('/ask');
  if (asked === undefined || log.arrivalAt(`/set/${way}`) === undefined) {
    const outcomes = log.reported('loaded') as readonly (readonly string[])[] | undefined;
    const outcome = outcomes?.[0]?.[loads.indexOf(way)] ?? 'nothing';
    return { seen: 'no-request', inconclusive: `the browser made no such request (the page saw: ${outcome})` };
  }
  return readSent(cookieName(way, attribute), asked, settingRequest(values), cookieName(way, 'None-Secure'));
}

/** Where a departure ends, as an address to come back from. */
const endOf = (way: string): string => (way === 'navigation-redirect' ? '/set/navigation-redirect/end' : `/set/${way}`);

/** What the target answers: something that lets each kind of request end well, and every variant as a cookie of its own. */
function answers(departuresUrl: string): Recipes {
  const plain = arrivalRecipes('/set/', departuresUrl);
  const returning = page('returnFrom', { url: departuresUrl, paths: departures.map(endOf) });
  const recipeOf = (way: string): Recipe => {
    const { trigger, byScript } = wayOf(way);
    if (byScript === true) return page('takeActs', { acts: cookiesOf(way).map((cookie) => ({ do: 'assign', cookie })), reportAs: way });
    if (way === 'navigation-redirect') return redirect(302, endOf(way));
    return trigger === undefined ? returning : (plain[`/set/${trigger}`] ?? plain['/set/*'] ?? {});
  };
  const setting = names.map((way): [string, Recipe] => {
    const recipe = recipeOf(way);
    const lines = wayOf(way).byScript === true ? [] : setCookieLines(cookiesOf(way));
    return [`/set/${way}`, { ...recipe, headers: [...(recipe.headers ?? []), ...lines] }];
  });
  return { ...Object.fromEntries(setting), [endOf('navigation-redirect')]: returning };
}

export default check({
  id: 'cookies/samesite-set',
  title: 'SameSite decides which answers and scripts may set a cookie',
  clauses: [
    rfc10025('5.2', '«Same-site» and «cross-site» Requests'),
    rfc10025('5.2.1', 'Document-based requests'),
    rfc10025('5.2.2', 'Worker-based requests'),
    rfc10025('5.7', 'Storage Model'),
    fetchStandard('parse-and-store-response-set-cookie-headers', 'parse and store response `Set-Cookie` headers'),
  ],
  claims: ['CK-4', 'CK-5', 'CK-6'],
  axes: { relation: perVisit(relations), way: sideBySide(names), attribute: carried(attributes) },
  omit,
  visit: ({ relation }, stage) => {
    const at = (place: Relation, path: string): string => publicUrl(stage.id, place, path);
    const departuresUrl = at(relation, '/departures');
    const begin = (way: string): string =>
      wayOf(way).viaOtherSite === true ? at('cross-site', `/via/${way}`) : at('same-origin', `/set/${way}`);
    return {
      recipes: {
        '/start': page('loadInRounds', {
          rounds: [
            loads.filter((way) => omit({ relation, way }) === undefined).map((way) => ({ trigger: wayOf(way).trigger, url: begin(way) })),
          ],
          reportAs: 'loaded',
        }),
        '/service-worker.js': text(
          'text/javascript',
          `oninstall = (event) => event.waitUntil(fetch(decodeURIComponent(location.search.slice(1)), { mode: 'no-cors', credentials: 'include' }));`,
        ),
        '/via/img-redirected': redirect(302, at('same-origin', '/set/img-redirected')),
        '/departures': page('departByForm', {
          forms: departures.map((way) => ({ url: begin(way), method: wayOf(way).facts.method.toLowerCase() })),
          reportAs: 'departed',
        }),
        ...answers(departuresUrl),
        '/ask': page('announce', { name: 'asked' }),
      },
      steps: [
        type(at(relation, '/start')),
        awaitReport('loaded'),
        awaitReport('script-in-frame'),
        { do: 'await', what: 'the beacon', until: (log) => log.arrivalAt('/set/beacon') !== undefined },
        type(departuresUrl),
        awaitReport('script-on-page'),
        type(at('same-origin', '/ask')),
        awaitReport('asked'),
      ],
    };
  },
  read,
  expect: ({ attribute, ...values }) => {
    const byScript = wayOf(values.way).byScript === true;
    return expectOnRequest(
      {
        header: sameSiteCookie(attribute),
        setAt: samplePage,
        setBy: settingRequest(values),
        ...(byScript ? { api: 'script' as const } : {}),
      },
      asking,
    );
  },
  evidence: ({ way }, log) => ({
    arrivals: [log.arrivalAt(`/set/${way}`), log.arrivalAt('/ask')].filter((one) => one !== undefined),
    page: wayOf(way).byScript === true ? log.reported(way) : undefined,
  }),
});
