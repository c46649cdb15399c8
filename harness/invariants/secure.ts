import { examineCookies, requestText, shortened, type Invariant } from './invariant.ts';

/** Hosts that a browser may trust without TLS (RFC 10025, 5.8.3, note). */
const loopback = /^(?:(?:.*\.)?localhost\.?|127\.[\d.]+|\[::1\])$/;

/** A Secure cookie never arrives over http. */
export const secureStaysOnTls: Invariant = (witness) =>
  examineCookies(
    witness,
    'secure',
    ({ scheme, host }) => scheme === 'http' && !loopback.test(host),
    ({ line }, arrival) => `«${shortened(line)}» came with ${requestText(arrival)}`,
  );
