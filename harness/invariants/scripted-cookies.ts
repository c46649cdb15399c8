import type { CookieStoreInit } from '../../servers/document-acts.ts';
import { cookieStoreHeader } from '../oracles/cookie-store-header.ts';

/**
 * The cookies that a page was given to set by script, as lines: what programs of the page library take as `assign` and
 * `store` acts and as a cache request's `setsCookie`. They count as set, whether the page came to it or not.
 */
export function scriptedCookies(given: unknown): readonly string[] {
  if (typeof given !== 'object' || given === null) return [];
  const act = given as { do?: unknown; cookie?: unknown; init?: unknown; setsCookie?: unknown };
  const own = [
    ...(act.do === 'assign' ? [act.cookie] : []),
    ...(act.do === 'store' ? [cookieStoreHeader(act.init as CookieStoreInit)] : []),
    act.setsCookie,
  ].filter((line) => typeof line === 'string');
  return [...own, ...Object.values(given).flatMap(scriptedCookies)];
}
