import { readSent, sameSiteCookie, setCookieLines } from '../../harness/catalogue/samesite-cookies.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, fetchMetadata, fetchStandard, html, type Clause, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { expectOnRequest, type CookieRequest } from '../../harness/oracles/cookie-request.ts';
import { methodAfter, type RedirectStatus } from '../../harness/oracles/fetching.ts';
import { carrierOf, type Carrier } from '../../harness/oracles/form-body.ts';
import { lastRequest, type Submission } from '../../harness/oracles/form-submission.ts';
import { originHeaderSeen } from '../../harness/oracles/origin-header.ts';
import { relations, relationUrl, stageHosts, urlOf, type HostRole, type Relation } from '../../servers/names.ts';
import { page, redirect, type Recipe, type Recipes } from '../../servers/recipe.ts';
import { arrivalUrl, headerValues, type Arrival } from '../../servers/wire-log.ts';

interface Form {
  readonly method: 'GET' | 'POST';
  readonly enctype: string;
  readonly carrier: Carrier;
}
const forms = {
  get: { method: 'GET', enctype: 'application/x-www-form-urlencoded', carrier: 'query' },
  urlencoded: { method: 'POST', enctype: 'application/x-www-form-urlencoded', carrier: 'urlencoded' },
  multipart: { method: 'POST', enctype: 'multipart/form-data', carrier: 'multipart' },
  'text-plain': { method: 'POST', enctype: 'text/plain', carrier: 'text-plain' },
} as const satisfies Readonly<Record<string, Form>>;
type FormName = keyof typeof forms;
const formNames = Object.keys(forms) as FormName[];

interface Way {
  readonly status?: RedirectStatus;
  /** Whose hosts the submission passes, the form's target first. */
  readonly hosts: readonly HostRole[];
}
/** Each ends where its last request is looked at, so that every hop of a longer way is the end of a shorter one. */
const ways = {
  direct: { hosts: ['target'] },
  '301': { status: '301', hosts: ['target', 'target'] },
  '302': { status: '302', hosts: ['target', 'target'] },
  '303': { status: '303', hosts: ['target', 'target'] },
  '307': { status: '307', hosts: ['target', 'target'] },
  '308': { status: '308', hosts: ['target', 'target'] },
  '302-cross-site': { status: '302', hosts: ['target', 'third-site'] },
  '307-cross-site': { status: '307', hosts: ['target', 'third-site'] },
  '307-cross-site-and-back': { status: '307', hosts: ['target', 'third-site', 'target'] },
} as const satisfies Readonly<Record<string, Way>>;
type WayName = keyof typeof ways;
const wayNames = Object.keys(ways) as WayName[];
const wayOf = (way: WayName): Way => ways[way];

const codes = { '301': 301, '302': 302, '303': 303, '307': 307, '308': 308 } as const;

const cookies = { 'cookie-strict': 'Strict', 'cookie-lax': 'Lax', 'cookie-none': 'None-Secure' } as const;
type CookieQuestion = keyof typeof cookies;
const headers = [
  'content-type',
  'content-length',
  'origin',
  'referer',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'sec-fetch-user',
] as const;
type HeaderName = (typeof headers)[number];
const questions = ['method', 'body', ...headers, ...(Object.keys(cookies) as CookieQuestion[])] as const;
type Question = (typeof questions)[number];

interface Values {
  readonly relation: Relation;
  readonly way: WayName;
  /** `dialog` is a method of its own, by which nothing is sent at all. */
  readonly form: FormName | 'dialog';
  readonly question: Question;
}

interface Trip {
  readonly way: WayName;
  readonly form: FormName;
  /** The paths that it passes, one at each host. */
  readonly paths: readonly string[];
}
const trips = wayNames.flatMap((way) => formNames.map((form): Trip => ({ way, form, paths: pathsOf(way, form) })));

function pathsOf(way: WayName, form: string): readonly string[] {
  return wayOf(way).hosts.map((_, hop) => `/hop${String(hop)}/${way}/${form}`);
}
const lastPath = (way: WayName, form: string): string => pathsOf(way, form).at(-1) ?? '';

const sampleHosts = stageHosts('sample', 0);

function submissionOf({ relation, way, form }: Omit<Values, 'form' | 'question'> & { readonly form: FormName }): Submission {
  const { status, hosts } = wayOf(way);
  const { method, carrier } = forms[form];
  return {
    page: new URL(relationUrl(sampleHosts, relation, '/forms')),
    method,
    carrier,
    urls: hosts.map((host) => new URL(urlOf('https', sampleHosts[host], 'standard', '/'))),
    ...(status === undefined ? {} : { status }),
  };
}

function cookieRequest(values: Parameters<typeof submissionOf>[0]): CookieRequest {
  const { page: own, method, urls, status } = submissionOf(values);
  return {
    url: urls.at(-1) ?? own,
    method: status === undefined ? method : methodAfter(status, method),
    topLevelNavigation: true,
    documents: [own],
    credentials: 'include',
    redirectedFrom: urls.slice(0, -1),
  };
}

const submitting = html('form-control-infrastructure', 'form-submission-algorithm', 'form submission');
const redirecting = fetchStandard('concept-http-redirect-fetch', 'HTTP-redirect fetch');
const networking = fetchStandard('concept-http-network-or-cache-fetch', 'HTTP-network-or-cache fetch');
const appendOrigin = fetchStandard('append-a-request-origin-header', 'append a request `Origin` header');
const referrer = clause(
  'Referrer Policy',
  'determine request’s referrer',
  'https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer',
);

