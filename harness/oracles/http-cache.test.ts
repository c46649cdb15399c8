import { describe, expect, it } from 'vitest';
import type { CacheRequest } from '../../servers/cache-case.ts';
import { allowedTraces } from './http-cache.ts';
import { everyOutcome } from './http-cache-choices.ts';

const allowed = (...requests: CacheRequest[]): { law: readonly string[]; fetch: readonly string[] } => {
  const spec = { name: 'a case', requests };
  return { law: allowedTraces(spec, 'RFC 9111'), fetch: allowedTraces(spec, 'Fetch') };
};
const control = (value: string): CacheRequest => ({ responseHeaders: [['Cache-Control', value]] });
const tagged = (value: string): CacheRequest => ({
  responseHeaders: [
    ['Cache-Control', value],
    ['ETag', '"one"'],
  ],
});

describe('everyOutcome', () => {
  it('answers each question each way, and the same question alike', () => {
    const outcomes = everyOutcome((choose) => {
      const first = choose('first', ['a', 'b']);
      const second = first === 'a' ? choose('second', [1, 2, 3]) : choose('first', [0, 9]);
      return `${first}${String(second)}`;
    });
    expect([...outcomes].sort()).toEqual(['a1', 'a2', 'a3', 'b9']);
  });
});

describe('allowedTraces', () => {
  it('lets a cache forget a fresh response by RFC 9111, not by Fetch', () => {
    expect(allowed(control('max-age=60'), {})).toEqual({ law: ['miss,hit-1', 'miss,miss'], fetch: ['miss,hit-1'] });
  });

  it('lets nobody keep what says no-store', () => {
    expect(allowed(tagged('no-store'), {})).toEqual({ law: ['miss,miss'], fetch: ['miss,miss'] });
  });

  it('lets a cache forget a redirect or the place that it leads to, each for itself', () => {
    const lines = [['Cache-Control', 'max-age=60']] as const;
    const redirect: CacheRequest = { status: 301, responseHeaders: [['Location', '/place'], ...lines] };
    const spec = { name: 'a case', requests: [redirect, redirect], places: { '/place': { body: 'the place', responseHeaders: lines } } };
    expect(allowedTraces(spec, 'RFC 9111')).toEqual(
      ['hit>hit', 'hit>miss', 'miss>hit', 'miss>miss'].map((second) => `miss>miss,${second}`),
    );
  });

  it('has a stale response validated, by Fetch with its validator', () => {
    expect(allowed(tagged('max-age=0'), { status: 304 })).toEqual({ law: ['miss,miss', 'miss,validated-1'], fetch: ['miss,validated-1'] });
  });

  it('tells the authorities apart where force-cache meets must-revalidate', () => {
    const old: CacheRequest = {
      responseHeaders: [
        ['Cache-Control', 'max-age=60, must-revalidate'],
        ['Age', '100'],
      ],
    };
    expect(allowed(old, { cacheMode: 'force-cache' })).toEqual({ law: ['miss,miss'], fetch: ['miss,hit-1'] });
  });

  it('has an unsafe request make what is stored invalid, unless it failed', () => {
    expect(allowed(control('max-age=60'), { method: 'POST' }, {}).fetch).toEqual(['miss,miss,miss']);
    expect(allowed(control('max-age=60'), { method: 'POST', status: 500 }, {}).fetch).toEqual(['miss,miss,hit-1']);
  });

  it('counts a wait as age', () => {
    expect(allowed({ ...control('max-age=60'), waitMs: 61_000 }, {}).fetch).toEqual(['miss,miss']);
  });

  it('knows a network error for only-if-cached', () => {
    expect(allowed({ cacheMode: 'only-if-cached' })).toEqual({ law: ['error'], fetch: ['error'] });
  });
});
