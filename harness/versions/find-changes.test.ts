import { expect, test } from 'vitest';
import { findChanges, returns } from './find-changes.ts';

const same = (left: string, right: string): boolean => left === right;

/** Searches a row of letters; a dot cannot be looked at. */
async function search(row: string): Promise<{ changes: readonly string[]; looked: number; returns: boolean }> {
  const look = (place: number): Promise<string | undefined> => Promise.resolve(row[place] === '.' ? undefined : row[place]);
  const found = await findChanges(row.length, look, same);
  return {
    changes: found.changes.map(({ before, after }) => `${String(before)}-${String(after)}`),
    looked: found.seen.size,
    returns: returns(found, same),
  };
}

test('one change is found by halving', async () => {
  for (let place = 1; place < 64; place += 1) {
    const found = await search('a'.repeat(place) + 'b'.repeat(64 - place));
    expect(found.changes).toEqual([`${String(place - 1)}-${String(place)}`]);
    expect(found.looked).toBeLessThanOrEqual(8);
    expect(found.returns).toBe(false);
  }
});

test('no change costs two looks, one place or none has none', async () => {
  expect(await search('aaaaaaaa')).toEqual({ changes: [], looked: 2, returns: false });
  expect(await search('a')).toEqual({ changes: [], looked: 1, returns: false });
  expect(await search('')).toEqual({ changes: [], looked: 0, returns: false });
});

test('several changes are found where each leads to something new', async () => {
  expect((await search('aabbbcccd')).changes).toEqual(['1-2', '4-5', '7-8']);
});

test('what comes back is said when it is seen', async () => {
  expect(await search('aacabbbb')).toMatchObject({ returns: false });
  expect(await search('aabbacccd')).toMatchObject({ changes: ['4-5', '7-8'] });
  expect(await search('abcab')).toMatchObject({ changes: ['0-1', '1-2', '2-3', '3-4'], returns: true });
});

test('places that cannot be looked at are stepped over, and the change is as near as can be told', async () => {
  expect((await search('aa..bb')).changes).toEqual(['1-4']);
  expect((await search('.aaab.')).changes).toEqual(['3-4']);
  expect((await search('.....')).changes).toEqual([]);
});
