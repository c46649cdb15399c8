import { describe, expect, it } from 'vitest';
import { ages, directivesOf, httpDate, lifetimes, type Lines } from './http-cache-fields.ts';

const control = (...values: string[]): Lines => values.map((value) => ['Cache-Control', value]);
const now = Date.UTC(2030, 0, 1);
const at = (seconds: number): string => new Date(now + seconds * 1000).toUTCString();
const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((left, right) => left - right);

describe('directivesOf', () => {
  it.each([
    ['max-age=60, No-Store', ['max-age=60', 'no-store']],
    [',, max-age=60 ,,', ['max-age=60']],
    ['foo="a, no-store", max-age=60', ['foo=a, no-store', 'max-age=60']],
    ['foo="a\\", no-store", max-age=60', ['foo=a\\", no-store', 'max-age=60']],
    ['max-age:60', []],
  ])('%s', (line, members) => {
    expect(directivesOf(control(line)).map(({ name, argument }) => (argument === undefined ? name : `${name}=${argument}`))).toEqual(
      members,
    );
  });

  it('reads several lines as one list', () => {
    expect(directivesOf(control('private', 'max-age=60')).map(({ name }) => name)).toEqual(['private', 'max-age']);
  });
});

describe('httpDate (RFC 9110, 5.6.7)', () => {
  it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])('%s', (text) => {
    expect(httpDate(text)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  });
  it.each(['0', '-1', '', 'Sun, 06 Nov 1994 08:49:37', '1994-11-06T08:49:37Z', 'Sun, 31 Nov 1994 08:49:37 GMT'])('%s is none', (text) => {
    expect(httpDate(text)).toBeUndefined();
  });
});

describe('lifetimes (RFC 9111, 4.2.1)', () => {
  it.each([
    ['max-age', control('max-age=60'), [60]],
    ['max-age before Expires', [...control('max-age=60'), ['Expires', at(3600)]], [60]],
    [
      'Expires less Date',
      [
        ['Expires', at(3600)],
        ['Date', at(600)],
      ],
      [3000],
    ],
    ['Expires less the time of receipt', [['Expires', at(3600)]], [3600]],
    ['an invalid Expires is in the past', [['Expires', '0']], [0]],
    ['two values: the first, or stale', control('max-age=60', 'max-age=90'), [0, 60, 90]],
    ['a quoted number may be refused', control('max-age="60"'), [0, 60]],
  ] as [string, Lines, number[]][])('%s', (_, lines, seconds) => {
    expect(sorted(lifetimes(lines, 500, now))).toEqual(seconds);
  });

  it('lets a cache guess for some statuses, or where the response says that it is cacheable', () => {
    expect(lifetimes([], 200, now).length).toBe(2);
    expect(lifetimes([], 500, now)).toEqual([0]);
    expect(lifetimes(control('public'), 500, now).length).toBe(2);
  });
});

describe('ages (RFC 9111, 4.2.3)', () => {
  it.each([
    ['none', [], [0]],
    ['Age', [['Age', '100']], [100]],
    ['Date may count or not', [['Date', at(-100)]], [0, 100]],
    [
      'Age and Date',
      [
        ['Age', '100'],
        ['Date', at(-300)],
      ],
      [100, 300],
    ],
    ['a Date in the future makes nothing younger', [['Date', at(100)]], [0]],
    ['a list should be read by its first member', [['Age', '100, 7']], [0, 7, 100]],
  ] as [string, Lines, number[]][])('%s', (_, lines, seconds) => {
    expect(sorted(ages(lines, now, now))).toEqual(seconds);
    expect(sorted(ages(lines, now, now + 5000))).toEqual(seconds.map((age) => age + 5));
  });
});
