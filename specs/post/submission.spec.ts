import { check } from '../../harness/fixtures.ts';
import { clause, expectation, fetchStandard, html, type Clause } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { RedirectStatus } from '../../harness/oracles/fetching.ts';
import { lastHeaders, type SubmissionHeaders } from '../../harness/oracles/form-submission.ts';
import { relations, relationUrl, stageHosts, urlOf, type HostRole, type Relation } from '../../servers/names.ts';
import { page, redirect, type Recipe } from '../../servers/recipe.ts';
import { arrivalUrl, headerValues, type Arrival } from '../../servers/wire-log.ts';

const forms = {
  get: { method: 'get', enctype: 'application/x-www-form-urlencoded' },
  urlencoded: { method: 'post', enctype: 'application/x-www-form-urlencoded' },
  multipart: { method: 'post', enctype: 'multipart/form-data' },
  'text-plain': { method: 'post', enctype: 'text/plain' },
} as const;
type FormName = keyof typeof forms;

/** Where the form's target passes it on to, and how; `direct`: not at all. */
const routes = {
  direct: undefined,
  '301': { status: '301', to: 'target' },
  '302': { status: '302', to: 'target' },
  '303': { status: '303', to: 'target' },
  '307': { status: '307', to: 'target' },
  '308': { status: '308', to: 'target' },
  '302-cross-site': { status: '302', to: 'third-site' },
  '307-cross-site': { status: '307', to: 'third-site' },
} as const satisfies Readonly<Record<string, { status: RedirectStatus; to: HostRole } | undefined>>;
type RouteName = keyof typeof routes;

const codes = { '301': 301, '302': 302, '303': 303, '307': 307, '308': 308 } as const;

const questions = [
  'content-type',
  'content-length',
  'referer',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'sec-fetch-user',
] as const;
interface Values {
  readonly relation: Relation;
  readonly route: RouteName;
  readonly form: FormName;
  readonly header: (typeof questions)[number];
}

const submissions = (Object.keys(routes) as RouteName[]).flatMap((route) =>
  (Object.keys(forms) as FormName[]).map((form) => ({ route, form, key: `${route}-${form}` })),
);
const lastPath = (route: RouteName, key: string): string => (routes[route] === undefined ? `/form/${key}` : `/passed-on/${key}`);

const sampleHosts = stageHosts('sample', 0);

function expected({ relation, route, form }: Values): SubmissionHeaders {
  const passedOn = routes[route];
  const { method, enctype } = forms[form];
  const target = new URL(relationUrl(sampleHosts, 'same-origin', '/form'));
  return lastHeaders({
    page: new URL(relationUrl(sampleHosts, relation, '/departures')),
    method: method === 'get' ? 'GET' : 'POST',
    enctype,
    urls: passedOn === undefined ? [target] : [target, new URL(urlOf('https', sampleHosts[passedOn.to], 'standard', '/passed-on'))],
    ...(passedOn === undefined ? {} : { status: passedOn.status }),
  });
}

const submission = html('form-control-infrastructure', 'form-submission-algorithm', 'form submission');
const redirecting = fetchStandard('concept-http-redirect-fetch', 'HTTP-redirect fetch');
const networking = fetchStandard('concept-http-network-or-cache-fetch', 'HTTP-network-or-cache fetch');
const referrer = clause(
  'Referrer Policy',
  'Determine request’s Referrer',
  'https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer',
);
const metadata = (name: string): Clause =>
  clause('Fetch Metadata', `the ${name} header`, `https://w3c.github.io/webappsec-fetch-metadata/#${name.toLowerCase()}-header`);

function clauseOf({ header, route }: Values): Clause {
  switch (header) {
    case 'content-type':
      return route === 'direct' ? submission : redirecting;
    case 'content-length':
      return route === 'direct' ? networking : redirecting;
    case 'referer':
      return referrer;
    default:
      return metadata(header.replace(/(?:^|-)./g, (letter) => letter.toUpperCase()));
  }
}

/** A header of the last request in the words of the oracle; `own` is the page that the form was on. */
function seenIn(last: Arrival, own: Arrival, header: Values['header']): string {
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

function read({ route, form, header }: Values, log: VisitLog): Reading {
  const index = submissions.findIndex((one) => one.route === route && one.form === form);
  const last = log.arrivalAt(lastPath(route, `${route}-${form}`));
  const own = log.arrivals.find(
    ({ target }) => target === `/departures?step=${String(index)}` || (index === 0 && target === '/departures'),
  );
  if (last === undefined || own === undefined) return { seen: 'no-request', inconclusive: 'the form did not arrive' };
  return { seen: seenIn(last, own, header) };
}

/**
 * Method, body and `Origin` at each hop are the questions of sop/forms and sop/redirects, cookies those of
 * cookies/samesite-send and cookies/samesite-redirects; here is the rest of what a submission says about itself.
 */
export default check({
  id: 'post/submission',
  title: 'What a form submission says about itself, directly and after a redirect',
  clauses: [submission, redirecting, networking, referrer, metadata('Sec-Fetch-Site')],
  axes: {
    relation: perVisit(relations),
    route: sideBySide(Object.keys(routes) as RouteName[]),
    form: sideBySide(Object.keys(forms) as FormName[]),
    header: carried(questions),
  },
  visit: ({ relation }, stage) => {
    const departuresUrl = stage.at(relation, '/departures');
    const paths = submissions.map(({ route, key }) => lastPath(route, key));
    const end = page('returnFrom', { url: departuresUrl, paths });
    const answers = submissions.flatMap(({ route, key }): (readonly [string, Recipe])[] => {
      const passedOn = routes[route];
      if (passedOn === undefined) return [[`/form/${key}`, end]];
      const location = stage.url('https', passedOn.to, `/passed-on/${key}`);
      return [
        [`/form/${key}`, redirect(codes[passedOn.status], location)],
        [`/passed-on/${key}`, end],
      ];
    });
    const list = submissions.map(({ form, key }) => ({ ...forms[form], url: stage.at('same-origin', `/form/${key}`) }));
    return {
      recipes: { ...Object.fromEntries(answers), '/departures': page('departByForm', { forms: list, reportAs: 'departed' }) },
      steps: [
        type(departuresUrl),
        ...submissions.map(
          ({ route, key }) =>
            ({
              do: 'await',
              what: `the submission ${key}`,
              until: (log: VisitLog) => log.arrivalAt(lastPath(route, key)) !== undefined,
            }) as const,
        ),
      ],
    };
  },
  read,
  expect: (values) => [expectation(clauseOf(values), expected(values)[values.header])],
  evidence: ({ route, form }, log) => {
    const key = `${route}-${form}`;
    return { arrivals: [...new Set([`/form/${key}`, lastPath(route, key)])].flatMap((path) => log.arrivalAt(path) ?? []) };
  },
});
