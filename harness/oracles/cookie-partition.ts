import { clause } from '../model/authority.ts';
import { isSameSiteRequest } from './cookie-request.ts';
import { isSameSite } from './site.ts';

/** The draft of partitioned cookies, an update of the cookie RFC. */
export const chips = clause(
  'CHIPS',
  'Partitioned cookies',
  'https://datatracker.ietf.org/doc/html/draft-cutler-httpbis-partitioned-cookies-01',
);

/** CHIPS, 2.2: what a partitioned cookie is kept under. */
export interface PartitionKey {
  /** Any URL of the top-level site. */
  readonly topLevel: URL;
  /** True when the cookie is set or read in a cross-site context (RFC 10025, 5.2), as below a cross-site ancestor. */
  readonly crossSite: boolean;
}

/** The key for what a document does with its own origin's cookies. @param documents from the top-level one down to it. */
export function partitionKey(documents: readonly [URL, ...URL[]]): PartitionKey {
  const request = { method: 'GET', topLevelNavigation: false, credentials: 'include', redirectedFrom: [] } as const;
  return { topLevel: documents[0], crossSite: !isSameSiteRequest({ ...request, url: documents.at(-1) ?? documents[0], documents }) };
}

/** CHIPS, 2.5: a partitioned cookie is only there where its key is the same. */
export function isSamePartition(left: PartitionKey, right: PartitionKey): boolean {
  return left.crossSite === right.crossSite && isSameSite(left.topLevel, right.topLevel);
}
