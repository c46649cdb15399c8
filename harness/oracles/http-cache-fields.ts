import type { PlayedAnswer } from '../../servers/cache-case.ts';

/** Header lines in order. */
export type Lines = PlayedAnswer['headers'];

/** The values of the lines called `name`, in order. */
export function valuesOf(lines: Lines, name: string): readonly string[] {
  return lines.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

/** One member of a Cache-Control list: its name in lower case, and its argument without quotes. */
export interface Directive {
  readonly name: string;
  readonly argument: string | undefined;
  /** Written as a sender must write it: no quotes, no white space. */
  readonly plain: boolean;
}

/** The directives of Cache-Control lines (RFC 9111, 5.2), in order. What does not parse at all is left out. */
export function directivesOf(lines: Lines): readonly Directive[] {
  const list = valuesOf(lines, 'cache-control').join(',');
  const members = list.match(/(?:"(?:\\.|[^"\\])*"|[^,"]|")+/g) ?? [];
  return members.flatMap((member): Directive[] => {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(\s*)(?:=(\s*)(?:"((?:\\.|[^"\\])*)"|([^"]*)))?$/.exec(member.trim());
    const name = match?.[1];
    if (name === undefined) return [];
    const plain = match?.[4] === undefined && (match?.[2] ?? '') === '' && (match?.[3] ?? '') === '';
    return [{ name: name.toLowerCase(), argument: match?.[4] ?? match?.[5], plain }];
  });
}

/** True when a directive of that name is there, in whichever form. */
export function has(directives: readonly Directive[], name: string): boolean {
  return directives.some((directive) => directive.name === name);
}

/** The seconds of the first directive of that name; undefined when there is none or its argument is no number. */
export function secondsOf(directives: readonly Directive[], name: string): number | undefined {
  const argument = directives.find((directive) => directive.name === name)?.argument;
  return argument !== undefined && /^\d+$/.test(argument) ? Number(argument) : undefined;
}

/** Milliseconds of an HTTP-date (RFC 9110, 5.6.7) in any of its three forms; undefined for anything else. */
export function httpDate(text: string): number | undefined {
  const imf = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/.exec(text);
  if (imf !== null) return moment(imf[1], imf[2], imf[3], imf[4]);
  const rfc850 = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}:\d{2}:\d{2}) GMT$/.exec(text);
  if (rfc850 !== null) return moment(rfc850[1], rfc850[2], `20${rfc850[3] ?? ''}`, rfc850[4]);
  const asctime = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) ((?: |\d)\d) (\d{2}:\d{2}:\d{2}) (\d{4})$/.exec(text);
  return asctime === null ? undefined : moment(asctime[2], asctime[1], asctime[4], asctime[3]);
}

function moment(day = '', month = '', year = '', time = ''): number | undefined {
  const milliseconds = Date.parse(`${day} ${month} ${year} ${time} GMT`);
  // A day that the month does not have would roll over into the next one.
  return new Date(milliseconds).getUTCDate() === Number(day) ? milliseconds : undefined;
}

/** What a date may be taken for: a cache should, but need not, be lenient with letter case and strict with the zone (4.2). */
function dateReadings(text: string): readonly (number | undefined)[] {
  const strict = httpDate(text);
  if (strict !== undefined) return [strict];
  const spelled = text
    .toLowerCase()
    .replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/ [A-Z][a-z]{2,3}$/, ' GMT');
  const lenient = httpDate(spelled);
  return lenient === undefined ? [undefined] : [undefined, lenient];
}

/** Status codes whose answers may be kept without explicit freshness (RFC 9110, 15.1). */
export const heuristicallyCacheable: ReadonlySet<number> = new Set([200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501]);

/** True when an answer says itself how long it is fresh, however badly. */
export function hasExplicitExpiry(lines: Lines): boolean {
  return has(directivesOf(lines), 'max-age') || valuesOf(lines, 'expires').length > 0;
}

/** A lifetime that no case outlives, in seconds. */
const long = 10 ** 9;

/**
 * The freshness lifetimes, in seconds, that RFC 9111 (4.2.1, 4.2.2) leaves open: one where the text is plain; more where
 * it only encourages, or lets a private cache guess.
 */
export function lifetimes(lines: Lines, status: number, receivedAt: number): readonly number[] {
  const directives = directivesOf(lines);
  const maxAges = directives.filter(({ name }) => name === 'max-age');
  const guesses = heuristics(lines, status);
  if (maxAges.length > 0) {
    const plain = maxAges.every((one) => one.plain && /^\d+$/.test(one.argument ?? ''));
    const numbers = maxAges.map(({ argument }) => Number(/^\d+/.exec(argument ?? '')?.[0] ?? 'NaN'));
    const distinct = [...new Set(numbers)];
    // «Either the first occurrence should be used or the response should be considered stale», and for what is no
    // number caches are only encouraged: these sentences bind nobody.
    if (plain && maxAges.length === 1) return distinct;
    return [
      ...new Set([
        0,
        ...distinct.filter((number) => !Number.isNaN(number)),
        ...(plain ? [] : (expiresLifetimes(lines, receivedAt) ?? guesses)),
      ]),
    ];
  }
  return expiresLifetimes(lines, receivedAt) ?? guesses;
}

function expiresLifetimes(lines: Lines, receivedAt: number): readonly number[] | undefined {
  const expires = valuesOf(lines, 'expires');
  if (expires.length === 0) return undefined;
  const date = dateOf(lines) ?? receivedAt;
  // An invalid date, «especially the value "0"», is a time in the past (5.3).
  const times = expires.flatMap(dateReadings).map((time) => (time === undefined ? 0 : Math.max(0, (time - date) / 1000)));
  const distinct = [...new Set(times)];
  return expires.length === 1 ? distinct : [...new Set([0, ...distinct])];
}

function heuristics(lines: Lines, status: number): readonly number[] {
  const directives = directivesOf(lines);
  return heuristicallyCacheable.has(status) || has(directives, 'public') || has(directives, 'private') ? [0, long] : [0];
}

/** The Date of an answer, in milliseconds. */
export function dateOf(lines: Lines): number | undefined {
  const [date] = valuesOf(lines, 'date');
  return date === undefined ? undefined : httpDate(date);
}

/**
 * The ages, in seconds, that a cache may find an answer to have (4.2.3): the Age field says one, and the distance from
 * Date to the cache's own clock may be taken as well.
 */
export function ages(lines: Lines, receivedAt: number, now: number): readonly number[] {
  const resident = (now - receivedAt) / 1000;
  const fields = valuesOf(lines, 'age');
  const members = fields.flatMap((field) => field.split(',').map((member) => member.trim()));
  const first = members[0];
  // The first member counts and an invalid one is ignored, both by a SHOULD: other readings stay open.
  const plain = members.length === 1 && first !== undefined && /^\d+$/.test(first);
  const told = plain ? [Number(first)] : [0, ...members.map((member) => Number(/^\d+/.exec(member)?.[0] ?? '0'))];
  const date = dateOf(lines);
  const apparent = date === undefined ? 0 : Math.max(0, (receivedAt - date) / 1000);
  return [...new Set(told.flatMap((age) => [age, Math.max(age, apparent)]))].map((age) => age + resident);
}
