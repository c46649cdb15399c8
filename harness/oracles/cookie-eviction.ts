/** A cookie as its removal sees it. */
export interface Evictable {
  readonly name: string;
  readonly secure: boolean;
  /** Counts up with every setting and sending. */
  readonly lastAccess: number;
}

/**
 * The order in which cookies that share a domain are removed when they are too many: those without Secure before those
 * with it, and of equals the one first whose last access is longest ago (RFC 10025, 5.7, «remove excess cookies»). How
 * many are too many is for the user agent to say.
 */
export function evictionOrder(cookies: readonly Evictable[]): readonly string[] {
  return cookies
    .toSorted((left, right) => Number(left.secure) - Number(right.secure) || left.lastAccess - right.lastAccess)
    .map(({ name }) => name);
}

/** True when those who are left are what the order leaves of so many. */
export function isEvictedInOrder(cookies: readonly Evictable[], left: readonly string[]): boolean {
  const expected = new Set(evictionOrder(cookies).slice(cookies.length - left.length));
  return left.every((name) => expected.has(name));
}
