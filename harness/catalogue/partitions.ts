import type { ActOutcome, DocumentAct } from '../../servers/document-acts.ts';
import { extraHost, ports } from '../../servers/names.ts';
import { page, text, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { awaitReport, type, type Journey, type Serves, type Step, type VisitLog } from '../model/journey.ts';

/** The origins of a visit about partitions: the embedded site whose cookies are in question, and sites that embed it. */
const origins = {
  itself: (id: string) => `https://${extraHost(id, 't', 'www')}`,
  sibling: (id: string) => `https://${extraHost(id, 't', 'sub')}`,
  A: (id: string) => `https://${extraHost(id, 'a', 'www')}`,
  'A-sibling': (id: string) => `https://${extraHost(id, 'a', 'sub')}`,
  'A-other-port': (id: string) => `https://${extraHost(id, 'a', 'www')}:${String(ports.https.other)}`,
  'A-http': (id: string) => `http://${extraHost(id, 'a', 'www')}:${String(ports.http.other)}`,
  C: (id: string) => `https://${extraHost(id, 'c', 'www')}`,
  /** Opens a window, for which a browser may let the opened site have its cookies later: it embeds nothing. */
  opener: (id: string) => `https://${extraHost(id, 'o', 'www')}`,
} as const;
type OriginName = keyof typeof origins;

/**
 * Where a document of the embedded site stands: the documents above it from the top down, itself left out.
 * `popup` stands on top too, in a window that another site's page opened.
 */
const places = {
  top: [],
  popup: [],
  'in-itself': ['itself'],
  'in-sibling': ['sibling'],
  'in-A': ['A'],
  'in-A-sibling': ['A-sibling'],
  'in-A-other-port': ['A-other-port'],
  'in-A-http': ['A-http'],
  'in-itself-in-A': ['A', 'itself'],
  'in-C-in-A': ['A', 'C'],
  'in-C': ['C'],
  'in-A-in-itself': ['itself', 'A'],
} as const satisfies Readonly<Record<string, readonly OriginName[]>>;
export type Place = keyof typeof places;
export const placeNames = Object.keys(places) as readonly Place[];

/** The documents from the top-level one down to the one at the place, for the oracles: only how names relate matters. */
export function documentsAt(place: Place): readonly [URL, ...URL[]] {
  const [top, ...below] = [...places[place], 'itself' as const].map((name) => new URL(`${origins[name]('sample')}/`));
  if (top === undefined) throw new Error(`no document stands at ${place}`);
  return [top, ...below];
}

/** A URL on the embedded site, or on one of the others. */
export function partyUrl(stage: Stage, path: string, origin: OriginName = 'itself'): string {
  return origins[origin](stage.id) + path;
}

/** What a document at a place does, once; several such rounds make a journey. */
export interface Round {
  readonly name: string;
  readonly place: Place;
  readonly acts: readonly DocumentAct[];
  /** The cells that it is for, when not all. */
  readonly serves?: Serves;
}

/**
 * A person goes to one place after the other, where a document of the embedded site takes its acts. What it asks for below
 * `/cookies-for/` is answered; `recipes` are the check's own answers.
 */
export function takeRounds(stage: Stage, rounds: readonly Round[], recipes: Recipes = {}): Journey {
  return {
    recipes: Object.assign(
      { '/framing': page('frameAddress', {}), '/cookies-for/*': text('text/plain', 'ok') },
      ...rounds.map(roundRecipes(stage)),
      recipes,
    ) as Recipes,
    steps: rounds.flatMap((round) => roundSteps(stage, round)),
  };
}

/** What each act of a round came to; undefined when the document never said. */
export function outcomesOf(log: VisitLog, name: string): readonly ActOutcome[] | undefined {
  return log.reported(name) as readonly ActOutcome[] | undefined;
}

/** The button of a page that opens a window; the page library names it. */
const button = 'window-open';

const roundRecipes =
  (stage: Stage) =>
  ({ name, place, acts }: Round): Recipes => {
    if (place !== 'popup') return { [`/${name}`]: page('takeActs', { acts, reportAs: name }) };
    return {
      [`/opener/${name}`]: page('offerOpeners', { base: partyUrl(stage, `/${name}/`), names: [button], reportAs: `offered-${name}` }),
      [`/${name}/${button}`]: page('takeActs', { acts, reportAs: name, closes: true }),
    };
  };

function roundSteps(stage: Stage, { name, place, serves }: Round): readonly Step[] {
  const steps: readonly Step[] =
    place === 'popup'
      ? [
          type(partyUrl(stage, `/opener/${name}`, 'opener')),
          awaitReport(`offered-${name}`),
          { do: 'click', selector: `#${button}` },
          awaitReport(name),
        ]
      : [type(framedUrl(stage, name, place)), awaitReport(name)];
  return serves === undefined ? steps : steps.map((step) => ({ ...step, serves }));
}

/** The address of the page on top, each page framing the next. */
function framedUrl(stage: Stage, name: string, place: Place): string {
  return [...places[place]].reverse().reduce(
    (inner, origin) => {
      return partyUrl(stage, `/framing?frame=${encodeURIComponent(inner)}`, origin);
    },
    partyUrl(stage, `/${name}`),
  );
}
