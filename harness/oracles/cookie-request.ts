import { expectation, fetchStandard, rfc10025, type Expectation } from '../model/authority.ts';
import { CookieJarModel, fetchChoices, permittedAnswers } from './cookie-jar/index.ts';
import { isSameSite } from './site.ts';

/** A document's place: its URL and origin-bearing ancestors; `opaque` for a document whose origin is opaque. */
export type DocumentSite = URL | 'opaque';

/** What the oracles need to know of a request to say which cookies belong on it. */
export interface CookieRequest {
  readonly url: URL;
  /** `GET` or `POST`; whether it is safe decides (RFC 9110, 9.2.1). */
  readonly method: 'GET' | 'POST';
  /** True for a navigation of a top-level traversable. */
  readonly topLevelNavigation: boolean;
  /**
   * The documents from the top-level one down to the request's client, both included; empty when the request has no
   * client, as when a person types an address.
   */
  readonly documents: readonly DocumentSite[];
  /** Fetch's credentials mode: https://fetch.spec.whatwg.org/#concept-request-credentials-mode */
  readonly credentials: 'omit' | 'same-origin' | 'include';
  /** The URLs that redirected to this one, first to last. */
  readonly redirectedFrom: readonly URL[];
  /**
   * For a reload or a traversal of a top-level document: the documents behind the navigation that first asked for it.
   * HTML keeps that navigation's initiator with the entry in the session history, and Fetch goes by it; RFC 10025 goes by
   * the client of now. Absent: this is the first time.
   */
  readonly firstAskedBy?: readonly DocumentSite[];
}

/** A cookie to be judged: the header that set it and the address of the response that carried it. */
export interface SetCookie {
  readonly header: string;
  readonly setAt: URL;
  /** The request whose response set it, or the document whose script did; a same-site one where nothing is said. */
  readonly setBy?: CookieRequest;
  /** `http` where nothing is said. */
  readonly api?: 'http' | 'script';
  /** How many seconds ago it was set, each time that it was, earliest first; just now where nothing is said. */
  readonly secondsAgo?: readonly number[];
}

const retrieval = rfc10025('5.8.3', 'Retrieval Algorithm');
const storage = rfc10025('5.7', 'Storage Model');
const laxAllowingUnsafe = rfc10025('5.6.7.2', '«Lax-Allowing-Unsafe» enforcement');
const appendHeader = fetchStandard('append-a-request-cookie-header', 'append a request `Cookie` header');
const parseAndStore = fetchStandard('parse-and-store-response-set-cookie-headers', 'parse and store response `Set-Cookie` headers');
const credentialsMode = fetchStandard('concept-request-credentials-mode', 'credentials mode');

/** What each authority expects of a cookie on a request: `sent` or `withheld`. */
export function expectOnRequest(cookie: SetCookie, request: CookieRequest): readonly Expectation[] {
  return expectFromCookies([cookie], request, (header) => (header === null ? 'withheld' : 'sent'));
}

/**
 * What each authority expects of something that hangs on the Cookie field of a request.
 * @param cookies all that were set, earliest first; the first is the one in question.
 * @param outcome what comes of a Cookie field; null when no cookie goes along.
 */
export function expectFromCookies(
  cookies: readonly [SetCookie, ...SetCookie[]],
  request: CookieRequest,
  outcome: (header: string | null) => string,
): readonly Expectation[] {
  const [cookie] = cookies;
  const { setBy } = cookie;
  if (!includesCredentials(request) || (setBy !== undefined && !includesCredentials(setBy))) {
    return [expectation(credentialsMode, outcome(null))];
  }
  const answers = permittedAnswers('rfc10025', (jar) => outcome(answer(jar, cookies, request, isSameSiteRequest)));
  const settled = setBy === undefined ? retrieval : storage;
  const ofRfc10025 = expectation(answers.length > 1 ? laxAllowingUnsafe : settled, ...answers);
  // Fetch speaks of responses; document.cookie is left to the cookie documents.
  if (cookie.api === 'script') return [ofRfc10025];
  const ofFetch = outcome(answer(new CookieJarModel(fetchChoices), cookies, request, isSameSiteForFetch));
  return [ofRfc10025, expectation(setBy === undefined ? appendHeader : parseAndStore, ofFetch)];
}

/** The Cookie field out of a jar whose authority calls requests same-site as `sameSite` does. */
function answer(
  jar: CookieJarModel,
  cookies: readonly SetCookie[],
  request: CookieRequest,
  sameSite: (request: CookieRequest) => boolean,
): string | null {
  const { url, topLevelNavigation, method } = request;
  const now = new Date();
  for (const { header, setAt, setBy, api = 'http', secondsAgo = [0] } of cookies) {
    const context = setBy === undefined ? {} : { sameSite: sameSite(setBy), topLevelNavigation: setBy.topLevelNavigation };
    for (const seconds of secondsAgo) jar.set(header, { url: setAt, api, ...context, now: new Date(now.getTime() - 1000 * seconds) });
  }
  return jar.cookieHeader(url, { sameSite: sameSite(request), topLevelNavigation, method, now });
}

/**
 * Fetch, «determine the same-site mode», with the retrieval of the cookie draft that it builds on.
 * Read to the letter the steps would keep Strict cookies from every same-site link (its third step) and send them with
 * every cross-site image (no step asks for the client's own site). They are read here as the web-platform-tests read
 * them: a request is cross-site when its client, one of the client's ancestors or a redirect on the way is; then a GET
 * navigation of a top-level document carries Lax cookies, and cookies without the attribute are not restricted at all.
 */
function isSameSiteForFetch(request: CookieRequest): boolean {
  return isSameSiteRequest({ ...request, documents: request.firstAskedBy ?? request.documents }) && !isRedirectTainted(request);
}

/** RFC 10025, 5.2: same-site when there is no client, or when the client's site for cookies is same-site with the URL. */
export function isSameSiteRequest({ url, documents }: CookieRequest): boolean {
  if (documents.length === 0) return true;
  const site = siteForCookies(documents);
  return site !== 'opaque' && isSameSite(site, url);
}

/**
 * RFC 10025, 5.2.1: the top-level origin when every document down to the client is same-site with it, else an opaque
 * origin, which is same-site with nothing.
 */
export function siteForCookies(documents: readonly DocumentSite[]): DocumentSite {
  const [top] = documents;
  if (top === undefined || top === 'opaque') return 'opaque';
  return documents.every((document) => document !== 'opaque' && isSameSite(document, top)) ? top : 'opaque';
}

/** Fetch, «redirect-taint»: a redirect that left the site of the URL before it and of the request's origin. */
function isRedirectTainted({ url, redirectedFrom }: CookieRequest): boolean {
  return redirectedFrom.some((hop) => !isSameSite(hop, url));
}

/** Fetch, HTTP-network-or-cache fetch: credentials go along when the mode is `include`, or `same-origin` and the URL is. */
function includesCredentials({ credentials, documents, url }: CookieRequest): boolean {
  if (credentials !== 'same-origin') return credentials === 'include';
  const client = documents.at(-1);
  return client === undefined || (client !== 'opaque' && client.origin === url.origin);
}

/** True when a person would call the target a third party of the page on top: its cookie policy may keep any cookie away. */
export function isThirdParty(request: CookieRequest): boolean {
  return !request.topLevelNavigation && !isSameSiteRequest(request);
}
