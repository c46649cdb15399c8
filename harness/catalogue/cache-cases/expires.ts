import type { HeaderLines } from '../../../servers/cache-case.ts';
import { control, modified, twice, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

/** Ways to write one moment in the year 2050, and things that are no date. */
const forms: readonly (readonly [name: string, weight: Weight, text: string])[] = [
  ['imf-fixdate', 'required', 'Thu, 18 Aug 2050 02:01:18 GMT'],
  ['rfc850', 'required', 'Thursday, 18-Aug-50 02:01:18 GMT'],
  ['asctime', 'required', 'Thu Aug 18 02:01:18 2050'],
  ['asctime-one-digit-day', 'required', 'Mon Aug  8 02:01:18 2050'],
  ['year-2100', 'required', 'Wed, 18 Aug 2100 02:01:18 GMT'],
  ['year-1969', 'required', 'Mon, 18 Aug 1969 02:01:18 GMT'],
  ['lower-case', 'allowed', 'thu, 18 aug 2050 02:01:18 gmt'],
  ['upper-case', 'allowed', 'THU, 18 AUG 2050 02:01:18 GMT'],
  ['zone-utc', 'allowed', 'Thu, 18 Aug 2050 02:01:18 UTC'],
  ['zone-aest', 'allowed', 'Thu, 18 Aug 2050 02:01:18 AEST'],
  ['wrong-weekday', 'observed', 'Mon, 18 Aug 2050 02:01:18 GMT'],
  ['zero', 'required', '0'],
  ['minus-one', 'required', '-1'],
  ['empty', 'required', ''],
  ['word', 'required', 'never'],
  ['seconds', 'required', '3600'],
  ['epoch-seconds', 'required', '2544400878'],
  ['no-zone', 'required', 'Thu, 18 Aug 2050 02:01:18'],
  ['numeric-zone', 'required', 'Thu, 18 Aug 2050 02:01:18 +0000'],
  ['no-weekday', 'required', '18 Aug 2050 02:01:18 GMT'],
  ['no-comma', 'required', 'Thu 18 Aug 2050 02:01:18 GMT'],
  ['two-digit-year', 'required', 'Thu, 18 Aug 50 02:01:18 GMT'],
  ['one-digit-hour', 'required', 'Thu, 18 Aug 2050 2:01:18 GMT'],
  ['no-seconds', 'required', 'Thu, 18 Aug 2050 02:01 GMT'],
  ['dots-in-time', 'required', 'Thu, 18 Aug 2050 02.01.18 GMT'],
  ['hyphens-long-year', 'required', 'Thu, 18-Aug-2050 02:01:18 GMT'],
  ['extra-spaces', 'required', 'Thu,  18  Aug  2050  02:01:18  GMT'],
  ['iso-8601', 'required', '2050-08-18T02:01:18Z'],
  ['quoted', 'required', '"Thu, 18 Aug 2050 02:01:18 GMT"'],
  ['hour-24', 'required', 'Thu, 18 Aug 2050 24:01:18 GMT'],
  ['february-30', 'required', 'Wed, 30 Feb 2050 02:01:18 GMT'],
  ['text-after', 'required', 'Thu, 18 Aug 2050 02:01:18 GMT or so'],
];

const future = 'Thu, 18 Aug 2050 02:01:18 GMT';
const past = 'Thu, 18 Aug 2005 02:01:18 GMT';
const lines = (...values: string[]): HeaderLines => values.map((value) => ['Expires', value]);

/** How the date of Expires is written. */
export const expiresCases: readonly JudgedCase[] = [
  ...forms.map(([name, weight, text]) => twice(name, weight, sections.expires, lines(text))),
  twice('invalid-and-last-modified', 'required', sections.heuristic, [...lines('0'), ...modified]),
  twice('invalid-and-public', 'required', sections.heuristic, [...lines('0'), ...control('public'), ...modified]),
  twice('two-lines-alike', 'allowed', sections.lifetime, lines(future, future)),
  twice('two-lines-past-first', 'allowed', sections.lifetime, lines(past, future)),
  twice('two-lines-future-first', 'allowed', sections.lifetime, lines(future, past)),
];
