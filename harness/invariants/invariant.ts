import { arrivalUrl, headerValues, type Answer, type Arrival, type PageReport } from '../../servers/wire-log.ts';
import { CookieWritings, pairsOf, type KnownCookie } from './cookie-writings.ts';

/** What an invariant looks at in a visit. */
export interface Witness {
  readonly arrivals: readonly Arrival[];
  readonly reports: readonly PageReport[];
  readonly answers: readonly Answer[];
  readonly writings: CookieWritings;
  /** The visit's check takes the lane without the proxy. */
  readonly direct: boolean;
}

/** A case in which something came about that must never come about. */
export interface Breach {
  /** One sentence. */
  readonly what: string;
  /** What shows it: first the request whose answer laid the ground, where there is one. */
  readonly arrivals: readonly Arrival[];
}

export interface Examination {
  /** How many arrivals or reports there were of which it could have been told. */
  readonly examined: number;
  readonly breaches: readonly Breach[];
}

/** Something that holds whatever a check asks. Pure. */
export type Invariant = (witness: Witness) => Examination;

/** What a visit's log shows to the invariants. */
export function witnessOf(log: Pick<Witness, 'arrivals' | 'reports' | 'answers'>, direct: boolean): Witness {
  const { arrivals, reports, answers } = log;
  return { arrivals, reports, answers, direct, writings: new CookieWritings(answers) };
}

/** An arrival that some cookies must not come with, if they are known at its host. */
export type Suspect = (arrival: Arrival) => boolean;

/** Looks for known cookies among arrivals that must not carry them. */
export function examineCookies(
  { arrivals, writings }: Witness,
  promised: Parameters<CookieWritings['known']>[1],
  isSuspect: Suspect,
  tell: (known: KnownCookie, arrival: Arrival) => string,
): Examination {
  const offenders = new Map<KnownCookie, Arrival[]>();
  let examined = 0;
  for (const arrival of arrivals) {
    const ever = writings.known(arrival.host, promised);
    if (ever.length === 0 || !isSuspect(arrival)) continue;
    const known = ever.filter(({ setBy }) => setBy.seq < arrival.seq);
    if (known.length > 0) examined += 1;
    const pairs = headerValues(arrival, 'cookie').flatMap(pairsOf);
    for (const one of known.filter(({ pair }) => pairs.includes(pair))) offenders.set(one, [...(offenders.get(one) ?? []), arrival]);
  }
  const breaches = [...offenders].map(([one, [first, ...others]]): Breach => ({
    what: first === undefined ? '' : tell(one, first) + (others.length === 0 ? '' : ` and ${String(others.length)} more`),
    arrivals: [one.setBy, ...(first === undefined ? [] : [first]), ...others],
  }));
  return { examined, breaches };
}

/** A request as a sentence names it. */
export function requestText(arrival: Arrival): string {
  return `${arrival.method} ${arrivalUrl(arrival)}`;
}

/** Long texts end early. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
