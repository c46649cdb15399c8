import { answerNumberHeader, defaultBody, type CacheCase, type PageAnswer } from '../../servers/cache-case.ts';

/** A case, and which header fields its text shows: request fields that a cache adds as they arrived, others as the page got them. */
export interface WatchedCase extends CacheCase {
  readonly watch?: readonly string[];
}

/** One request as the origin saw it. */
export interface SeenRequest {
  /** Path and query within the case. */
  readonly url: string;
  /** Request header lines by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What became of one request of a case: what the origin saw of it, and what the page got. */
export interface RequestTrace {
  readonly arrivals: readonly SeenRequest[];
  readonly got: PageAnswer;
}

/** Header fields that make a request conditional; a browser's cache adds the first two. */
export const conditionalFields = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since', 'if-range'] as const;

/** The conditional header lines that the browser added to what the case asked for. */
export function addedConditions(spec: CacheCase, index: number, seen: SeenRequest): Readonly<Record<string, string>> {
  const own = (spec.requests[index]?.requestHeaders ?? []).map(([name]) => name.toLowerCase());
  return Object.fromEntries(
    conditionalFields.flatMap((name): [string, string][] => {
      const value = seen.headers[name];
      return value === undefined || own.includes(name) ? [] : [[name, value]];
    }),
  );
}

/**
 * A trace in one line, a word for each request:
 * - `miss`: the origin saw a plain request, and the page got the answer to it;
 * - `hit-K`: the origin saw nothing, and the page got the answer to request K;
 * - `validated-K`: the origin said 304 to a condition, and the page got the answer to request K;
 * - `asked`: the origin saw a condition and answered in full;
 * - `hit-K+miss`, `hit-K+asked`: the page got the answer to request K although the origin answered this one;
 * - `miss>miss`, `hit>miss`, `hit>hit`: the same of a redirect and of the place that it led to;
 * - `error`: the page got an error and the origin saw nothing; `miss!error`: it saw the request.
 * After it `!` and what else is not as it must be; in brackets the header fields that the case watches.
 */
export function traceText(spec: WatchedCase, traces: readonly RequestTrace[]): string {
  return traces.map((trace, index) => word(spec, trace, index)).join(',');
}

function word(spec: WatchedCase, { arrivals, got }: RequestTrace, index: number): string {
  const number = index + 1;
  const place = 'error' in got ? undefined : (got.redirectedTo ?? placeOf(spec, got));
  const own = arrivals.filter(({ url }) => url !== place);
  const last = own.at(-1);
  const conditions = last === undefined ? {} : addedConditions(spec, index, last);
  const wire = last === undefined ? '' : Object.keys(conditions).length > 0 ? 'asked' : 'miss';
  const often = own.length > 1 ? `*${String(own.length)}` : '';
  if ('error' in got) return wire === '' ? 'error' : `${wire}${often}!error`;
  if (place !== undefined) return `${wire === '' ? 'hit' : wire}${often}>${own.length < arrivals.length ? 'miss' : 'hit'}`;
  const from = answerNumber(spec, got);
  return [shownWord(wire, number, from, spec), often, ...faults(spec, conditions, from, number, got), watched(spec, last, got)].join('');
}

/** The place whose answer the page got, by its body: not every browser says that a stored redirect has redirected. */
function placeOf(spec: CacheCase, { body }: Shown): string | undefined {
  return Object.entries(spec.places ?? {}).find(([, place]) => place.body === body)?.[0];
}

type Shown = Extract<PageAnswer, { status: number }>;

function shownWord(wire: string, number: number, from: number | undefined, spec: CacheCase): string {
  const source = `hit-${String(from ?? '?')}`;
  if (wire === '') return source;
  if (from === number) return wire;
  const answered = spec.requests[number - 1]?.status;
  return wire === 'asked' && answered === 304 ? `validated-${String(from ?? '?')}` : `${source}+${wire}`;
}

/** The request whose answer the page got, by its body, and by the answer's own number where bodies say nothing. */
function answerNumber(spec: CacheCase, { headers, body }: Shown): number | undefined {
  const numbered = Number(headers[answerNumberHeader] ?? 'NaN');
  const bodies = spec.requests.map((request, index) => request.body ?? defaultBody(index + 1));
  const same = bodies.flatMap((one, index) => (one === body ? [index + 1] : []));
  if (same.length === 1) return same[0];
  return Number.isNaN(numbered) ? undefined : numbered;
}

function faults(
  spec: CacheCase,
  conditions: Readonly<Record<string, string>>,
  from: number | undefined,
  number: number,
  got: Shown,
): readonly string[] {
  const found: string[] = [];
  const told = from === undefined ? undefined : (spec.requests[from - 1]?.status ?? 200);
  const fits = got.status === told || (told === 304 && got.status === 200);
  if (told !== undefined && !fits) found.push(`!status-${String(got.status)}`);
  if (Object.keys(conditions).some((name) => !givenEarlier(spec, number, name, conditions[name] ?? ''))) found.push('!validator');
  return found;
}

/** True when the value of a condition is one that the origin gave with an earlier answer, or no text that can be compared. */
function givenEarlier(spec: CacheCase, number: number, condition: string, value: string): boolean {
  const field = condition === 'if-none-match' || condition === 'if-match' ? 'etag' : 'last-modified';
  return spec.requests
    .slice(0, number - 1)
    .some(({ responseHeaders }) =>
      (responseHeaders ?? []).some(([name, given]) => name.toLowerCase() === field && (typeof given !== 'string' || given === value)),
    );
}

function watched(spec: WatchedCase, last: SeenRequest | undefined, got: Shown): string {
  const parts = (spec.watch ?? []).flatMap((name) => {
    const onWire = conditionalFields.some((field) => field === name) || name === 'cookie';
    const value = onWire ? last?.headers[name] : got.headers[name];
    return value === undefined ? [] : [`${name}=${value}`];
  });
  return parts.length === 0 ? '' : `[${parts.join(';')}]`;
}