const isCookie = (question: Question): question is CookieQuestion => question in cookies;

function clauseOf(question: Exclude<Question, CookieQuestion>, way: WayName): Clause {
  switch (question) {
    case 'method':
    case 'body':
    case 'content-type':
      return way === 'direct' ? submitting : redirecting;
    case 'content-length':
      return way === 'direct' ? networking : redirecting;
    case 'origin':
      return appendOrigin;
    case 'referer':
      return referrer;
    default:
      return fetchMetadata(question.replace(/(?:^|-)./g, (letter) => letter.toUpperCase()));
  }
}

function expect({ relation, way, form, question }: Values): readonly Expectation[] {
  if (form === 'dialog') return [expectation(submitting, 'closed-without-request')];
  if (isCookie(question)) {
    const { hosts } = wayOf(way);
    const setAt = new URL(urlOf('https', sampleHosts[hosts.at(-1) ?? 'target'], 'standard', '/login'));
    return expectOnRequest({ header: sameSiteCookie(cookies[question]), setAt }, cookieRequest({ relation, way, form }));
  }
  return [expectation(clauseOf(question, way), lastRequest(submissionOf({ relation, way, form }))[question])];
}

/** A header of the last request in the words of the oracle; `own` is the page that the form was on. */
function headerSeen(last: Arrival, own: Arrival, header: HeaderName): string {
  if (header === 'origin') return originHeaderSeen(last, own);
  const value = headerValues(last, header)[0];
  if (value === undefined) return 'absent';
  switch (header) {
    case 'content-type':
      return value.split(';', 1)[0] ?? value;
    case 'content-length':
      return Number(value) === last.body.length ? 'length-of-body' : 'another-length';
    case 'referer': {
      const ownUrl = arrivalUrl(own);
      if (value === ownUrl) return 'url';
      return value === `${new URL(ownUrl).origin}/` ? 'origin' : 'another';
    }
    default:
      return value;
  }
}

function read({ relation, way, form, question }: Values, log: VisitLog): Reading {
  const last = log.arrivalAt(lastPath(way, form));
  if (form === 'dialog') {
    const { open } = log.reported('dialog') as { open: boolean };
    return { seen: last !== undefined ? 'request' : open ? 'still-open' : 'closed-without-request' };
  }
  const own = log.arrivalAt('/forms');
  if (last === undefined || own === undefined) return { seen: 'no-request', inconclusive: 'the form did not arrive' };
  if (isCookie(question)) return readSent(cookies[question], last, cookieRequest({ relation, way, form }));
  if (question === 'method') return { seen: last.method };
  if (question === 'body') return { seen: carrierOf(last) };
  return { seen: headerSeen(last, own, question) };
}

/** What the origins along a trip answer; the last one leaves the page where it is. */
function recipesAlong({ way, paths }: Trip, urlAt: (host: HostRole, path: string) => string): Recipes {
  const { status, hosts } = wayOf(way);
  return Object.fromEntries(
    paths.map((path, hop): [string, Recipe] => {
      const next = paths[hop + 1];
      const host = hosts[hop + 1];
      return [
        path,
        next === undefined || host === undefined || status === undefined ? { status: 204 } : redirect(codes[status], urlAt(host, next)),
      ];
    }),
  );
}

export default check({
  id: 'post/submission',
  title: 'What a form submission sends, at its target and at each redirect on the way',
  clauses: [submitting, redirecting, networking, appendOrigin, referrer, fetchMetadata('Sec-Fetch-Site')],
  axes: {
    relation: perVisit(relations),
    way: sideBySide(wayNames),
    form: sideBySide([...formNames, 'dialog']),
    question: carried(questions),
  },
  omit: ({ way, form, question }) =>
    form === 'dialog' && (way !== 'direct' || question !== 'method')
      ? 'the method dialog sends nothing that could be asked about'
      : undefined,
  visit: ({ relation }, stage) => {
    const urlAt = (host: HostRole, path: string): string => stage.url('https', host, path);
    const list = trips.map(({ form, paths: [first = ''] }) => ({
      url: urlAt('target', first),
      method: forms[form].method.toLowerCase(),
      enctype: forms[form].enctype,
    }));
    const setCookies = { headers: setCookieLines(Object.values(cookies).map((attribute) => sameSiteCookie(attribute))) };
    return {
      recipes: {
        ...(Object.assign({}, ...trips.map((trip) => recipesAlong(trip, urlAt))) as Recipes),
        '/login': page('goTo', { url: urlAt('third-site', '/login-there') }, setCookies),
        '/login-there': page('announce', { name: 'set' }, setCookies),
        '/dialog': page('submitDialog', { url: urlAt('target', lastPath('direct', 'dialog')), reportAs: 'dialog' }),
        '/forms': page('submitInTurn', { forms: list, gate: 'next', reportAs: 'submitted' }),
      },
      steps: [
        type(urlAt('target', '/login')),
        awaitReport('set'),
        type(stage.at(relation, '/dialog')),
        awaitReport('dialog'),
        type(stage.at(relation, '/forms')),
        ...trips.flatMap(({ way, form }, index): readonly Step[] => [
          { do: 'await', what: `the form ${form} by ${way}`, until: (log) => log.arrivalAt(lastPath(way, form)) !== undefined },
          { do: 'open-gate', gate: `next-${String(index)}` },
        ]),
        awaitReport('submitted'),
      ],
    };
  },
  read,
  expect,
  evidence: ({ way, form }, log) => ({ arrivals: pathsOf(way, form).flatMap((path) => log.arrivalAt(path) ?? []) }),
});
