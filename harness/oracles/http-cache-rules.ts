import type { PlayedAnswer } from '../../servers/cache-case.ts';
import type { Choose } from './http-cache-choices.ts';
import {
  ages,
  dateOf,
  directivesOf,
  has,
  hasExplicitExpiry,
  heuristicallyCacheable,
  lifetimes,
  secondsOf,
  valuesOf,
  type Directive,
} from './http-cache-fields.ts';
import type { CacheQuestion } from './http-cache-play.ts';

/** An answer that a cache has. */
export interface Stored {
  readonly question: CacheQuestion;
  readonly answer: PlayedAnswer;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Needs validation whatever its age (RFC 9111, 4.4). */
  readonly invalid: boolean;
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/** True for methods that may change something, unknown ones included. */
export function isUnsafe(method: string): boolean {
  return !safeMethods.includes(method);
}

/** Whether an answer may be stored by a user agent's cache (RFC 9111, 3). */
export function mayStore(question: CacheQuestion, answer: PlayedAnswer, choose: Choose): boolean {
  const { method, number, url } = question;
  const directives = directivesOf(answer.headers);
  // Parts need a cache that puts them together, and what a 304 says belongs to an answer that is there already.
  if (answer.status === 206 || answer.status === 304) return false;
  if (has(directives, 'no-store')) {
    if (!has(directives, 'must-understand') || !choose('must-understand overrides no-store', [true, false])) return false;
  }
  if (method === 'POST' || method === 'PATCH') {
    // RFC 9110, 9.3.3: only with explicit freshness and when Content-Location says that it is what a GET would get.
    const isTheResource = valuesOf(answer.headers, 'content-location').includes(url) && hasExplicitExpiry(answer.headers);
    if (!isTheResource || !choose('stores POST', [false, true])) return false;
  } else if (method !== 'GET' && method !== 'HEAD') {
    return false;
  }
  if (has(requestDirectives(question), 'no-store') && choose(`${String(number)}: honours no-store`, [true, false])) return false;
  return (
    has(directives, 'public') ||
    has(directives, 'private') ||
    hasExplicitExpiry(answer.headers) ||
    heuristicallyCacheable.has(answer.status)
  );
}

/** The directives of a request; Pragma stands in where there is no Cache-Control. */
function requestDirectives({ headers }: CacheQuestion): readonly Directive[] {
  const line = headers['cache-control'] ?? (headers['pragma']?.toLowerCase() === 'no-cache' ? 'no-cache' : undefined);
  return line === undefined ? [] : directivesOf([['cache-control', line]]);
}

/** The stored answers to the same address whose request may stand for this one, the most recent last. */
export function candidates(stored: readonly Stored[], question: CacheQuestion, choose: Choose): readonly Stored[] {
  return stored
    .filter(({ question: { url, method } }) => url === question.url && (method !== 'HEAD' || question.method === 'HEAD'))
    .filter((one) => variantMatches(one, question, choose))
    .sort((left, right) => dated(left) - dated(right));
}

function dated({ answer, receivedAt }: Stored): number {
  return dateOf(answer.headers) ?? receivedAt;
}

/** The request fields that an answer's Vary names. */
function varied(answer: PlayedAnswer): readonly string[] {
  return valuesOf(answer.headers, 'vary').flatMap((line) => line.split(',').flatMap((member) => member.trim().toLowerCase() || []));
}

/** Whether the request fields that Vary names match (RFC 9111, 4.1); a cache may normalize them or not. */
function variantMatches({ question: from, answer }: Stored, question: CacheQuestion, choose: Choose): boolean {
  const names = varied(answer);
  if (names.includes('*')) return false;
  return names.every((name) => {
    const [then, now] = [from.headers[name], question.headers[name]];
    if (then === now) return true;
    if (then === undefined || now === undefined || normalized(then) !== normalized(now)) return false;
    return choose(`normalizes ${name}`, [false, true]);
  });
}

/** What a field value says, whatever its white space, letter case and order. */
function normalized(value: string): string {
  return value
    .toLowerCase()
    .split(',')
    .map((member) => member.replace(/\s+/g, ''))
    .sort()
    .join(',');
}

/** How long an answer lives and how old it is, in seconds. */
interface Age {
  readonly lifetime: number;
  readonly age: number;
}

/** Lifetime and age of a stored answer as this cache takes them. */
function ageOf({ answer, receivedAt, question: { number } }: Stored, now: number, choose: Choose): Age {
  const options = lifetimes(answer.headers, answer.status, receivedAt).flatMap((lifetime) =>
    ages(answer.headers, receivedAt, now).map((age) => ({ lifetime, age })),
  );
  const [first, ...others] = distinctFates(options);
  if (first === undefined) return { lifetime: 0, age: 0 };
  return choose(`how old is ${String(number)} at ${String(now)} since ${String(receivedAt)}`, [first, ...others]);
}

/** One of each kind of outcome, so that readings that come to the same thing are tried once. */
function distinctFates(options: readonly Age[]): readonly Age[] {
  return [...new Map(options.map((option) => [String(option.lifetime > option.age), option])).values()];
}

/** Whether a stored answer may be used as it is for the question. */
export function isUsable(entry: Stored, question: CacheQuestion, choose: Choose, lenient: boolean): boolean {
  const { mode, now, number } = question;
  if (mode === 'no-cache') return false;
  const directives = directivesOf(entry.answer.headers);
  const { lifetime, age } = ageOf(entry, now, choose);
  const isFresh = lifetime > age;
  const forbidden = entry.invalid || needsValidation(directives, choose);
  const mayBeStale = !forbidden && !has(directives, 'must-revalidate');
  if (mode === 'force-cache' || mode === 'only-if-cached') {
    // Fetch takes any response that is there; RFC 9111 lets a client ask for stale ones, but not for forbidden ones.
    if (lenient) return mayBeStale || (isFresh && !forbidden);
    return !entry.invalid || choose('an invalidated answer is kept for such use', [false, true]);
  }
  if (forbidden) return false;
  const asked = requestDirectives(question);
  const honours = (name: string): boolean => has(asked, name) && choose(`${String(number)}: honours ${name}`, [true, false]);
  if (honours('no-cache')) return false;
  if (honours('max-age') && age >= (secondsOf(asked, 'max-age') ?? 0)) return false;
  if (honours('min-fresh') && lifetime - age < (secondsOf(asked, 'min-fresh') ?? 0)) return false;
  if (honours('no-store') && choose('no-store in a request keeps the cache out', [false, true])) return false;
  if (isFresh) return true;
  return mayBeStale && honours('max-stale') && age - lifetime <= (secondsOf(asked, 'max-stale') ?? Infinity);
}

/** no-cache, also in the form that names fields: a cache may take that for the plain one, or leave those fields out. */
function needsValidation(directives: readonly Directive[], choose: Choose): boolean {
  const noCache = directives.filter(({ name }) => name === 'no-cache');
  if (noCache.some(({ argument }) => argument === undefined)) return true;
  return noCache.length > 0 && choose('no-cache with field names counts as no-cache', [true, false]);
}

/** Whether a stale answer may be shown while it is being validated (RFC 5861, 3; Fetch). */
export function mayServeWhileRevalidating(entry: Stored, question: CacheQuestion, choose: Choose): boolean {
  const directives = directivesOf(entry.answer.headers);
  const window = secondsOf(directives, 'stale-while-revalidate');
  if (window === undefined || question.mode !== 'default' || entry.invalid || needsValidation(directives, choose)) return false;
  if (has(directives, 'must-revalidate')) return false;
  const { lifetime, age } = ageOf(entry, question.now, choose);
  return age < lifetime + window;
}

/** Whether a stale answer may be shown where the origin has failed (RFC 9111, 4.2.4 and 4.3.3). */
export function mayServeOnError({ invalid, answer }: Stored, choose: Choose): boolean {
  const directives = directivesOf(answer.headers);
  return !invalid && !has(directives, 'must-revalidate') && !needsValidation(directives, choose);
}

/** The conditions with which a stored answer can be validated (RFC 9111, 4.3.1). */
export function conditionsOf({ answer }: Stored, number: number, choose: Choose, lenient: boolean): Readonly<Record<string, string>> {
  const [etag] = valuesOf(answer.headers, 'etag');
  const [modified] = valuesOf(answer.headers, 'last-modified');
  const byTag: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
  const byDate: Record<string, string> = modified === undefined ? {} : { 'if-modified-since': modified };
  const both = { ...byTag, ...byDate };
  return lenient ? choose(`${String(number)}: conditions`, [both, byTag, {}]) : both;
}

/** Fields that an update may leave as they are: those excepted by RFC 9111, 3.2. */
const mayKeep = ['connection', 'content-length', 'content-encoding', 'content-type', 'content-range'];

/** Whether a field of a 304 takes the place of the stored one. */
export function isReplaced(name: string, choose: Choose): boolean {
  const field = name.toLowerCase();
  return !mayKeep.includes(field) || choose(`${field} is updated`, [true, false]);
}
