import { describe, expect, it } from 'vitest';
import type { HeaderLines } from '../../servers/cache-case.ts';
import { expectReturn } from './history-return.ts';

const etag = ['etag', '"1"'] as const;
const hourOld = [
  ['date', { now: -3600 }],
  ['age', '3600'],
] as const;
const expected = (...headers: HeaderLines): readonly unknown[] => expectReturn([etag, ...headers]).map(({ anyOf }) => anyOf);
const anything = ['restored', 'from-cache', 'revalidated', 'fetched'];

describe('expectReturn', () => {
  it('takes a fresh answer from the cache', () => {
    expect(expected(['cache-control', 'max-age=600'])).toEqual([anything, ['restored', 'from-cache']]);
  });
  it('leaves a history free to show a stale answer, which Fetch has validated', () => {
    expect(expected(['cache-control', 'max-age=60'], ...hourOld)).toEqual([anything, ['restored', 'revalidated']]);
    expect(expected(['cache-control', 'max-age=60, must-revalidate'], ...hourOld)).toEqual([anything, ['restored', 'revalidated']]);
    expect(expected(['cache-control', 'no-cache'])).toEqual([anything, ['restored', 'revalidated']]);
  });
  it('lets a cache guess where an answer says nothing', () => {
    expect(expected()).toEqual([anything, ['restored', 'from-cache', 'revalidated']]);
  });
  it('has an answer fetched anew that nobody may store', () => {
    expect(expected(['cache-control', 'no-store'])).toEqual([
      ['restored', 'fetched'],
      ['restored', 'fetched'],
    ]);
  });
});
