import { arrivalUrl, pathOf, type Answer, type Arrival } from '../../servers/wire-log.ts';
import { groupBy } from '../model/group-by.ts';
import { requestText, type Breach, type Invariant, type Witness } from './invariant.ts';

/**
 * The body of an answer of another origin that permits nobody to read it is never readable. Pages report by path what they
 * could read of what they embedded, asked for or framed.
 */
export const opaqueBodiesStayUnread: Invariant = (witness) => {
  const { reports, answers } = witness;
  const byPath = groupBy(answers, ({ arrival }) => pathOf(arrival));
  const byUrl = new Map(answers.map((answer) => [arrivalUrl(answer.arrival), answer]));
  const breaches: Breach[] = [];
  let examined = 0;
  for (const { value, arrival: page } of reports) {
    for (const [path, readable] of claimsIn(value)) {
      const ends = (byPath.get(path) ?? []).map((answer) => endOf(answer, byUrl));
      if (ends.length === 0 || !ends.every((end) => isOpaque(end, page))) continue;
      examined += 1;
      const end = ends[0]?.arrival;
      if (readable && end !== undefined) {
        breaches.push({
          what: `a page of ${originOf(page)} could read the answer to ${requestText(end)}`,
          arrivals: arrivalsAt(path, end, witness),
        });
      }
    }
  }
  return { examined, breaches };
};

/** Entries of the form `path: { readable }` in a report; a page says nothing of what it could not read. */
function claimsIn(value: unknown): readonly (readonly [path: string, readable: boolean])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([path, found]) => {
    if (!path.startsWith('/') || typeof found !== 'object' || found === null) return [];
    const { used, readable } = found as { used?: unknown; readable?: unknown };
    return used === undefined && readable === undefined ? [] : [[path, readable === true] as const];
  });
}

/** Where redirects led. */
function endOf(answer: Answer, byUrl: ReadonlyMap<string, Answer>, hops = 20): Answer {
  const [, location] = answer.headers.find(([name]) => name.toLowerCase() === 'location') ?? [];
  const next = location === undefined ? undefined : byUrl.get(new URL(location, arrivalUrl(answer.arrival)).href);
  return next === undefined || hops === 0 ? answer : endOf(next, byUrl, hops - 1);
}

function isOpaque({ arrival, headers }: Answer, page: Arrival): boolean {
  return originOf(arrival) !== originOf(page) && !headers.some(([name]) => name.toLowerCase() === 'access-control-allow-origin');
}

function originOf(arrival: Arrival): string {
  return new URL(arrivalUrl(arrival)).origin;
}

function arrivalsAt(path: string, end: Arrival, { arrivals }: Witness): readonly Arrival[] {
  const there = arrivals.filter((arrival) => pathOf(arrival) === path);
  return there.includes(end) ? there : [...there, end];
}
