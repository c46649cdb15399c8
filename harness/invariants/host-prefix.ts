import { arrivalUrl, headerValues, type Arrival } from '../../servers/wire-log.ts';
import { isSameSite } from '../oracles/site.ts';
import { pairsOf } from './cookie-writings.ts';
import { requestText, shortened, type Breach, type Invariant } from './invariant.ts';

const siteRoot = (arrival: Arrival): URL => new URL(`https://${new URL(arrivalUrl(arrival)).hostname}`);

/** A cookie that comes back as `__Host-…` never arrives at a host that did not set it. */
export const hostPrefixStaysOnHost: Invariant = ({ arrivals, writings }) => {
  const cookies = [...writings.matching((pair) => /^__host-/i.test(pair))];
  const examined = new Set<Arrival>();
  const breaches = new Map<string, Breach>();
  for (const [pair, setters] of cookies) {
    const hosts = new Set(setters.map(({ host }) => host));
    const [setter] = setters;
    if (setter === undefined) continue;
    // Another site is out of reach for any cookie.
    const sites = [...new Set(setters.map((one) => siteRoot(one).href))].map((href) => new URL(href));
    const away = arrivals.filter(
      (arrival) => arrival.seq > setter.seq && !hosts.has(arrival.host) && sites.some((site) => isSameSite(site, siteRoot(arrival))),
    );
    for (const arrival of away) {
      examined.add(arrival);
      if (!headerValues(arrival, 'cookie').flatMap(pairsOf).includes(pair)) continue;
      const key = `${pair} ${arrival.host}`;
      const before = breaches.get(key);
      breaches.set(key, {
        what: before?.what ?? `«${shortened(pair)}», which only ${[...hosts].join(', ')} set, came with ${requestText(arrival)}`,
        arrivals: [...(before?.arrivals ?? [setter]), arrival],
      });
    }
  }
  return { examined: examined.size, breaches: [...breaches.values()] };
};
