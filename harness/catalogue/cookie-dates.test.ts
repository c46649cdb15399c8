import { expect, test } from 'vitest';
import { cookieDate } from '../oracles/cookie-jar/index.ts';
import { dateSpellings, type DateSpelling } from './cookie-dates.ts';

/** What each spelling means by RFC 10025, 5.1.1, worked out by hand; undefined where it does not parse. */
const meanings: Readonly<Record<DateSpelling, string | undefined>> = {
  ...usual([
    'imf-fixdate',
    'rfc850',
    'asctime',
    'netscape',
    'unix-date',
    'javascript-to-string',
    'no-weekday',
    'wrong-weekday',
    'unknown-weekday',
    'latin1-weekday',
    'weekday-last',
    'month-lower-case',
    'month-upper-case',
    'month-full',
    'month-with-tail',
    'month-twice',
    'day-one-digit',
    'day-ordinal',
    'year-two-digits',
    'year-0094',
    'year-with-tail',
    'time-one-digit-hour',
    'time-fraction',
    'time-fourth-field',
    'time-pm',
    'time-twice',
    'zone-missing',
    'zone-est',
    'zone-offset',
    'zone-offset-colon',
    'zone-unknown',
    'order-year-first',
    'order-time-first',
    'order-year-before-day',
    'between-dots',
    'between-slashes',
    'between-underscores',
    'between-tabs',
    'between-plus-signs',
    'between-many',
    'quoted',
    'garbage-before',
    'garbage-after',
    'two-dates',
    'equals-sign-before',
  ]),
  // No month by name.
  'iso-8601': undefined,
  'iso-8601-with-space': undefined,
  'us-numeric': undefined,
  'locale-string': undefined,
  'month-numeric': undefined,
  'month-missing': undefined,
  'month-two-letters': undefined,
  'month-with-head': undefined,
  // `06T08:49:37Z` is a day, not a time.
  'iso-8601-month-name': undefined,
  'epoch-seconds': undefined,
  // «Marsday» is March, and the later month is passed over.
  'weekday-like-month': '1994-03-06T08:49:37.000Z',
  'day-three-digits': undefined,
  'day-zero': undefined,
  'day-31-of-november': undefined,
  'day-32': undefined,
  'day-29-february': undefined,
  'day-29-february-leap': '1996-02-29T08:49:37.000Z',
  'day-missing': undefined,
  'year-00': '2000-11-06T08:49:37.000Z',
  'year-68': '2068-11-06T08:49:37.000Z',
  'year-69': '2069-11-06T08:49:37.000Z',
  'year-70': '1970-11-06T08:49:37.000Z',
  'year-99': '1999-11-06T08:49:37.000Z',
  'year-one-digit': undefined,
  'year-three-digits': undefined,
  'year-five-digits': undefined,
  'year-1600': undefined,
  'year-1601': '1601-11-06T08:49:37.000Z',
  'year-1900': '1900-11-06T08:49:37.000Z',
  'year-1969': '1969-11-06T08:49:37.000Z',
  'year-1970-first-second': '1970-01-01T00:00:00.000Z',
  'year-2039': '2039-11-06T08:49:37.000Z',
  'year-9999': '9999-12-31T23:59:59.000Z',
  'year-missing': undefined,
  'time-one-digit-each': '1994-11-06T08:04:07.000Z',
  'time-three-digit-hour': undefined,
  'time-without-seconds': undefined,
  'time-dots': undefined,
  'time-hour-24': undefined,
  'time-minute-60': undefined,
  'time-leap-second': undefined,
  'time-missing': undefined,
  // The first number is the day, and then 06 a year.
  'order-two-digit-year-first': undefined,
  'number-before': '2006-11-01T08:49:37.000Z',
  // A colon, and every octet beyond ASCII, belongs to its token.
  'between-colons': undefined,
  'between-non-breaking-spaces': undefined,
  'between-nothing': undefined,
  'between-percent-20': undefined,
  empty: undefined,
  zero: undefined,
  'minus-one': undefined,
  session: undefined,
  words: undefined,
};

function usual<Name extends DateSpelling>(names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, '1994-11-06T08:49:37.000Z'])) as Record<Name, string>;
}

test.each(Object.entries(meanings))('%s', (name, meaning) => {
  expect(cookieDate(dateSpellings[name as DateSpelling])?.toISOString()).toBe(meaning);
});

test('names serve as axis values', () => {
  expect(Object.keys(dateSpellings).filter((name) => /[\s/#]/.test(name))).toEqual([]);
});
