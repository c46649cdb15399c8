import { arrivalUrl, headerValues, type Arrival } from '../../servers/wire-log.ts';
import type { VisitLog } from '../model/journey.ts';
import type { BrokenInvariant, InvariantId, InvariantResult } from '../model/invariants.ts';
import { hostPrefixStaysOnHost } from './host-prefix.ts';
import { httpOnlyStaysHidden } from './http-only.ts';
import { shortened, witnessOf, type Breach, type Invariant } from './invariant.ts';
import { opaqueBodiesStayUnread } from './opaque-body.ts';
import { secureStaysOnTls } from './secure.ts';
import { strictStaysOnSite } from './strict.ts';
import { requestsStayWithin } from './within-world.ts';

const invariants: Readonly<Record<InvariantId, Invariant>> = {
  'http-only': httpOnlyStaysHidden,
  secure: secureStaysOnTls,
  strict: strictStaysOnSite,
  'host-prefix': hostPrefixStaysOnHost,
  'opaque-body': opaqueBodiesStayUnread,
  'within-world': requestsStayWithin,
};

/** A cell of the visit, whether it deviates, and the places in the log of the arrivals that it rests on. */
export interface RestingCell {
  readonly id: string;
  readonly deviates: boolean;
  readonly arrivals: ReadonlySet<number>;
}

/** Arrivals of a broken invariant that are told. */
const toldArrivals = 4;

/** Looks over a whole visit. Pure. */
export function examineVisit(log: VisitLog, cells: readonly RestingCell[], direct: boolean): readonly InvariantResult[] {
  const witness = witnessOf(log, direct);
  return Object.entries(invariants).map(([id, examine]) => {
    const { examined, breaches } = examine(witness);
    return { id, examined, broken: breaches.map((breach) => broken(breach, cells)) };
  });
}

function broken({ what, arrivals }: Breach, cells: readonly RestingCell[]): BrokenInvariant {
  const resting = restingOn(arrivals.slice(1), cells) ?? restingOn(arrivals, cells) ?? cells;
  const deviating = resting.filter(({ deviates }) => deviates);
  return {
    what,
    cells: (deviating.length > 0 ? deviating : resting).map(({ id }) => id),
    noticed: deviating.length > 0,
    arrivals: [
      ...arrivals.slice(0, toldArrivals).map(arrivalText),
      ...(arrivals.length > toldArrivals ? [`and ${String(arrivals.length - toldArrivals)} more`] : []),
    ],
  };
}

function restingOn(arrivals: readonly Arrival[], cells: readonly RestingCell[]): readonly RestingCell[] | undefined {
  const resting = cells.filter((cell) => arrivals.some(({ seq }) => cell.arrivals.has(seq)));
  return resting.length === 0 ? undefined : resting;
}

function arrivalText(arrival: Arrival): string {
  const lines = ['cookie', 'referer', 'origin', 'sec-fetch-site'].flatMap((name) =>
    headerValues(arrival, name).map((value) => `${name}: ${shortened(value)}`),
  );
  return `${String(arrival.seq)} ${arrival.method} ${arrivalUrl(arrival)}${lines.length === 0 ? '' : ` (${lines.join('; ')})`}`;
}
