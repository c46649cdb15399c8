import { headerValues, type Arrival } from '../../servers/wire-log.ts';
import type { Reading } from '../model/verdict.ts';
import { isThirdParty, type CookieRequest } from '../oracles/cookie-request.ts';

/** Cookies that differ in their SameSite alone, so that all of them can sit in one jar. */
export const sameSiteAttributes = {
  Strict: 'SameSite=Strict',
  Lax: 'SameSite=Lax',
  'None-Secure': 'SameSite=None; Secure',
  None: 'SameSite=None',
  absent: '',
  invalid: 'SameSite=Sometimes',
  duplicate: 'SameSite=None; SameSite=Strict; Secure',
} as const;
export type SameSiteAttribute = keyof typeof sameSiteAttributes;

/** The control: the one variant that no authority keeps from any request that carries credentials. */
export const controlAttribute: SameSiteAttribute = 'None-Secure';

/** The Set-Cookie value for a variant; the cookie is named after it unless said otherwise. */
export function sameSiteCookie(attribute: SameSiteAttribute, name: string = attribute, value = '1'): string {
  return [`${name}=${value}`, 'Path=/', sameSiteAttributes[attribute]].filter((part) => part !== '').join('; ');
}

/** One Set-Cookie line for each cookie. */
export function setCookieLines(cookies: readonly string[]): (readonly [name: string, value: string])[] {
  return cookies.map((cookie) => ['set-cookie', cookie]);
}

/** The names of the cookies that came with a request. */
export function cookieNames(arrival: Arrival): readonly string[] {
  return headerValues(arrival, 'cookie').flatMap((line) => line.split('; ').map((pair) => pair.split('=', 1)[0] ?? pair));
}

/** Whether a cookie went along with a request; masked where a policy on third parties may be what kept it away. */
export function readSent(name: string, arrival: Arrival, request: CookieRequest, control: string = controlAttribute): Reading {
  const names = cookieNames(arrival);
  if (names.includes(name)) return { seen: 'sent' };
  if (request.credentials === 'include' && isThirdParty(request) && !names.includes(control)) {
    return { seen: 'withheld', masked: 'no cookie of a third party was sent at all, not even one with SameSite=None; Secure' };
  }
  return { seen: 'withheld' };
}
