import { isNameless, type FuzzCase } from './fuzz-case.ts';
import type { FuzzHost } from './outcome.ts';

/** Cases that travel to one host together. */
export interface PackedHost extends FuzzHost {
  readonly via: FuzzCase['via'];
  /** Places of the cases in the list that was packed. */
  readonly cases: readonly number[];
}

/** A page of one registrable domain, and the hosts below it that it takes through their cases. */
export interface PackedPage {
  readonly domain: string;
  readonly scheme: FuzzCase['scheme'];
  readonly hosts: readonly PackedHost[];
}

/** Together these stay below every browser's limit of cookies a site (RFC 10025, 6.1 asks for at least 50). */
const casesOnHost = 40;
const hostsOnPage = 3;

/** Spreads cases over hosts and pages: one scheme and way of setting a host, and one nameless cookie a host. */
export function pack(cases: readonly FuzzCase[]): readonly PackedPage[] {
  const hosts: { scheme: FuzzCase['scheme']; via: FuzzCase['via']; cases: number[]; nameless: boolean }[] = [];
  for (const [index, one] of cases.entries()) {
    const nameless = isNameless(one);
    let host = hosts.find(
      ({ scheme, via, cases: held, nameless: taken }) =>
        scheme === one.scheme && via === one.via && held.length < casesOnHost && !(nameless && taken),
    );
    if (host === undefined) {
      host = { scheme: one.scheme, via: one.via, cases: [], nameless: false };
      hosts.push(host);
    }
    host.cases.push(index);
    host.nameless ||= nameless;
  }
  const pages: PackedPage[] = [];
  for (const scheme of ['https', 'http'] as const) {
    const here = hosts.filter((host) => host.scheme === scheme);
    for (let at = 0; at < here.length; at += hostsOnPage) {
      const domain = `g${String(pages.length)}`;
      const packed = here.slice(at, at + hostsOnPage);
      pages.push({
        domain,
        scheme,
        hosts: packed.map(({ via, cases: held }, nth) => ({ domain, label: `h${String(nth)}`, scheme, via, cases: held })),
      });
    }
  }
  return pages;
}
