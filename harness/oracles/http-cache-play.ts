import { answerTo, lineText, type CacheCase, type PageAnswer, type PlacedCase, type PlayedAnswer } from '../../servers/cache-case.ts';
import { valuesOf } from './http-cache-fields.ts';
import type { RequestTrace, SeenRequest } from './http-cache-trace.ts';

/** One request as a cache is given it. */
export interface CacheQuestion {
  readonly number: number;
  readonly method: string;
  readonly url: string;
  /** Header lines by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly mode: NonNullable<CacheCase['requests'][number]['cacheMode']>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Sends the request on to the origin with the given conditions added. */
export type Forward = (conditions: Readonly<Record<string, string>>) => PlayedAnswer;

/** A cache as a model: answers a request from what it has, or from what the origin says. */
export type ModelCache = (question: CacheQuestion, forward: Forward) => PageAnswer;

/** When the played cases begin; any moment would do. */
const start = Date.UTC(2030, 0, 1);
/** Longest chain of redirects that a case may lay out. */
const mostHops = 5;

/** Plays a case against the modelled cache and the real origin's rules, without a browser. */
export function playThrough(spec: CacheCase, cache: ModelCache): readonly RequestTrace[] {
  const placed: PlacedCase = { ...spec, base: '' };
  const cookies = new Map<string, string>();
  let now = start;
  return spec.requests.map((request, index): RequestTrace => {
    const arrivals: SeenRequest[] = [];
    const own = (request.requestHeaders ?? []).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name.toLowerCase(), lineText(name, value, '', now)]],
    );
    const headers: Record<string, string> = {};
    for (const [name, value] of own) headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
    if (request.setsCookie !== undefined) keepCookie(cookies, request.setsCookie);
    const withCookies = (): Record<string, string> => {
      const line = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      return line === '' || request.credentials === 'omit' ? headers : { ...headers, cookie: line };
    };
    const ask = (method: string, url: string): PageAnswer =>
      cache({ number: index + 1, method, url, headers: withCookies(), mode: request.cacheMode ?? 'default', now }, (conditions) => {
        const sent = { ...withCookies(), ...conditions };
        arrivals.push({ url, headers: sent });
        const answer = withDate(
          answerTo(placed, index + 1, url, (name) => sent[name], now),
          now,
        );
        // Only what the origin sends itself sets cookies (Fetch, HTTP-network fetch).
        if (request.credentials !== 'omit') for (const line of valuesOf(answer.headers, 'set-cookie')) keepCookie(cookies, line);
        return answer;
      });
    let got = ask(request.method ?? 'GET', normalUrl(request.url ?? '/'));
    for (let hop = 0, place = redirectTo(got); place !== undefined && hop < mostHops; hop += 1, place = redirectTo(got)) {
      got = { ...ask('GET', normalUrl(place)), redirectedTo: normalUrl(place) };
    }
    now += request.waitMs ?? 0;
    return { arrivals, got };
  });
}

/** Takes up a cookie; cases ask for no more of the rules than names, values and `Max-Age=0`. */
function keepCookie(cookies: Map<string, string>, line: string): void {
  const [, name, value] = /^([^=;]*)=([^;]*)/.exec(line) ?? [];
  if (name === undefined || value === undefined) return;
  if (/max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

/** Path and query as a browser writes them. */
function normalUrl(written: string): string {
  const url = new URL(`http://origin.test${written.startsWith('/') ? '' : '/'}${written}`);
  url.hash = '';
  return url.href.slice(url.origin.length);
}

/** Adds the Date line that a server adds by itself. */
function withDate(answer: PlayedAnswer, now: number): PlayedAnswer {
  if (answer.dateless || answer.headers.some(([name]) => name.toLowerCase() === 'date')) return answer;
  return { ...answer, headers: [...answer.headers, ['date', new Date(now).toUTCString()]] };
}

function redirectTo(got: PageAnswer): string | undefined {
  return 'status' in got && [301, 302, 303, 307, 308].includes(got.status) ? got.headers['location'] : undefined;
}

/** An answer as a page sees it. */
export function shown({ status, headers, body }: PlayedAnswer): PageAnswer {
  const record: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    record[key] = record[key] === undefined ? value : `${record[key]}, ${value}`;
  }
  return { status, headers: record, body };
}
