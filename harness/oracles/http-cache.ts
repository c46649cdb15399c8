import type { PageAnswer, PlayedAnswer } from '../../servers/cache-case.ts';
import { everyOutcome, type Choose } from './http-cache-choices.ts';
import { valuesOf, type Lines } from './http-cache-fields.ts';
import { playThrough, shown, type CacheQuestion, type Forward, type ModelCache } from './http-cache-play.ts';
import {
  candidates,
  conditionsOf,
  isReplaced,
  isUnsafe,
  isUsable,
  mayServeOnError,
  mayServeWhileRevalidating,
  mayStore,
  type Stored,
} from './http-cache-rules.ts';
import { conditionalFields, traceText, type WatchedCase } from './http-cache-trace.ts';

/**
 * Whose word is taken. RFC 9111 says what a cache must not do and leaves it free to forget and to ask; Fetch says that what
 * the cache has is used: fresh as it is, stale with its validators.
 */
export type CacheAuthority = 'RFC 9111' | 'Fetch';

/** Every trace of a case that the authority allows, each in one line, sorted. */
export function allowedTraces(spec: WatchedCase, authority: CacheAuthority): readonly string[] {
  const texts = everyOutcome((choose) => traceText(spec, playThrough(spec, privateCache(choose, authority === 'RFC 9111'))));
  return [...new Set(texts)].sort();
}

/** Conditions to validate with, and the stored answer that a 304 would stand for. */
interface Validation {
  readonly conditions: Readonly<Record<string, string>>;
  readonly of?: Stored;
}

/**
 * A user agent's private cache in which every freedom is a question to `choose`.
 * @param lenient takes the freedoms of RFC 9111, to ask the origin at any time; else those that Fetch leaves.
 */
