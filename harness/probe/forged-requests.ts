import { attackNames, factsOf, type AttackName } from '../catalogue/forgery.ts';
import type { Expectation } from '../model/authority.ts';
import type { VisitLog } from '../model/journey.ts';
import { expectOnRequest, isThirdParty, type CookieRequest } from '../oracles/cookie-request.ts';
import { octets, parseSetCookie, usualChoices } from '../oracles/cookie-jar/index.ts';
import { UserError } from '../user-error.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';
import { judgeRequest, type RequestAnswer } from './header-answer.ts';
import { clauseText, planHeader, type HeaderPlan } from './header-plan.ts';

/** What asks: the person at the cookie's own site, and a hostile page in each of its ways. */
export const askers = ['typed', ...attackNames] as const;
export type Asker = AttackName | 'typed';

/** A cookie whose requests from a hostile page are asked about. */
export interface ForgedPlan extends HeaderPlan {
  /** Below it stand the addresses that are asked for, by who asks. */
  readonly base: string;
}

/** What came of each request. */
export type ForgedAnswer = Readonly<Record<Asker, RequestAnswer>>;

/** The defence that the target has, as the page library's addresses name it: it is the cookie alone that is asked about. */
export const undefended = 'none';

/** @throws UserError when the header cannot be read as a cookie, or `from` is of the same site. */
export function planForged(text: string, url: string, from: string): ForgedPlan {
  const parsed = parseSetCookie(octets(text), new URL(url), new Date(), usualChoices);
  if ('reason' in parsed) throw new UserError(`no browser should take that cookie: ${parsed.reason} (${clauseText(parsed.clause)})`);
  if (parsed.name === '') throw new UserError("the cookie has no name; write it as 'sid=1; SameSite=Lax'");
  const plan = planHeader(text, url, from);
  const { origin, pathname } = new URL(plan.askAt);
  return { ...plan, base: `${origin}${pathname.replace(/\/$/, '')}/${undefended}/transfer/` };
}

/** The request of who asks, as the oracles see it. */
export function forgedRequest({ base, pages }: ForgedPlan, asker: Asker): CookieRequest {
  const url = new URL(base + asker);
  if (asker === 'typed') return { url, method: 'GET', topLevelNavigation: true, documents: [], credentials: 'include', redirectedFrom: [] };
  const { method, topLevel = false, redirected } = factsOf(asker);
  const page = new URL(pages['cross-site']);
  return {
    url,
    method,
    topLevelNavigation: topLevel,
    documents: [page],
    credentials: 'include',
    redirectedFrom: redirected === true ? [page] : [],
  };
}

/** What the authorities expect of it. */
export function forgedExpectations(plan: ForgedPlan, asker: Asker): readonly Expectation[] {
  return expectOnRequest({ header: plan.header, setAt: new URL(plan.setAt) }, forgedRequest(plan, asker));
}

/** The request as it came, without its preflight. */
export function forgedArrival({ base }: ForgedPlan, asker: Asker, log: VisitLog): Arrival | undefined {
  const { hostname, pathname } = new URL(base + asker);
  return log.arrivals.find((arrival) => arrival.host === hostname && pathOf(arrival) === pathname && arrival.method !== 'OPTIONS');
}

/** Reads a visit. */
export function readForged(plan: ForgedPlan, log: VisitLog): ForgedAnswer {
  const answer = (asker: Asker, stored: boolean): RequestAnswer =>
    judgeRequest(forgedArrival(plan, asker, log), stored && isThirdParty(forgedRequest(plan, asker)), forgedExpectations(plan, asker));
  const isStored = answer('typed', false).seen === 'sent';
  return Object.fromEntries(askers.map((asker) => [asker, answer(asker, isStored)])) as ForgedAnswer;
}
