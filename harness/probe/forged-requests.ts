import { factsOf, attackNames, type AttackName } from '../catalogue/forgery.ts';
import { cookieNames } from '../catalogue/samesite-cookies.ts';
import type { Expectation } from '../model/authority.ts';
import type { VisitLog } from '../model/journey.ts';
import { judge, type Reading, type VerdictKind } from '../model/verdict.ts';
import { expectOnRequest, isThirdParty, type CookieRequest } from '../oracles/cookie-request.ts';
import { UserError } from '../user-error.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';
import { clauseText, controlName, planHeader, type HeaderPlan } from './header-plan.ts';

/** A cookie whose requests from a hostile page are asked about. */
export interface ForgedPlan extends HeaderPlan {
  readonly name: string;
  /** Below it stand the addresses that the hostile page asks for, by the attack's name. */
  readonly base: string;
}

/** What came of one way to trigger a request. */
export interface ForgedRequest {
  readonly seen: 'sent' | 'withheld' | 'no-request';
  readonly verdict: VerdictKind;
  readonly reason?: string;
}
export type ForgedAnswer = Readonly<Record<AttackName, ForgedRequest>>;

/** The defence that the target has: none, as it is the cookie that is asked about. */
const under = 'none';

/** @throws UserError when no cookie comes of the header, or `from` is of the same site. */
export function planForged(text: string, url: string, from: string): ForgedPlan {
  const plan = planHeader(text, url, from);
  const { cookie, notes } = plan.expected;
  if (cookie === undefined) {
    throw new UserError(
      `no cookie comes of this header: ${notes.map(({ reason, clause }) => `${reason} (${clauseText(clause)})`).join('; ')}`,
    );
  }
  const { origin, pathname } = new URL(plan.askAt);
  return { ...plan, name: cookie.name, base: `${origin}${pathname.replace(/\/$/, '')}/${under}/transfer/` };
}

/** The request of an attack, as the oracles see it. */
export function forgedRequest({ base, pages }: ForgedPlan, attack: AttackName): CookieRequest {
  const { method, topLevel = false, redirected } = factsOf(attack);
  const page = new URL(pages['cross-site']);
  return {
    url: new URL(base + attack),
    method,
    topLevelNavigation: topLevel,
    documents: [page],
    credentials: 'include',
    redirectedFrom: redirected === true ? [page] : [],
  };
}

/** What the authorities expect of an attack. */
export function forgedExpectations(plan: ForgedPlan, attack: AttackName): readonly Expectation[] {
  return expectOnRequest({ header: plan.header, setAt: new URL(plan.setAt) }, forgedRequest(plan, attack));
}

/** The request of an attack as it came, without its preflight. */
export function forgedArrival({ base }: ForgedPlan, attack: AttackName, log: VisitLog): Arrival | undefined {
  const { hostname, pathname } = new URL(base + attack);
  return log.arrivals.find((arrival) => arrival.host === hostname && pathOf(arrival) === pathname && arrival.method !== 'OPTIONS');
}

/** Reads a visit. */
export function readForged(plan: ForgedPlan, log: VisitLog): ForgedAnswer {
  const entries = attackNames.map((attack) => {
    const reading = readOne(plan, attack, forgedArrival(plan, attack, log));
    const { kind: verdict, reason } = judge(reading, forgedExpectations(plan, attack));
    return [attack, { seen: reading.seen, verdict, ...(reason === undefined ? {} : { reason }) }] as const;
  });
  return Object.fromEntries(entries) as ForgedAnswer;
}

function readOne(plan: ForgedPlan, attack: AttackName, arrival: Arrival | undefined): Reading & { seen: ForgedRequest['seen'] } {
  if (arrival === undefined) return { seen: 'no-request', inconclusive: 'the browser made no such request' };
  const names = cookieNames(arrival);
  if (names.includes(plan.name)) return { seen: 'sent' };
  if (isThirdParty(forgedRequest(plan, attack)) && !names.includes(controlName)) {
    return {
      seen: 'withheld',
      masked: 'no third-party cookie at all goes with such a request, not even one that no SameSite rule keeps back',
    };
  }
  return { seen: 'withheld' };
}
