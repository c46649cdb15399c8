/**
 * Spellings of a moment in an Expires attribute, by name. Most are of Sun, 06 Nov 1994 08:49:37 GMT, which has long
 * passed: a cookie is gone when its date was understood, and lives on when it was not. One character an octet.
 */
export const dateSpellings = {
  // The three forms of HTTP (RFC 9110, 5.6.7), Netscape's own, and what libraries write.
  'imf-fixdate': 'Sun, 06 Nov 1994 08:49:37 GMT',
  rfc850: 'Sunday, 06-Nov-94 08:49:37 GMT',
  asctime: 'Sun Nov  6 08:49:37 1994',
  netscape: 'Sun, 06-Nov-1994 08:49:37 GMT',
  'unix-date': 'Sun Nov  6 08:49:37 UTC 1994',
  'javascript-to-string': 'Sun Nov 06 1994 08:49:37 GMT+0000 (Coordinated Universal Time)',
  'iso-8601': '1994-11-06T08:49:37Z',
  'iso-8601-with-space': '1994-11-06 08:49:37',
  'iso-8601-month-name': '1994-Nov-06T08:49:37Z',
  'epoch-seconds': '784111777',
  'us-numeric': '11/06/1994 08:49:37',
  'locale-string': '11/6/1994, 8:49:37 AM',

  // Weekday.
  'no-weekday': '06 Nov 1994 08:49:37 GMT',
  'wrong-weekday': 'Mon, 06 Nov 1994 08:49:37 GMT',
  'unknown-weekday': 'Dim, 06 Nov 1994 08:49:37 GMT',
  'latin1-weekday': 'Dom\xe9, 06 Nov 1994 08:49:37 GMT',
  'weekday-last': '06 Nov 1994 08:49:37 GMT Sun',
  'weekday-like-month': 'Marsday, 06 Nov 1994 08:49:37 GMT',

  // Month.
  'month-lower-case': 'sun, 06 nov 1994 08:49:37 gmt',
  'month-upper-case': 'SUN, 06 NOV 1994 08:49:37 GMT',
  'month-full': 'Sun, 06 November 1994 08:49:37 GMT',
  'month-with-tail': 'Sun, 06 Novxyz 1994 08:49:37 GMT',
  'month-two-letters': 'Sun, 06 No 1994 08:49:37 GMT',
  'month-with-head': 'Sun, 06 xNov 1994 08:49:37 GMT',
  'month-numeric': 'Sun, 06 11 1994 08:49:37 GMT',
  'month-missing': 'Sun, 06 1994 08:49:37 GMT',
  'month-twice': 'Sun, 06 Nov Jan 1994 08:49:37 GMT',

  // Day of the month.
  'day-one-digit': 'Sun, 6 Nov 1994 08:49:37 GMT',
  'day-three-digits': 'Sun, 006 Nov 1994 08:49:37 GMT',
  'day-ordinal': 'Sun, 6th Nov 1994 08:49:37 GMT',
  'day-zero': 'Sun, 00 Nov 1994 08:49:37 GMT',
  'day-31-of-november': 'Thu, 31 Nov 1994 08:49:37 GMT',
  'day-32': 'Fri, 32 Dec 1994 08:49:37 GMT',
  'day-29-february': 'Tue, 29 Feb 1994 08:49:37 GMT',
  'day-29-february-leap': 'Thu, 29 Feb 1996 08:49:37 GMT',
  'day-missing': 'Nov 1994 08:49:37 GMT',

  // Year.
  'year-two-digits': 'Sun, 06 Nov 94 08:49:37 GMT',
  'year-00': 'Mon, 06 Nov 00 08:49:37 GMT',
  'year-68': 'Tue, 06 Nov 68 08:49:37 GMT',
  'year-69': 'Wed, 06 Nov 69 08:49:37 GMT',
  'year-70': 'Fri, 06 Nov 70 08:49:37 GMT',
  'year-99': 'Sat, 06 Nov 99 08:49:37 GMT',
  'year-one-digit': 'Sun, 06 Nov 4 08:49:37 GMT',
  'year-three-digits': 'Sun, 06 Nov 994 08:49:37 GMT',
  'year-five-digits': 'Sun, 06 Nov 01994 08:49:37 GMT',
  'year-0094': 'Sun, 06 Nov 0094 08:49:37 GMT',
  'year-1600': 'Mon, 06 Nov 1600 08:49:37 GMT',
  'year-1601': 'Tue, 06 Nov 1601 08:49:37 GMT',
  'year-1900': 'Tue, 06 Nov 1900 08:49:37 GMT',
  'year-1969': 'Thu, 06 Nov 1969 08:49:37 GMT',
  'year-1970-first-second': 'Thu, 01 Jan 1970 00:00:00 GMT',
  'year-2039': 'Sun, 06 Nov 2039 08:49:37 GMT',
  'year-9999': 'Fri, 31 Dec 9999 23:59:59 GMT',
  'year-with-tail': 'Sun, 06 Nov 1994AD 08:49:37 GMT',
  'year-missing': 'Sun, 06 Nov 08:49:37 GMT',

  // Time.
  'time-one-digit-hour': 'Sun, 06 Nov 1994 8:49:37 GMT',
  'time-one-digit-each': 'Sun, 06 Nov 1994 8:4:7 GMT',
  'time-three-digit-hour': 'Sun, 06 Nov 1994 008:49:37 GMT',
  'time-without-seconds': 'Sun, 06 Nov 1994 08:49 GMT',
  'time-fraction': 'Sun, 06 Nov 1994 08:49:37.123 GMT',
  'time-fourth-field': 'Sun, 06 Nov 1994 08:49:37:12 GMT',
  'time-pm': 'Sun, 06 Nov 1994 08:49:37PM',
  'time-dots': 'Sun, 06 Nov 1994 08.49.37 GMT',
  'time-hour-24': 'Sun, 06 Nov 1994 24:00:00 GMT',
  'time-minute-60': 'Sun, 06 Nov 1994 08:60:00 GMT',
  'time-leap-second': 'Sun, 06 Nov 1994 23:59:60 GMT',
  'time-missing': 'Sun, 06 Nov 1994 GMT',
  'time-twice': 'Sun, 06 Nov 1994 08:49:37 09:50:38 GMT',

  // Zone: no document reads it.
  'zone-missing': 'Sun, 06 Nov 1994 08:49:37',
  'zone-est': 'Sun, 06 Nov 1994 08:49:37 EST',
  'zone-offset': 'Sun, 06 Nov 1994 08:49:37 +0200',
  'zone-offset-colon': 'Sun, 06 Nov 1994 08:49:37 GMT+02:00',
  'zone-unknown': 'Sun, 06 Nov 1994 08:49:37 QQQ',

  // Order.
  'order-year-first': '1994 Nov 06 08:49:37',
  'order-time-first': '08:49:37 06 Nov 1994',
  'order-year-before-day': 'Sun, Nov 1994 06 08:49:37 GMT',
  'order-two-digit-year-first': '94 Nov 06 08:49:37',

  // What stands between and around.
  'between-dots': 'Sun.06.Nov.1994 08:49:37 GMT',
  'between-slashes': 'Sun, 06/Nov/1994 08:49:37 GMT',
  'between-underscores': 'Sun,_06_Nov_1994_08:49:37_GMT',
  'between-tabs': 'Sun,\t06\tNov\t1994\t08:49:37\tGMT',
  'between-colons': 'Sun:06:Nov:1994:08:49:37:GMT',
  'between-non-breaking-spaces': 'Sun,\xa006\xa0Nov\xa01994\xa008:49:37\xa0GMT',
  'between-nothing': 'Sun06Nov199408:49:37GMT',
  'between-plus-signs': 'Sun,+06+Nov+1994+08:49:37+GMT',
  'between-percent-20': 'Sun,%2006%20Nov%201994%2008:49:37%20GMT',
  'between-many': 'Sun ,-/ 06 ~!~ Nov (&) 1994 [@] 08:49:37 {*} GMT',
  quoted: '"Sun, 06 Nov 1994 08:49:37 GMT"',
  'garbage-before': 'expires on Sun, 06 Nov 1994 08:49:37 GMT',
  'garbage-after': 'Sun, 06 Nov 1994 08:49:37 GMT or so',
  'number-before': '1 Sun, 06 Nov 1994 08:49:37 GMT',
  'two-dates': 'Sun, 06 Nov 1994 08:49:37 GMT, Sat, 06 Nov 2094 08:49:37 GMT',
  'equals-sign-before': '=Sun, 06 Nov 1994 08:49:37 GMT',

  // No date at all.
  empty: '',
  zero: '0',
  'minus-one': '-1',
  session: 'session',
  words: 'once upon a time',
} as const satisfies Readonly<Record<string, string>>;
export type DateSpelling = keyof typeof dateSpellings;
