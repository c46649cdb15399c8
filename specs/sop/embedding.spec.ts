import { embeddings, type EmbeddingFacts, type EmbeddingName } from '../../harness/catalogue/embeddings.ts';
import { sharingHeaders, sharingVariants, type SharingName } from '../../harness/catalogue/sharing.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchStandard, html, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide, carried } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { fetchChain } from '../../harness/oracles/fetching.ts';
import { relations, relationUrl, stageHosts, type Relation } from '../../servers/names.ts';
import { page, type Recipes } from '../../servers/recipe.ts';

const questions = ['arrives', 'used', 'readable'] as const;
type Question = (typeof questions)[number];
interface Values {
  relation: Relation;
  element: EmbeddingName;
  sharing: SharingName;
  question: Question;
}

/** What the page says of one resource; a sign that there is none of is absent. */
interface Found {
  readonly used?: boolean;
  readonly readable?: boolean;
}

const elements = Object.keys(embeddings) as EmbeddingName[];
const sharings = Object.keys(sharingVariants) as SharingName[];
const words: Readonly<Record<Question, readonly [yes: string, no: string]>> = {
  arrives: ['arrived', 'no-request'],
  used: ['used', 'unused'],
  readable: ['readable', 'hidden'],
};

const factsOf = (element: EmbeddingName): EmbeddingFacts => embeddings[element];
const targetPath = (element: EmbeddingName, sharing: SharingName): string => `/embed/${element}/${sharing}`;
/** The same element with a resource of the page's own origin: what fails there too says nothing about origins. */
const twinPath = (element: EmbeddingName): string => `/twin/${element}`;

function omit({ element, sharing, question }: Omit<Values, 'relation'>): string | undefined {
  const { attribute, used, readable } = factsOf(element);
  if (sharingVariants[sharing].crossorigin !== undefined && !attribute) return 'the element has no CORS settings attribute';
  if (element === 'favicon' && sharing !== 'plain') return 'a page has one icon';
  if (question === 'used' && 'unseen' in used) return used.unseen;
  if (question === 'readable' && 'unseen' in readable) return readable.unseen;
  return undefined;
}

const isFired = (element: EmbeddingName, sharing: SharingName): boolean => omit({ element, sharing, question: 'arrives' }) === undefined;

const beaconPaths = [
  twinPath('beacon'),
  ...sharings.filter((sharing) => isFired('beacon', sharing)).map((sharing) => targetPath('beacon', sharing)),
];

function recipes(): Recipes {
  const answers: Recipes[] = elements.map((element) => ({
    ...Object.fromEntries(
      sharings.map((sharing) => [
        targetPath(element, sharing),
        factsOf(element).answer(targetPath(element, sharing), sharingHeaders(sharingVariants[sharing].response)),
      ]),
    ),
    [twinPath(element)]: factsOf(element).answer(twinPath(element), sharingHeaders(sharingVariants.plain.response)),
  }));
  return Object.assign({}, ...answers) as Recipes;
}

const sampleHosts = stageHosts('sample', 0);
const sampleTarget = new URL(relationUrl(sampleHosts, 'same-origin', '/embed'));

function expect({ relation, element, sharing, question }: Values): readonly Expectation[] {
  const { mode, credentials, ignoresAttribute, used, readable } = factsOf(element);
  const { response, ...asked } = sharingVariants[sharing];
  const crossorigin = ignoresAttribute === true ? undefined : asked.crossorigin;
  const { origin } = new URL(relationUrl(sampleHosts, relation, '/'));
  const asking = {
    origin,
    method: element === 'beacon' ? 'POST' : 'GET',
    mode: crossorigin === undefined ? mode : 'cors',
    credentials: crossorigin === undefined ? credentials : crossorigin === 'anonymous' ? 'same-origin' : 'include',
  } as const;
  const { requests, result } = fetchChain(asking, [{ url: sampleTarget, sharing: response }]);
  const [yes, no] = words[question];
  switch (question) {
    case 'arrives':
      return [expectation(fetchStandard('concept-main-fetch', 'main fetch'), requests.length > 0 ? yes : no)];
    case 'used':
      return 'unseen' in used ? [] : [expectation(used, result === 'network-error' ? no : yes)];
    case 'readable': {
      if ('unseen' in readable) return [];
      const isOpen = mode === 'navigate' ? origin === sampleTarget.origin : result === 'basic' || result === 'cors';
      return [expectation(readable, isOpen ? yes : no)];
    }
  }
}

function read({ element, sharing, question }: Values, log: VisitLog): Reading {
  const found = log.reported('embedded') as Readonly<Record<string, Found | null | undefined>>;
  const holds = (path: string): boolean => (question === 'arrives' ? log.arrivalAt(path) !== undefined : found[path]?.[question] === true);
  const path = targetPath(element, sharing);
  const [yes, no] = words[question];
  if (holds(path)) return { seen: yes };
  if (found[path] === null) return { seen: no, inconclusive: 'the browser said neither that it loaded nor that it failed' };
  return holds(twinPath(element))
    ? { seen: no }
    : { seen: no, inconclusive: `nor is it «${yes}» with a resource of the page’s own origin` };
}

export default check({
  id: 'sop/embedding',
  title: 'A page may embed resources of other origins, but reads them only with permission',
  clauses: [
    fetchStandard('concept-main-fetch', 'main fetch'),
    fetchStandard('concept-cors-check', 'CORS check'),
    html('urls-and-fetching', 'cors-settings-attributes', 'CORS settings attributes'),
    html('webappapis', 'muted-errors', 'muted errors'),
    html('canvas', 'concept-canvas-origin-clean', 'origin-clean flag of a canvas'),
  ],
  claims: ['SOP-2', 'SOP-6', 'SOP-7'],
  axes: { relation: perVisit(relations), element: sideBySide(elements), sharing: sideBySide(sharings), question: carried(questions) },
  omit,
  visit: ({ relation }, stage) => ({
    recipes: {
      ...recipes(),
      '/start': page('embedAll', {
        reportAs: 'embedded',
        items: elements.flatMap((element) => {
          const own = stage.at(relation, twinPath(element));
          return [
            ...(element === 'favicon' ? [] : [{ element, url: own, own }]),
            ...sharings
              .filter((sharing) => isFired(element, sharing))
              .map((sharing) => ({
                element,
                url: stage.at('same-origin', targetPath(element, sharing)),
                crossorigin: sharingVariants[sharing].crossorigin,
                own,
              })),
          ];
        }),
      }),
    },
    steps: [
      type(stage.at(relation, '/start')),
      awaitReport('embedded'),
      // No event tells when these have gone out, and a browser need not send them.
      {
        do: 'await',
        what: 'the beacons',
        until: (log) => beaconPaths.every((path) => log.arrivalAt(path) !== undefined),
        deadlineMs: 10_000,
        optional: true,
        serves: { element: 'beacon' },
      },
      {
        do: 'await',
        what: 'the request for the icon',
        until: (log) => log.arrivalAt(targetPath('favicon', 'plain')) !== undefined,
        deadlineMs: 3000,
        optional: true,
        serves: { element: 'favicon' },
      },
    ],
  }),
  read,
  expect,
  evidence: ({ element, sharing }, log) => {
    const found = log.reported('embedded') as Readonly<Record<string, Found | null | undefined>>;
    const paths = [targetPath(element, sharing), twinPath(element)];
    return {
      arrivals: ['/start', ...paths].flatMap((path) => log.arrivalAt(path) ?? []),
      page: Object.fromEntries(paths.map((path) => [path, found[path] ?? null])),
    };
  },
});
