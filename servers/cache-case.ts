/**
 * Cache cases: requests for the same few addresses in order, and what the origin answers to each. A case is plain data,
 * so that one origin plays them all and nobody writes code for a case.
 */

/** The text of a header line, a date that many seconds from now, or null for leaving out a line that the server would add. */
export type HeaderValue = string | { readonly now: number } | null;
export type HeaderLines = readonly (readonly [name: string, value: HeaderValue])[];

/** What the origin answers. */
export interface CacheAnswer {
  /** 200 when absent. 304 is only said to a request that carries If-None-Match or If-Modified-Since; another gets 200. */
  readonly status?: number;
  /**
   * Raw lines in order. A Location or Content-Location that begins with `/` is a path of the case's own; `{base}` in any
   * value is where those paths begin.
   */
  readonly responseHeaders?: HeaderLines;
  /** A text that names the request when absent, so that a page can tell whose answer it has got. */
  readonly body?: string;
}

/** One request of a case, as a page makes it with `fetch`, and its answer. */
export interface CacheRequest extends CacheAnswer {
  /** GET when absent. */
  readonly method?: string;
  /** Path and query, with a leading slash; `/` when absent. Each case has these paths for itself. */
  readonly url?: string;
  readonly requestHeaders?: HeaderLines;
  /** A cookie that the page sets by script before it asks, such as `a=1; Path={base}/`. */
  readonly setsCookie?: string;
  /** `same-origin` when absent. */
  readonly credentials?: 'omit' | 'same-origin';
  /** What the request carries; nothing when absent. */
  readonly requestBody?: string;
  /** Fetch's cache mode. */
  readonly cacheMode?: 'default' | 'no-store' | 'reload' | 'no-cache' | 'force-cache' | 'only-if-cached';
  /** Milliseconds to wait after the answer, before the next request. */
  readonly waitMs?: number;
  /**
   * True when a cache may forget something because of this request. Some browsers do so in the background: the next request
   * follows once something is gone that they had to forget later.
   */
  readonly forgets?: true;
}

export interface CacheCase {
  readonly name: string;
  readonly requests: readonly CacheRequest[];
  /** What paths answer that no request names, such as the place that a redirect leads to. */
  readonly places?: Readonly<Record<string, CacheAnswer>>;
}

/** A case, and where its paths begin at its origin: a path without a slash at its end. */
export interface PlacedCase extends CacheCase {
  readonly base: string;
}

/** What a page has stored and forgotten, each time at a new path, to see how far the browser has got with forgetting. */
export const fence: PlacedCase = {
  name: 'fence',
  base: '/.ow/fence',
  requests: [{ responseHeaders: [['Cache-Control', 'max-age=3600']] }, {}, {}],
};

/** The request header that says which request of its case this is, counted from 1: the origin cannot count those it never sees. */
export const requestNumberHeader = 'ow-request';
/** The response header that names the request that an answer was for. */
export const answerNumberHeader = 'ow-answer';

/** What a page got for one request. */
export type PageAnswer = PageResponse | { readonly error: string };

interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Path and query that redirects led to; absent when the request was not redirected. */
  readonly redirectedTo?: string;
}

/** An answer as it goes over the wire. */
export interface PlayedAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** True when the server must not add a Date line of its own. */
  readonly dateless: boolean;
  readonly body: string;
}

/** The body of an answer that says nothing about one. */
export function defaultBody(number: number): string {
  return `answer ${String(number)}`;
}

/**
 * What the origin answers to request `number` of a case.
 * @param url the asked path and query within the case; where a redirect has led away from the request's own, the answer is
 *   that of the place, or of another request for it.
 * @param asked the value of a request header, or undefined.
 * @param now milliseconds since 1970.
 */
export function answerTo(
  { requests, places, base }: PlacedCase,
  number: number,
  url: string,
  asked: (header: string) => string | undefined,
  now: number,
): PlayedAnswer {
  const own = requests[number - 1];
  const other = (own?.url ?? '/') === url ? undefined : (places?.[url] ?? requests.find((request) => request.url === url));
  const answer: CacheAnswer = other ?? own ?? { status: 404, body: 'no such request' };
  const told = answer.status ?? 200;
  const conditional = asked('if-none-match') !== undefined || asked('if-modified-since') !== undefined;
  const status = told === 304 && !conditional ? 200 : told;
  const lines = answer.responseHeaders ?? [];
  const headers = lines.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, lineText(name, value, base, now)]]));
  return {
    status,
    headers: [...headers, [answerNumberHeader, String(number)]],
    dateless: lines.some(([name, value]) => name.toLowerCase() === 'date' && value === null),
    body: status === 204 || status === 205 || status === 304 ? '' : (answer.body ?? defaultBody(number)),
  };
}

/** A header value as text. */
export function lineText(name: string, value: Exclude<HeaderValue, null>, base: string, now: number): string {
  if (typeof value !== 'string') return new Date(now + value.now * 1000).toUTCString();
  return /^(content-)?location$/i.test(name) && /^\/(?!\/)/.test(value) ? base + value : value.replace(/\{base\}/g, base);
}
