import { clause, rfc10025, type Clause } from '../../model/authority.ts';
import { type Text } from './choices.ts';

/** What a jar cites a document on. */
export type Matter =
  | 'date'
  | 'hosts'
  | 'domain-match'
  | 'parsing'
  | 'expires'
  | 'max-age'
  | 'domain'
  | 'path'
  | 'same-site'
  | 'lifetime'
  | 'storage'
  | 'prefixes'
  | 'retrieval';

function layered(anchor: string, title: string): Clause {
  return clause('Layered cookies draft', title, `https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#${anchor}`);
}

const parseACookie = layered('parse-a-cookie', 'Parse a Cookie');
const storeACookie = layered('store-a-cookie', 'Store a Cookie');

const clauses: Readonly<Record<Text, Readonly<Record<Matter, Clause>>>> = {
  rfc10025: {
    date: rfc10025('5.1.1', 'Dates'),
    hosts: rfc10025('5.1.2', 'Canonicalized Host Names'),
    'domain-match': rfc10025('5.1.3', 'Domain Matching'),
    parsing: rfc10025('5.6', 'The Set-Cookie Header Field'),
    expires: rfc10025('5.6.1', 'The Expires Attribute'),
    'max-age': rfc10025('5.6.2', 'The Max-Age Attribute'),
    domain: rfc10025('5.6.3', 'The Domain Attribute'),
    path: rfc10025('5.6.4', 'The Path Attribute'),
    'same-site': rfc10025('5.6.7', 'The SameSite Attribute'),
    lifetime: rfc10025('5.5', 'Cookie Lifetime Limits'),
    storage: rfc10025('5.7', 'Storage Model'),
    prefixes: rfc10025('5.4', 'Cookie Name Prefixes'),
    retrieval: rfc10025('5.8.3', 'Retrieval Algorithm'),
  },
  layered: {
    date: layered('cookie-date', 'Parse a Date'),
    hosts: parseACookie,
    'domain-match': storeACookie,
    parsing: parseACookie,
    expires: parseACookie,
    'max-age': parseACookie,
    domain: parseACookie,
    path: parseACookie,
    'same-site': parseACookie,
    lifetime: parseACookie,
    storage: storeACookie,
    prefixes: storeACookie,
    retrieval: layered('retrieve-cookies', 'Retrieve Cookies'),
  },
};

/** Where a document speaks of a matter. */
export function cite(text: Text, matter: Matter): Clause {
  return clauses[text][matter];
}
