import { type Text } from './choices.ts';
import { type StoredCookie } from './cookie.ts';

/** What a prefix asks of a cookie. */
interface Prefix {
  readonly prefix: string;
  readonly asksFor: string;
  readonly holds: (cookie: StoredCookie, hasPath: boolean) => boolean;
}

const isHostCompatible = ({ secureOnly, hostOnly, path }: StoredCookie, hasPath: boolean): boolean =>
  secureOnly && hostOnly && hasPath && path === '/';
const isHttpCompatible = ({ secureOnly, httpOnly }: StoredCookie): boolean => secureOnly && httpOnly;

const secure: Prefix = { prefix: '__Secure-', asksFor: 'Secure', holds: ({ secureOnly }) => secureOnly };
const host: Prefix = { prefix: '__Host-', asksFor: 'Secure, Path=/ and no Domain', holds: isHostCompatible };
const http: Prefix = { prefix: '__Http-', asksFor: 'Secure and HttpOnly', holds: isHttpCompatible };
const hostHttp: Prefix = {
  prefix: '__Host-Http-',
  asksFor: 'Secure, HttpOnly, Path=/ and no Domain',
  holds: (cookie, hasPath) => isHostCompatible(cookie, hasPath) && isHttpCompatible(cookie),
};

/** RFC 10025, 5.4, knows two prefixes; the layered draft four. */
const prefixes: Readonly<Record<Text, readonly Prefix[]>> = { rfc10025: [secure, host], layered: [secure, http, hostHttp, host] };

/**
 * Why a cookie may not have its name, or undefined: RFC 10025, 5.7, steps 20 to 22. Names are compared in any case.
 * @param hasPath the cookie-attribute-list contains a `Path`.
 */
export function prefixBroken(cookie: StoredCookie, hasPath: boolean, text: Text): string | undefined {
  const begins = (of: string) => prefixes[text].filter(({ prefix }) => of.toLowerCase().startsWith(prefix.toLowerCase()));
  const broken = begins(cookie.name).find(({ holds }) => !holds(cookie, hasPath));
  if (broken !== undefined) return `a name that begins with ${broken.prefix} asks for ${broken.asksFor}`;
  const [posed] = cookie.name === '' ? begins(cookie.value) : [];
  return posed && `it has no name, and its value begins with ${posed.prefix}`;
}
