import { headerValues, type Arrival } from '../../servers/wire-log.ts';
import type { Expectation } from '../model/authority.ts';
import type { VisitLog } from '../model/journey.ts';
import { judge, type Reading, type VerdictKind } from '../model/verdict.ts';
import { isThirdParty } from '../oracles/cookie-request.ts';
import { arrivalOf, cookiesReport, typedArrival } from './header-journey.ts';
import { controlName, expectationsOf, kindNames, origins, requestOf, type HeaderPlan, type Kind, type Origin } from './header-plan.ts';
import { textOf } from './text.ts';

/** What came of one kind of request. */
export interface RequestAnswer {
  readonly seen: 'sent' | 'withheld' | 'no-request';
  readonly verdict: VerdictKind;
  readonly reason?: string;
}

/** How long a cookie lives, as its own page can see; `hidden` says why it cannot. */
export type Lifetime = { readonly until: 'session' | Date } | { readonly hidden: string };

/** What a browser made of a header. */
export interface HeaderAnswer {
  /** The pair as the browser sends it where the header was set, or null when it sends none. */
  readonly stored: string | null;
  readonly lifetime: Lifetime | undefined;
  readonly requests: Readonly<Record<Origin, Readonly<Record<Kind, RequestAnswer>>>>;
}

/** Reads a visit. */
export function readHeader(plan: HeaderPlan, log: VisitLog): HeaderAnswer {
  const typed = typedArrival(plan, log);
  const stored = typed === undefined ? null : (cookiesOf(typed).own[0] ?? null);
  return {
    stored,
    lifetime: stored === null ? undefined : lifetimeOf(log.reported(cookiesReport)),
    requests: tableOf((origin, kind) => requestAnswer(plan, log, origin, kind, stored !== null)),
  };
}

function requestAnswer(plan: HeaderPlan, log: VisitLog, origin: Origin, kind: Kind, stored: boolean): RequestAnswer {
  return judgeRequest(
    arrivalOf(plan, log, origin, kind),
    stored && isThirdParty(requestOf(plan, origin, kind)),
    expectationsOf(plan, origin, kind),
  );
}

/**
 * Judges a request of a probe; undefined: none came.
 * @param needsControl the cookie is there to be sent, and a policy on third parties alone might keep it back.
 */
export function judgeRequest(arrival: Arrival | undefined, needsControl: boolean, expected: readonly Expectation[]): RequestAnswer {
  const reading = readRequest(arrival, needsControl);
  const { kind: verdict, reason } = judge(reading, expected);
  return { seen: reading.seen, verdict, ...(reason === undefined ? {} : { reason }) };
}

function readRequest(arrival: Arrival | undefined, needsControl: boolean): Reading & { seen: RequestAnswer['seen'] } {
  if (arrival === undefined) return { seen: 'no-request', inconclusive: 'the browser made no such request' };
  const { own, control } = cookiesOf(arrival);
  if (own.length > 0) return { seen: 'sent' };
  if (needsControl && !control) {
    return {
      seen: 'withheld',
      masked: 'no third-party cookie at all goes with such a request, not even one that no SameSite rule keeps back',
    };
  }
  return { seen: 'withheld' };
}

/** The pairs of a request, apart from the control. */
function cookiesOf(arrival: Arrival): { readonly own: readonly string[]; readonly control: boolean } {
  const pairs = headerValues(arrival, 'cookie').flatMap((line) => line.split('; '));
  const own = pairs.filter((pair) => !pair.startsWith(`${controlName}=`));
  return { own: own.map(textOf), control: own.length < pairs.length };
}

/** A cookie as `cookieStore.getAll()` describes it; only some browsers say when it expires. */
interface SeenCookie {
  readonly name?: string;
  /** Milliseconds since 1970, or null for a cookie that ends with the session. */
  readonly expires?: number | null;
}

function lifetimeOf(report: unknown): Lifetime {
  const { cookies = [], failure } = (report ?? {}) as { readonly cookies?: readonly SeenCookie[]; readonly failure?: string };
  if (failure !== undefined) return { hidden: failure };
  const cookie = cookies.find(({ name }) => name !== controlName);
  if (cookie === undefined) return { hidden: 'its cookieStore does not show this cookie, as for one that is HttpOnly' };
  if (cookie.expires === undefined) return { hidden: 'its cookieStore does not tell lifetimes' };
  return { until: cookie.expires === null ? 'session' : new Date(cookie.expires) };
}

/** One entry for each origin and kind. */
export function tableOf<T>(entry: (origin: Origin, kind: Kind) => T): Readonly<Record<Origin, Readonly<Record<Kind, T>>>> {
  return Object.fromEntries(
    origins.map((origin) => [origin, Object.fromEntries(kindNames.map((kind) => [kind, entry(origin, kind)]))]),
  ) as Record<Origin, Record<Kind, T>>;
}
