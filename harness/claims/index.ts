import { cachingClaims } from './caching.ts';
import type { ClaimTopic } from './claim.ts';
import { connectionClaims } from './connections.ts';
import { cookieClaims } from './cookies.ts';
import { getAndPostClaims } from './get-and-post.ts';
import { sameOriginClaims } from './same-origin.ts';
import { sessionClaims } from './sessions.ts';

/** Every claim, by subject. */
export const claimTopics: readonly ClaimTopic[] = [
  { title: 'Same-origin policy', claims: sameOriginClaims },
  { title: 'GET and POST', claims: [...cachingClaims, ...getAndPostClaims] },
  { title: 'Cookies', claims: cookieClaims },
  { title: 'Sessions and tokens', claims: sessionClaims },
  { title: 'Connections', claims: connectionClaims },
];
