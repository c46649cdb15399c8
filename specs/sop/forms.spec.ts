import { embeddings } from '../../harness/catalogue/embeddings.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchMetadata, fetchStandard, html, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { RedirectStatus } from '../../harness/oracles/fetching.ts';
import { carrierOf, type Carrier } from '../../harness/oracles/form-body.ts';
import { lastRequest } from '../../harness/oracles/form-submission.ts';
import { originHeaderSeen } from '../../harness/oracles/origin-header.ts';
import { relations, relationUrl, stageHosts, type Relation } from '../../servers/names.ts';
import { page, redirect, type Recipe, type Recipes } from '../../servers/recipe.ts';
import { headerValues } from '../../servers/wire-log.ts';

/** A form, and the status by which its target passes it on to another path of its own origin. */
interface Form {
  readonly method: 'get' | 'post';
  readonly enctype?: string;
  readonly carrier: Carrier;
  readonly redirect?: RedirectStatus;
}

const forms = {
  get: { method: 'get', carrier: 'query' },
  'post-urlencoded': { method: 'post', carrier: 'urlencoded' },
  'post-multipart': { method: 'post', enctype: 'multipart/form-data', carrier: 'multipart' },
  'post-text': { method: 'post', enctype: 'text/plain', carrier: 'text-plain' },
  'post-301': { method: 'post', carrier: 'urlencoded', redirect: '301' },
  'post-302': { method: 'post', carrier: 'urlencoded', redirect: '302' },
  'post-303': { method: 'post', carrier: 'urlencoded', redirect: '303' },
  'post-307': { method: 'post', carrier: 'urlencoded', redirect: '307' },
  'post-308': { method: 'post', carrier: 'urlencoded', redirect: '308' },
  'post-multipart-307': { method: 'post', enctype: 'multipart/form-data', carrier: 'multipart', redirect: '307' },
} as const satisfies Readonly<Record<string, Form>>;
type FormName = keyof typeof forms;
/** Forms that open a window; each costs a click. */
const opening: readonly FormName[] = ['get', 'post-urlencoded', 'post-307'];

const places = ['self', 'frame', 'blank'] as const;
const questions = ['method', 'body', 'origin-header', 'sec-fetch-site', 'readable'] as const;
interface Values {
  relation: Relation;
  place: (typeof places)[number];
  form: FormName;
  question: (typeof questions)[number];
}

const names = Object.keys(forms) as FormName[];
const formOf = (form: FormName): Form => forms[form];
const firstPath = (place: Values['place'], form: FormName): string => `/form/${place}/${form}`;
const lastPath = (place: Values['place'], form: FormName): string =>
  formOf(form).redirect === undefined ? firstPath(place, form) : `/passed-on/${place}/${form}`;

const appendOrigin = fetchStandard('append-a-request-origin-header', 'append a request `Origin` header');

const sampleHosts = stageHosts('sample', 0);

function expect({ relation, form, question }: Values): readonly Expectation[] {
  const { method, carrier, redirect: status } = formOf(form);
  const own = new URL(relationUrl(sampleHosts, relation, '/'));
  const target = new URL(relationUrl(sampleHosts, 'same-origin', '/'));
  const last = lastRequest({
    page: own,
    method: method === 'get' ? 'GET' : 'POST',
    carrier,
    ...(status === undefined ? { urls: [target] } : { urls: [target, target], status }),
  });
  const submission = html('form-control-infrastructure', 'form-submission-algorithm', 'form submission');
  const following = status === undefined ? submission : fetchStandard('concept-http-redirect-fetch', 'HTTP-redirect fetch');
  switch (question) {
    case 'method':
      return [expectation(following, last.method)];
    case 'body':
      return [expectation(following, last.body)];
    case 'origin-header':
      return [expectation(appendOrigin, last.origin)];
    case 'sec-fetch-site':
      return [expectation(fetchMetadata('Sec-Fetch-Site'), last['sec-fetch-site'])];
    case 'readable':
      return [
        expectation(html('browsers', 'same-origin-domain', 'same origin-domain'), own.origin === target.origin ? 'readable' : 'hidden'),
      ];
  }
}

