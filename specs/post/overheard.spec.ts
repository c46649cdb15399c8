import { check } from '../../harness/fixtures.ts';
import { expectation, rfc9110 } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Scheme } from '../../servers/names.ts';
import { page } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

const secured = rfc9110('4.2.2', 'https URI Scheme');

/** How a page sends a text, as its program calls it. */
const ways = {
  'link-get': 'link-query',
  'form-get': 'form-get',
  'fetch-get': 'fetch-query',
  'form-post': 'form-urlencoded',
  'fetch-post': 'fetch-text',
} as const;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];

/** The host's name is no part of the message: the browser says it before there is a secret to share. */
const parts = [...wayNames, 'host-name'] as const;
type Part = (typeof parts)[number];

const pathAt = (way: Way): string => `/to/${way}`;
/** Nobody else says this, whatever they send. */
const secretOf = (stage: Stage, way: Way): string => `secret-${stage.id}-${way}`;

const arrivalsOf = (part: Part, log: VisitLog): readonly Arrival[] =>
  log.arrivals.filter((arrival) => (part === 'host-name' ? pathOf(arrival) === '/sender' : pathOf(arrival) === pathAt(part)));

/** What the origin was sent, as the browser wrote it. */
function textOf(part: Part, log: VisitLog): string | undefined {
  const [arrival] = arrivalsOf(part, log);
  if (arrival === undefined) return undefined;
  if (part === 'host-name') return arrival.host;
  return /secret-[-a-z0-9]+/.exec(`${arrival.target} ${arrival.body.text}`)?.[0];
}

function read({ part }: { readonly part: Part }, log: VisitLog): Reading {
  const text = textOf(part, log);
  if (text === undefined) return { seen: 'not-sent', inconclusive: 'the origin did not receive the text' };
  return { seen: log.overheard(text) ? 'readable' : 'hidden' };
}

export default check({
  id: 'post/overheard',
  title: 'What somebody between browser and origin can read of a GET and of a POST',
  clauses: [secured],
  claims: ['GP-11'],
  axes: { scheme: perVisit(['http', 'https']), part: sideBySide(parts) },
  visit: ({ scheme }, stage) => {
    const url = (path: string): string => stage.url(scheme satisfies Scheme, 'target', path);
    const sendings = wayNames.map((way) => ({
      way: ways[way],
      url: url(pathAt(way)),
      codePoints: Array.from(secretOf(stage, way), (character) => character.codePointAt(0)),
    }));
    return {
      listensFor: [...wayNames.map((way) => secretOf(stage, way)), stage.hosts.target],
      recipes: {
        '/sender': page('sendTexts', { sendings, gate: 'next', reportAs: 'sent' }),
        '/to/*': { status: 204 },
      },
      steps: [
        type(url('/sender')),
        ...wayNames.flatMap((way, index): readonly Step[] => [
          { do: 'await', what: `the text by ${way}`, until: (log) => arrivalsOf(way, log).length > 0 },
          { do: 'open-gate', gate: `next-${String(index)}` },
        ]),
        awaitReport('sent'),
      ],
    };
  },
  read,
  // That what is not secured can be read is no rule of anybody's.
  expect: ({ scheme, part }) => (scheme === 'https' && part !== 'host-name' ? [expectation(secured, 'hidden')] : []),
  evidence: ({ part }, log) => ({ arrivals: arrivalsOf(part, log) }),
});