function privateCache(choose: Choose, lenient: boolean): ModelCache {
  let stored: readonly Stored[] = [];
  /** Answers with a part only, which a cache may complete (RFC 9111, 3.3). */
  const parts: Stored[] = [];
  const swap = (old: Stored, fresh: Stored): Stored => {
    stored = stored.map((one) => (one === old ? fresh : one));
    return fresh;
  };

  const invalidate = ({ url }: CacheQuestion, { status, headers }: PlayedAnswer): void => {
    if (status < 200 || status >= 400) return;
    const named = ['location', 'content-location'].flatMap((field) => valuesOf(headers, field));
    const isHit = (stale: string): boolean => stale === url || (named.includes(stale) && choose(`invalidates ${stale}`, [true, false]));
    for (const one of stored) if (isHit(one.question.url)) swap(one, { ...one, invalid: true });
  };

  /** RFC 9111, 3.2. */
  const update = (entry: Stored, lines: Lines, now: number): Stored => {
    const replacing = lines.filter(([name]) => isReplaced(name, choose));
    const names = new Set(replacing.map(([name]) => name.toLowerCase()));
    // Nothing says whether the old Age outlives a validation that brings none.
    const hasAge = valuesOf(entry.answer.headers, 'age').length > 0;
    if (hasAge && !choose('Age outlives a validation', [false, true])) names.add('age');
    const headers = [...entry.answer.headers.filter(([name]) => !names.has(name.toLowerCase())), ...replacing];
    return swap(entry, { ...entry, answer: { ...entry.answer, headers }, receivedAt: now, invalid: false });
  };

  /** RFC 9111, 4.3.5: a SHOULD, so a cache may also leave its GET answers alone. */
  const freshenByHead = (question: CacheQuestion, { status, headers }: PlayedAnswer): void => {
    if (status !== 200 || !choose('HEAD freshens', [false, true])) return;
    for (const one of candidates(stored, { ...question, method: 'GET' }, choose)) {
      const isSame = ['etag', 'last-modified'].every((field) => {
        const [value] = valuesOf(headers, field);
        return value === undefined || valuesOf(one.answer.headers, field)[0] === value;
      });
      if (isSame) update(one, headers, question.now);
      else swap(one, { ...one, invalid: true });
    }
  };

  const ask = (question: CacheQuestion, forward: Forward, { conditions, of: entry }: Validation): PageAnswer => {
    const answer = forward(conditions);
    if (isUnsafe(question.method)) invalidate(question, answer);
    if (entry !== undefined && answer.status === 304 && Object.keys(conditions).length > 0) {
      return shown(validates(answer, entry) ? update(entry, answer.headers, question.now).answer : entry.answer);
    }
    if (entry !== undefined && answer.status >= 500 && lenient && mayServeOnError(entry, choose)) {
      if (choose(`${String(question.number)}: shows a stale answer for an error`, [false, true])) return shown(entry.answer);
    }
    if (question.method === 'HEAD') freshenByHead(question, answer);
    if (answer.status === 206) parts.push({ question, answer, receivedAt: question.now, invalid: false });
    if (question.mode !== 'no-store' && mayStore(question, answer, choose)) {
      stored = [...stored, { question, answer, receivedAt: question.now, invalid: false }];
    }
    return shown(answer);
  };

  /** Without an answer to choose, a cache may still ask about those of other requests (RFC 9111, 4.1). */
  const otherVariant = (question: CacheQuestion): Validation => {
    const other = stored.findLast((one) => one.question.url === question.url && one.question.method === 'GET');
    if (other === undefined || question.method !== 'GET') return { conditions: {} };
    const offered: Validation = { conditions: conditionsOf(other, question.number, choose, lenient), of: other };
    return choose(`${String(question.number)}: asks about another variant`, [{ conditions: {} }, offered]);
  };

  return (asked, forward) => {
    const question: CacheQuestion = { ...asked, mode: effectiveMode(asked) };
    const { method, mode, number } = question;
    const plainly = (): PageAnswer => ask(question, forward, { conditions: {} });
    if ((method !== 'GET' && method !== 'HEAD') || mode === 'no-store' || mode === 'reload') return plainly();
    const entry = candidates(stored, question, choose).at(-1);
    if (entry === undefined) {
      if (mode === 'only-if-cached') return networkError;
      const part = parts.find((one) => one.question.url === question.url);
      if (part !== undefined && choose(`${String(number)}: asks about the part`, [false, true])) {
        const answer = ask(question, forward, { conditions: conditionsOf(part, number, choose, lenient) });
        return choose(`${String(number)}: asks again for the whole`, [false, true]) ? plainly() : answer;
      }
      return ask(question, forward, otherVariant(question));
    }
    const isOther = method !== entry.question.method;
    // A GET answer may serve a HEAD (RFC 9110, 9.3.1), but never has to.
    if (isOther && !choose(`${String(number)}: an answer serves another method`, [true, false])) return plainly();
    const usable = isUsable(entry, question, choose, lenient);
    if (usable && (!lenient || choose(`${String(number)}: reuses ${question.url}`, [true, false]))) return shown(entry.answer);
    if (mode === 'only-if-cached') return networkError;
    const hidden =
      mayServeWhileRevalidating(entry, question, choose) && (!lenient || choose(`${String(number)}: revalidates later`, [true, false]));
    if (hidden && lenient && choose(`${String(number)}: does not revalidate at all`, [false, true])) return shown(entry.answer);
    const answer = ask(question, forward, { conditions: conditionsOf(entry, number, choose, lenient), of: entry });
    return hidden ? shown(entry.answer) : answer;
  };
}

const networkError: PageAnswer = { error: 'TypeError' };

/** A request that brings conditions of its own goes past the cache (Fetch, HTTP-network-or-cache fetch). */
function effectiveMode({ mode, headers }: CacheQuestion): CacheQuestion['mode'] {
  return mode === 'default' && conditionalFields.some((name) => headers[name] !== undefined) ? 'no-store' : mode;
}

/** Whether a 304 is about the stored answer: a strong validator in it must be the stored one's (RFC 9111, 4.3.4). */
function validates({ headers }: PlayedAnswer, { answer }: Stored): boolean {
  const [etag] = valuesOf(headers, 'etag');
  return etag === undefined || etag.startsWith('W/') || valuesOf(answer.headers, 'etag')[0] === etag;
}
