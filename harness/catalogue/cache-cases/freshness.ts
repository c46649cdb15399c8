import type { HeaderLines } from '../../../servers/cache-case.ts';
import { control, fresh, old, twice, type JudgedCase, type Weight } from './case.ts';
import { sections } from './sections.ts';

const { constructing, lifetime, sharedMaxAge, age, ageField, maxAge } = sections;

/** Old answers whose Age field is written in some way, with and without a meaning. */
const ages: readonly (readonly [name: string, weight: Weight, lines: readonly string[]])[] = [
  ['below-lifetime', 'required', ['1800']],
  ['above-lifetime', 'required', ['7200']],
  ['equal-to-lifetime', 'required', ['3600']],
  ['zero', 'required', ['0']],
  ['beyond-32-bit', 'required', ['4294967296000']],
  ['leading-zero', 'required', ['007200']],
  ['negative', 'allowed', ['-7200']],
  ['decimal', 'allowed', ['7200.0']],
  ['letters', 'allowed', ['old']],
  ['letters-after', 'allowed', ['7200s']],
  ['quoted', 'allowed', ['"7200"']],
  ['list-old-first', 'allowed', ['7200, 0']],
  ['list-young-first', 'allowed', ['0, 7200']],
  ['two-lines-old-first', 'allowed', ['7200', '0']],
  ['two-lines-young-first', 'allowed', ['0', '7200']],
];

const dated = (seconds: number): HeaderLines => [['Date', { now: seconds }]];
const expires = (seconds: number): HeaderLines => [['Expires', { now: seconds }]];

/** What gives a response its lifetime and its age. */
export const freshnessCases: readonly JudgedCase[] = [
  twice('max-age', 'required', constructing, fresh),
  twice('max-age-0', 'required', constructing, control('max-age=0')),
  twice('expires-future', 'required', constructing, expires(3600)),
  twice('expires-past', 'required', constructing, expires(-3600)),
  twice('expires-now', 'required', constructing, [...expires(0), ...dated(0)]),
  twice('max-age-and-past-expires', 'required', lifetime, [...fresh, ...expires(-3600)]),
  twice('max-age-0-and-future-expires', 'required', lifetime, [...control('max-age=0'), ...expires(3600)]),
  twice('past-expires-before-max-age', 'required', lifetime, [...expires(-3600), ...fresh]),
  twice('s-maxage-0-and-max-age', 'required', sharedMaxAge, control('s-maxage=0, max-age=3600')),
  twice('s-maxage-and-max-age-0', 'required', sharedMaxAge, control('s-maxage=3600, max-age=0')),
  twice('s-maxage-and-past-expires', 'required', sharedMaxAge, [...control('s-maxage=3600'), ...expires(-3600)]),
  twice('s-maxage-0-and-future-expires', 'required', sharedMaxAge, [...control('s-maxage=0'), ...expires(3600)]),
  twice('s-maxage-alone', 'allowed', sharedMaxAge, control('s-maxage=3600')),
  twice('max-age-beyond-31-bit', 'required', maxAge, control('max-age=2147483648')),
  twice('max-age-beyond-32-bit', 'required', maxAge, control('max-age=4294967297')),
  twice('max-age-beyond-64-bit', 'required', maxAge, control('max-age=99999999999999999999')),
  twice('max-age-one-year', 'required', maxAge, control('max-age=31536000')),
  twice('date-past-within-lifetime', 'required', age, [...fresh, ...dated(-1800)]),
  twice('date-past-beyond-lifetime', 'allowed', age, [...fresh, ...dated(-7200)]),
  twice('date-far-past', 'allowed', age, [...fresh, ['Date', 'Thu, 01 Jan 1970 00:00:00 GMT']]),
  twice('date-future', 'required', age, [...fresh, ...dated(7200)]),
  twice('date-invalid', 'allowed', age, [...fresh, ['Date', 'soon']]),
  twice('date-absent', 'required', age, [...fresh, ['Date', null]]),
  twice('expires-without-date', 'required', lifetime, [...expires(3600), ['Date', null]]),
  twice('past-expires-without-date', 'required', lifetime, [...expires(-3600), ['Date', null]]),
  twice('expires-equal-to-past-date', 'required', lifetime, [...expires(-3600), ...dated(-3600)]),
  twice('expires-equal-to-future-date', 'required', lifetime, [...expires(3600), ...dated(3600)]),
  twice('expires-before-future-date', 'required', lifetime, [...expires(3600), ...dated(7200)]),
  twice('past-expires-after-past-date', 'allowed', lifetime, [...expires(-3600), ...dated(-7200)]),
  twice('future-expires-past-date', 'required', lifetime, [...expires(3600), ...dated(-1800)]),
  twice('expires-and-age-beyond', 'required', age, [...expires(3600), ...old]),
  twice('age-without-date', 'required', age, [...fresh, ['Age', '7200'], ['Date', null]]),
  ...ages.map(([name, weight, lines]) =>
    twice(`age-${name}`, weight, weight === 'allowed' ? ageField : age, [...fresh, ...lines.map((line) => ['Age', line] as const)]),
  ),
];