function read({ place, form, question }: Values, log: VisitLog): Reading {
  const last = log.arrivalAt(lastPath(place, form));
  const own = log.arrivalAt('/start');
  if (last === undefined || own === undefined) return { seen: 'no-request' };
  switch (question) {
    case 'method':
      return { seen: last.method };
    case 'body':
      return { seen: carrierOf(last) };
    case 'origin-header':
      return { seen: originHeaderSeen(last, own) };
    case 'sec-fetch-site':
      return { seen: headerValues(last, 'sec-fetch-site')[0] ?? 'absent' };
    case 'readable': {
      const found = log.reported('framed') as Readonly<Record<string, { readable?: boolean } | null>>;
      if (found[firstPath(place, form)] === null) return { seen: 'hidden', inconclusive: 'the page in the frame did not speak' };
      if (found[firstPath(place, form)]?.readable === true) return { seen: 'readable' };
      const control = found['/control']?.readable === true;
      return control ? { seen: 'hidden' } : { seen: 'hidden', inconclusive: 'nor is the document of a form to the page’s own origin' };
    }
  }
}

const codes = { '301': 301, '302': 302, '303': 303, '307': 307, '308': 308 } as const;

function recipesAt(place: Values['place'], passOnTo: (path: string) => string, answer: (first: string) => Recipe): Recipes {
  return Object.assign(
    {},
    ...names.map((form) => {
      const status = formOf(form).redirect;
      const end = { [lastPath(place, form)]: answer(firstPath(place, form)) };
      return status === undefined ? end : { [firstPath(place, form)]: redirect(codes[status], passOnTo(lastPath(place, form))), ...end };
    }),
  ) as Recipes;
}

export default check({
  id: 'sop/forms',
  title: 'A form may be submitted to another origin; its page does not see what comes back',
  clauses: [
    html('form-control-infrastructure', 'form-submission-algorithm', 'form submission'),
    fetchStandard('concept-http-redirect-fetch', 'HTTP-redirect fetch'),
    appendOrigin,
    fetchMetadata('Sec-Fetch-Site'),
  ],
  claims: ['SOP-2', 'SOP-5', 'SOP-7'],
  axes: { relation: perVisit(relations), place: sideBySide(places), form: sideBySide(names), question: carried(questions) },
  omit: ({ place, form, question }) => {
    if (place === 'blank' && !opening.includes(form)) return 'one form of each kind stands for those that open a window';
    if (place !== 'frame' && question === 'readable') return 'the page that submits is gone, or has no hold on the window that it opens';
    return undefined;
  },
  visit: ({ relation }, stage) => {
    const target = (path: string): string => stage.at('same-origin', path);
    const form = (place: Values['place'], name: FormName): object => {
      const { method, enctype } = formOf(name);
      return { id: name, url: target(firstPath(place, name)), method, enctype };
    };
    const departuresUrl = stage.at(relation, '/departures');
    const paths = names.map((name) => lastPath('self', name));
    return {
      recipes: {
        ...recipesAt('frame', target, (first) => embeddings.iframe.answer(first, [])),
        ...recipesAt('self', target, () => page('returnFrom', { url: departuresUrl, paths })),
        ...recipesAt('blank', target, () => page('closeWindow', {})),
        '/control': embeddings.iframe.answer('/control', []),
        '/start': page('submitAll', {
          forms: [{ url: stage.at(relation, '/control'), method: 'post' }, ...names.map((name) => form('frame', name))],
          reportAs: 'framed',
        }),
        '/departures': page('departByForm', { forms: names.map((name) => form('self', name)), reportAs: 'departed' }),
        '/openers': page('offerForms', { forms: opening.map((name) => form('blank', name)), reportAs: 'offered' }),
      },
      steps: [
        type(stage.at(relation, '/start')),
        awaitReport('framed'),
        type(departuresUrl),
        awaitReport('departed'),
        type(stage.at(relation, '/openers')),
        awaitReport('offered'),
        ...opening.flatMap((name) => [
          { do: 'click', selector: `#${name}`, serves: { place: 'blank', form: name } } as const,
          {
            do: 'await',
            what: `the request of the window that the form ${name} opened`,
            until: (log: VisitLog) => log.arrivalAt(lastPath('blank', name)) !== undefined,
            serves: { place: 'blank', form: name },
          } as const,
        ]),
      ],
    };
  },
  read,
  expect,
  evidence: ({ place, form }, log) => ({
    arrivals: [...new Set([firstPath(place, form), lastPath(place, form)])].flatMap((path) => log.arrivalAt(path) ?? []),
    page: (log.reported('framed') as Readonly<Record<string, unknown>>)[firstPath(place, form)] ?? null,
  }),
});
