import { readdirSync } from 'node:fs';
import CachePolicy from 'http-cache-semantics';
import { describe, expect, it } from 'vitest';
import type { PageAnswer, PlayedAnswer } from '../../../servers/cache-case.ts';
import { allowedTraces } from '../../oracles/http-cache.ts';
import { playThrough, shown, type CacheQuestion, type ModelCache } from '../../oracles/http-cache-play.ts';
import { conditionalFields, traceText } from '../../oracles/http-cache-trace.ts';
import type { JudgedCase } from './case.ts';

const files = readdirSync(import.meta.dirname).filter((file) => !/^(case|sections)\.ts$|\.test\.ts$/.test(file));
const modules = await Promise.all(
  files.map((file) => import(/* @vite-ignore */ `./${file}`) as Promise<Record<string, readonly JudgedCase[]>>),
);
const families = modules.flatMap((module) => Object.entries(module));

/** A case with all that its authorities allow. */
interface Known {
  readonly name: string;
  readonly spec: JudgedCase;
  readonly lawful: readonly string[];
  readonly byFetch: readonly string[];
}

const all = families.flatMap(([family, cases]) =>
  cases.map((spec): Known => ({
    name: `${family} ${spec.name}`,
    spec,
    lawful: allowedTraces(spec, 'RFC 9111'),
    byFetch: allowedTraces(spec, 'Fetch'),
  })),
);
const required = all.filter(({ spec }) => spec.weight === 'required');
const judged = all.filter(({ spec }) => spec.weight !== 'observed');

const text = (spec: JudgedCase, cache: ModelCache): string => traceText(spec, playThrough(spec, cache));
const conforms = ({ spec, lawful, byFetch }: Known, seen: string): boolean =>
  lawful.includes(seen) && (spec.weight === 'allowed' || byFetch.includes(seen));
const names = (cases: readonly Known[]): readonly string[] => cases.map(({ name }) => name);

/** Keeps nothing. */
const none: () => ModelCache = () => (question, forward) =>
  question.mode === 'only-if-cached' ? { error: 'TypeError' } : shown(forward({}));
/** Keeps the first answer for ever, whatever anyone says; `keyOf` says what to. */
const everything = (keyOf: (url: string) => string) => (): ModelCache => {
  const kept = new Map<string, PlayedAnswer>();
  return ({ url }, forward) => {
    const answer = kept.get(keyOf(url)) ?? forward({});
    kept.set(keyOf(url), answer);
    return shown(answer);
  };
};
/** Asks each time with a validator of its own making, and takes any answer for a 304. */
const makingUp = (): ModelCache => {
  let first: PlayedAnswer | undefined;
  return (_, forward) => {
    first ??= forward({});
    forward({ 'if-none-match': '"made-up"' });
    return shown(first);
  };
};
const broken = (): ModelCache => (_, forward) => {
  forward({});
  return { error: 'TypeError' };
};

describe('cache cases', () => {
  it('have one name each within their family', () => {
    for (const [, cases] of families) expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it('tell a cache from one that keeps nothing, or everything, or everything under one address', () => {
    const wrong = [none, everything((url) => url), everything(() => ''), makingUp];
    expect(names(required.filter((one) => wrong.every((cache) => conforms(one, text(one.spec, cache())))))).toEqual([]);
  });

  it('can fail, each of them', () => {
    expect(names(judged.filter((one) => conforms(one, text(one.spec, broken()))))).toEqual([]);
  });

  it('have a way to conform', () => {
    expect(names(required.filter(({ lawful, byFetch }) => !byFetch.some((one) => lawful.includes(one))))).toEqual(
      ['stale-must-revalidate', 'no-cache'].flatMap((state) =>
        ['force-cache', 'only-if-cached'].map((mode) => `cacheModeCases ${state}-${mode}`),
      ),
    );
  });
});

/** A second opinion: the npm package http-cache-semantics as the private cache. */
function semanticsCache(): ModelCache {
  let clock = 0;
  class Policy extends CachePolicy {
    now(): number {
      return clock;
    }
  }
  const kept = new Map<string, { policy: CachePolicy; answer: PlayedAnswer }>();
  return (question, forward): PageAnswer => {
    clock = question.now;
    const request = requestOf(question);
    // The package leaves it to its user what goes past a cache.
    const isSafe = ['GET', 'HEAD'].includes(question.method);
    if (isSafe && conditionalFields.some((name) => question.headers[name] !== undefined)) return shown(forward({}));
    const entry = kept.get(question.url);
    if (isSafe && entry?.policy.satisfiesWithoutRevalidation(request) === true) return shown(entry.answer);
    const sent = entry === undefined || request.method !== 'GET' ? request.headers : entry.policy.revalidationHeaders(request);
    const conditions = Object.fromEntries(
      ['if-none-match', 'if-modified-since'].flatMap((name): [string, string][] => {
        const value = sent[name];
        return typeof value === 'string' && question.headers[name] === undefined ? [[name, value]] : [];
      }),
    );
    const answer = forward(conditions);
    if (entry !== undefined && answer.status === 304 && Object.keys(conditions).length > 0) {
      const { policy, modified } = entry.policy.revalidatedPolicy(request, responseOf(answer));
      if (!modified) {
        const updated = {
          ...entry.answer,
          headers: Object.entries(policy.responseHeaders()).map(([name, value]) => [name, String(value)] as const),
        };
        kept.set(question.url, { policy, answer: updated });
        return shown(updated);
      }
    }
    const policy = new Policy(request, responseOf(answer), { shared: false });
    if (policy.storable()) kept.set(question.url, { policy, answer });
    else if (!['GET', 'HEAD', 'OPTIONS'].includes(question.method) && answer.status < 400) kept.delete(question.url);
    return shown(answer);
  };
}

function requestOf({ method, url, headers }: CacheQuestion): CachePolicy.HttpRequest & { headers: CachePolicy.Headers } {
  return { method, url, headers: { host: 'origin.test', ...headers } };
}

function responseOf(answer: PlayedAnswer): CachePolicy.HttpResponse {
  const got = shown(answer);
  return { status: answer.status, headers: 'headers' in got ? { ...got.headers } : {} };
}

/** Where the second opinion is another one, and why ours stands. */
const disagreements: readonly (readonly [cases: RegExp, reason: string])[] = [
  [/^expiresCases /, 'it reads dates with Date.parse, which takes forms that are no HTTP-date'],
  [/ mixed-case-no-cache$/, 'it compares directive names with regard to letter case, against RFC 9111, 5.2'],
  [/ max-stale-no-cache$/, 'it lets max-stale override no-cache, against RFC 9111, 4.2.4'],
  [/ x-test-added$/, 'it updates fields that are there but adds none, against RFC 9111, 3.2'],
];

describe('http-cache-semantics', () => {
  it('agrees with the computed RFC 9111, but for what is known', () => {
    const comparable = judged.filter(
      ({ spec: { requests, places } }) => places === undefined && requests.every(({ cacheMode }) => cacheMode === undefined),
    );
    const differing = comparable.filter(({ spec, lawful }) => !lawful.includes(text(spec, semanticsCache())));
    expect(names(differing).filter((name) => !disagreements.some(([cases]) => cases.test(name)))).toEqual([]);
    expect(disagreements.filter(([cases]) => !names(differing).some((name) => cases.test(name)))).toEqual([]);
    expect(comparable.length).toBeGreaterThan(500);
  });
});
