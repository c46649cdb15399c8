import { arrivalUrl, headerValues, type Arrival } from '../../servers/wire-log.ts';
import { isSameSite } from '../oracles/site.ts';
import { examineCookies, requestText, shortened, type Invariant } from './invariant.ts';

/**
 * A Strict cookie never arrives on a request that both authorities call cross-site. They agree where the request's client,
 * the document that asked, is of another site: whatever stands above the client or redirected on the way then changes
 * nothing. The client is known by the Referer or Origin that it sent.
 */
export const strictStaysOnSite: Invariant = (witness) => {
  const seen = new Set<string>();
  const isSuspect = (arrival: Arrival): boolean => {
    const url = arrivalUrl(arrival);
    // A reload or a return repeats an address, and the authorities disagree on whether the first client counts then.
    const isFirst = !seen.has(url);
    seen.add(url);
    return isFirst && isCrossSite(arrival);
  };
  return examineCookies(
    witness,
    'strict',
    isSuspect,
    ({ line }, arrival) => `«${shortened(line)}» came with ${requestText(arrival)} from ${clientsOf(arrival).join(' ')}`,
  );
};

function isCrossSite(arrival: Arrival): boolean {
  const url = new URL(arrivalUrl(arrival));
  const clients = clientsOf(arrival);
  if (clients.length === 0 || clients.some((client) => isSameSite(new URL(client), url))) return false;
  // A style sheet names itself as referrer; the browser's own word says what the document was.
  const [fetchSite] = headerValues(arrival, 'sec-fetch-site');
  return fetchSite === undefined || fetchSite === 'cross-site' || clients.every((client) => differsInScheme(client, url));
}

function clientsOf(arrival: Arrival): readonly string[] {
  return ['referer', 'origin']
    .flatMap((name) => headerValues(arrival, name))
    .filter((value) => /^https?:\/\//.test(value) && URL.canParse(value));
}

/** Some browsers leave schemes out when they say what they call same-site; the authorities do not. */
function differsInScheme(client: string, url: URL): boolean {
  const same = new URL(client);
  same.protocol = url.protocol;
  return isSameSite(same, url);
}
