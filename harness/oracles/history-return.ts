import type { HeaderLines } from '../../servers/cache-case.ts';
import { expectation, fetchStandard, rfc9111, type Expectation } from '../model/authority.ts';
import { allowedTraces } from './http-cache.ts';

/** How a page comes back to its tab: the document itself, its answer from the cache, after a validation, or fetched anew. */
export type Return = 'restored' | 'from-cache' | 'revalidated' | 'fetched';

export const historyAndCaches = rfc9111('6', 'Relationship to Applications and Other Caches');
export const noStoreResponse = rfc9111('5.2.2.5', 'no-store');
export const throughTheCache = fetchStandard('http-network-or-cache-fetch', 'HTTP-network-or-cache fetch');

/** How each trace of the second of two requests shows in a page. */
const returnOf: Readonly<Record<string, Return>> = { 'hit-1': 'from-cache', 'validated-1': 'revalidated', miss: 'fetched' };

/**
 * What authorities let become of a page with these answer headers when a visitor goes back or forward to it. The document
 * itself may always come back, as HTML lets a browser keep any or none. RFC 9111 leaves a history free to show what has
 * expired, but for what nobody may store. HTML asks for the page in Fetch's cache mode `default`, so Fetch has an expired
 * answer validated.
 */
export function expectReturn(responseHeaders: HeaderLines): readonly Expectation[] {
  const bySecond = (authority: 'RFC 9111' | 'Fetch'): readonly Return[] =>
    allowedTraces({ name: 'return', requests: [{ responseHeaders }, { responseHeaders, status: 304 }] }, authority).flatMap((trace) => {
      const [, second = ''] = trace.split(',');
      return returnOf[second] ?? [];
    });
  const mayBeStored = bySecond('RFC 9111').some((way) => way !== 'fetched');
  return [
    mayBeStored
      ? expectation(historyAndCaches, 'restored', 'from-cache', 'revalidated', 'fetched')
      : expectation(noStoreResponse, 'restored', 'fetched'),
    expectation(throughTheCache, 'restored', ...bySecond('Fetch')),
  ];
}
