import { domainToUnicode } from 'node:url';
import { getPublicSuffix } from 'tldts';
import { domainMatch } from 'tough-cookie';
import { type Choices } from './choices.ts';

const ipv4 = /^\d+\.\d+\.\d+\.\d+$/;

/**
 * RFC 10025, 5.1.2: the canonicalized host of a URL, or undefined where it fails. The URL parser has already turned
 * U-labels into A-labels and made the host lower-case. Addresses are no host names and stand as they are.
 *
 * tough-cookie's canonicalDomain is not used: it cuts a leading dot off and takes the brackets from an IPv6 address,
 * which no step asks for.
 */
export function canonicalHost({ hostname }: URL, { hostNames }: Choices): string | undefined {
  if (hostname === '') return undefined;
  if (hostNames === 'any' || isAddress(hostname)) return hostname;
  return hostname.split('.').every(isLdhLabel) ? hostname : undefined;
}

/** True for an IPv4 address, and for an IPv6 one in its brackets. */
export function isAddress(host: string): boolean {
  return host.startsWith('[') || ipv4.test(host);
}

/** RFC 5890, 2.3.1: an A-label, or a label of letters, digits and inner hyphens that does not look like one. */
function isLdhLabel(label: string): boolean {
  if (!/^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) return false;
  return label.startsWith('xn--') ? domainToUnicode(label) !== '' : label.slice(2, 4) !== '--';
}

/** RFC 10025, 5.1.3. Both strings are canonicalized; tough-cookie's function follows the text when told so. */
export function domainMatches(host: string, domain: string): boolean {
  return domainMatch(host, domain, false) === true;
}

/**
 * True for a name that the Public Suffix List, its private part included, says a registry controls. A name without a
 * rule is one label long: the list's implicit rule is `*`. The dot of the DNS root makes no other name of it.
 */
export function isPublicSuffix(domain: string): boolean {
  const name = domain.replace(/\.$/, '');
  if (name === '' || isAddress(name)) return false;
  return getPublicSuffix(name, { allowPrivateDomains: true, extractHostname: false }) === name;
}

/** Whether the user agent calls a connection to this URL secure, which the documents leave to it. */
export function isSecureConnection({ protocol, hostname }: URL, { secureConnections }: Choices): boolean {
  if (protocol === 'https:' || protocol === 'wss:') return true;
  return secureConnections === 'tls-or-loopback' && isLoopback(hostname);
}

/** Secure Contexts, https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy, steps 4 and 5. */
function isLoopback(host: string): boolean {
  return host === '[::1]' || (ipv4.test(host) && host.startsWith('127.')) || /(?:^|\.)localhost\.?$/.test(host);
}
