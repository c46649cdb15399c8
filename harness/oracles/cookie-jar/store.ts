import { lastAttribute } from './attributes.ts';
import { type Choices } from './choices.ts';
import { cite } from './clauses.ts';
import { type Note, type SettingContext, type Storage, type StoredCookie } from './cookie.ts';
import { canonicalHost, domainMatches, isPublicSuffix, isSecureConnection } from './host.ts';
import { parseSetCookie, type ParsedCookie } from './parse.ts';
import { defaultPath, pathMatches } from './path.ts';
import { prefixBroken } from './prefixes.ts';

/** What became of a header, and the store afterwards. */
export interface Received {
  readonly storage: Storage;
  readonly cookies: readonly StoredCookie[];
}

/**
 * RFC 10025, 5.6 and 5.7: a user agent receives a set-cookie-string. The layered draft takes some steps in another
 * order, to the same end.
 * @param cookies the store, without expired cookies, earlier creation first.
 */
export function receive(header: string, context: SettingContext, cookies: readonly StoredCookie[], choices: Choices): Received {
  const ignored = (note: Note): Received => ({ storage: { outcome: 'ignored', ...note }, cookies });
  const parsed = parseSetCookie(header, context.url, context.now, choices);
  if ('reason' in parsed) return ignored(parsed);
  const scope = scopeOf(parsed, context.url, choices);
  if ('reason' in scope) return ignored(scope);
  const cookie = makeCookie(parsed, scope, context);
  const refused = refusal(cookie, parsed, context, cookies, choices);
  return refused === undefined ? insert(cookie, parsed.notes, cookies) : ignored(refused);
}

/** RFC 10025, 5.7, step 23: what makes two cookies the same. */
function isSameCookie(left: StoredCookie, right: StoredCookie): boolean {
  return left.name === right.name && left.domain === right.domain && left.hostOnly === right.hostOnly && left.path === right.path;
}

/** «Expired» is an expiry date in the past. */
export function isExpired({ expiry }: StoredCookie, now: Date): boolean {
  return expiry !== undefined && expiry < now;
}

type Scope = Pick<StoredCookie, 'domain' | 'hostOnly'>;

/** RFC 10025, 5.7, steps 7 to 10. */
function scopeOf({ attributes }: ParsedCookie, url: URL, choices: Choices): Scope | Note {
  const { text } = choices;
  const host = canonicalHost(url, choices);
  if (host === undefined) return { reason: 'its host has no canonical name', clause: cite(text, 'hosts') };
  const hostOnly: Scope = { domain: host, hostOnly: true };
  const attribute = lastAttribute(attributes, 'Domain');
  if (attribute === undefined) return hostOnly;
  const domain = attribute.value;
  if (domain === undefined) return { reason: 'its Domain is not a host', clause: cite(text, 'domain') };
  // CHAR is every octet below 0x80 but NUL.
  if (!/^[\x01-\x7f]*$/.test(domain)) return { reason: 'its Domain contains a character beyond ASCII', clause: cite(text, 'storage') };
  if (domain === '') return hostOnly;
  // RFC 10025 asks this of user agents that are so configured; Fetch of all.
  if (isPublicSuffix(domain)) {
    return domain === host ? hostOnly : { reason: 'its Domain is a public suffix', clause: cite(text, 'storage') };
  }
  if (!domainMatches(host, domain)) return { reason: 'its host is not in its Domain', clause: cite(text, 'domain-match') };
  return { domain, hostOnly: false };
}

/** RFC 10025, 5.7, steps 5, 6, 11, 12, 14 and 17. */
function makeCookie({ name, value, attributes, partitioned }: ParsedCookie, scope: Scope, { url, now }: SettingContext): StoredCookie {
  const expiry = (lastAttribute(attributes, 'Max-Age') ?? lastAttribute(attributes, 'Expires'))?.value;
  return {
    name,
    value,
    ...scope,
    path: lastAttribute(attributes, 'Path')?.value ?? defaultPath(url.pathname),
    secureOnly: lastAttribute(attributes, 'Secure') !== undefined,
    httpOnly: lastAttribute(attributes, 'HttpOnly') !== undefined,
    enforcement: lastAttribute(attributes, 'SameSite')?.value ?? 'Default',
    persistent: expiry !== undefined,
    expiry,
    creation: now,
    lastAccess: now,
    partitioned,
  };
}

/** RFC 10025, 5.7, the steps that ignore a cookie once it is made: 2, 13, 15, 16, 18 to 22 and 23.2. Parsing has done 3 and 4. */
function refusal(
  cookie: StoredCookie,
  { attributes }: ParsedCookie,
  { url, api, sameSite = true, topLevelNavigation = false }: SettingContext,
  cookies: readonly StoredCookie[],
  choices: Choices,
): Note | undefined {
  const refuse = (reason: string): Note => ({ reason, clause: cite(choices.text, 'storage') });
  const secure = isSecureConnection(url, choices);
  if (cookie.name === '' && cookie.value === '') return refuse('it has neither name nor value');
  if (cookie.secureOnly && !secure) return refuse('it is Secure, and its connection is not');
  if (cookie.httpOnly && api !== 'http') return refuse('it is HttpOnly, and a script sets it');
  if (!cookie.secureOnly && !secure && cookies.some((existing) => isShadowed(cookie, existing))) {
    return refuse('a Secure cookie of this name is there, and its connection is not secure');
  }
  // To the letter a script's cookie, which no request carried, would be ignored in every document; a same-site one counts.
  if (cookie.enforcement !== 'None' && !sameSite && !(api === 'http' && topLevelNavigation)) {
    return refuse('it is for the same site, and it is set from a cross-site one');
  }
  if (cookie.enforcement === 'None' && !cookie.secureOnly) return refuse('SameSite=None asks for Secure');
  const broken = prefixBroken(cookie, lastAttribute(attributes, 'Path') !== undefined, choices.text);
  if (broken !== undefined) return { reason: broken, clause: cite(choices.text, 'prefixes') };
  if (api !== 'http' && cookies.some((existing) => existing.httpOnly && isSameCookie(existing, cookie))) {
    return refuse('an HttpOnly cookie is in its place, and a script sets it');
  }
  return undefined;
}

/** RFC 10025, 5.7, step 16: the new cookie would lie over an existing Secure one. */
function isShadowed(cookie: StoredCookie, existing: StoredCookie): boolean {
  return (
    existing.name === cookie.name &&
    existing.secureOnly &&
    (domainMatches(existing.domain, cookie.domain) || domainMatches(cookie.domain, existing.domain)) &&
    pathMatches(cookie.path, existing.path)
  );
}

/** RFC 10025, 5.7, steps 23 and 24, and the eviction of expired cookies that follows at once. */
function insert(received: StoredCookie, notes: readonly Note[], cookies: readonly StoredCookie[]): Received {
  const at = cookies.findIndex((existing) => isSameCookie(existing, received));
  const replaced = cookies[at];
  if (isExpired(received, received.creation)) {
    return {
      storage: { outcome: 'deleted', cookie: received, replaced, notes },
      cookies: cookies.filter((existing) => existing !== replaced),
    };
  }
  if (replaced === undefined) return { storage: { outcome: 'stored', cookie: received, replaced, notes }, cookies: [...cookies, received] };
  const cookie = { ...received, creation: replaced.creation };
  return { storage: { outcome: 'stored', cookie, replaced, notes }, cookies: cookies.with(at, cookie) };
}
